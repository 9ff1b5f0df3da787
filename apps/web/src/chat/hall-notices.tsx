import type { HelpCall } from '@app/contracts'
import { Alert, Button, Group, Text } from '@mantine/core'
import { IconHelpCircle, IconSpeakerphone } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { secondsSince } from '../format/durations.js'
import { formatTime } from '../format/moments.js'
import { talksWithCitizen } from '../hall/talks-with-citizen.js'
import { DeedDialog } from '../hall/operator-actions.js'
import { useLanguage } from '../i18n.js'
import { useLive, useNow } from '../live/live-context.js'
import { useSession } from '../session/session-context.js'
import { Clock } from '../shell/clock.js'
import { useChatOverview, useHelp, useReadChat } from './chat-queries.js'

/** What everybody is told, and who calls for help: lines under the header that stay until somebody has dealt with them. */
export function HallNotices() {
  const { role } = useSession()
  return role === 'officer' ? null : <Notices />
}

function Notices() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { role } = useSession()
  const { data } = useChatOverview()
  const read = useReadChat()
  const last = data?.everybody.last
  return (
    <>
      {last && data.everybody.unread > 0 && (
        <Alert color="civic" variant="filled" py="xs" radius={0} icon={<IconSpeakerphone aria-hidden />} role="status" data-testid="everybody-notice">
          <Group justify="space-between" wrap="nowrap">
            <Text size="sm" fw={500}>
              {t('chat.from', { name: last.from.displayName, time: formatTime(last.sentAt, language) })} {last.text}
            </Text>
            <Button size="compact-sm" variant="white" onClick={() => read.mutate({ with: 'everybody', upTo: last.id })} data-testid="everybody-read">
              {t('chat.understood')}
            </Button>
          </Group>
        </Alert>
      )}
      {role === 'supervisor' && data?.help.map((help) => <HelpNotice key={help.id} help={help} />)}
    </>
  )
}

function HelpNotice({ help }: { help: HelpCall }) {
  const { t } = useTranslation()
  const { operators, queues } = useLive()
  const now = useNow()
  const { take } = useHelp()
  const [listening, setListening] = useState(false)
  const operator = operators?.find(({ userId }) => userId === help.operator.id)
  const talk = operator?.talk
  const talks = operator && talksWithCitizen(operator)
  return (
    <Alert color="orange" py="xs" radius={0} icon={<IconHelpCircle aria-hidden />} role="alert" data-testid="help-notice" data-operator={help.operator.id}>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" fw={600}>
          {t('chat.helpFrom', { name: help.operator.displayName })}
          {help.text && ` “${help.text}”`}
          {talk?.queue && ` · ${t(`queue.${talk.queue}`, { defaultValue: talk.queue })}`} · <Clock seconds={secondsSince(help.at, now)} />
        </Text>
        <Group gap="xs" wrap="nowrap">
          {talks && (
            <Button size="compact-sm" color="orange" onClick={() => setListening(true)} data-testid="help-listen">
              {t('supervise.listen')}
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={() => take.mutate(help.id)} data-testid="help-take">
            {t('chat.coming')}
          </Button>
        </Group>
      </Group>
      {listening && operator && <DeedDialog deed="listen" operator={operator} queues={queues ?? []} reasonGiven={t('chat.helpReason')} close={() => setListening(false)} done={() => take.mutate(help.id)} />}
    </Alert>
  )
}
