import { Button, Group, Text } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { secondsSince } from '../format/durations.js'
import { useLanguage } from '../i18n.js'
import { useLive, useNow } from '../live/live-context.js'
import { useChatOverview, useHelp } from './chat-queries.js'

/** "Somebody comes" is shown for so long. */
const SHOWN_SECONDS = 90

/** One key (desk/shortcuts.ts) calls a supervisor; pressed again it calls off. */
export function HelpButton() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { me } = useLive()
  const now = useNow()
  const { data } = useChatOverview()
  const { call, withdraw } = useHelp()
  const [help] = data?.help ?? []
  const open = help && help.taken === null && help.operator.id === me?.userId
  const coming = help?.taken && secondsSince(help.taken.at, now) < SHOWN_SECONDS ? help.taken.by : null
  const press = () => {
    if (open) withdraw.mutate()
    else call.mutate({ callId: me?.talk?.callId ?? me?.ownCall?.callId ?? null, queue: me?.talk?.queue ?? null, text: '' })
  }
  const failed = call.error ?? withdraw.error
  return (
    <Group gap="xs" mt="xs" mb="sm" justify="space-between">
      <Button size="compact-sm" variant={open ? 'filled' : 'light'} color="orange" leftSection={<IconHelpCircle size={16} aria-hidden />} onClick={press} loading={call.isPending || withdraw.isPending} aria-pressed={open} title={t('chat.helpKey')} data-testid="help-call" data-open={open ?? false}>
        {t(open ? 'chat.helpCalled' : 'chat.help')}
      </Button>
      <Text size="xs" role="status" data-testid="help-coming">
        {failed ? failureSentence(failed, language) : coming && t('chat.helpComing', { name: coming })}
      </Text>
    </Group>
  )
}
