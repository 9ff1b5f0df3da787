import { Alert, Button, Kbd, Stack, Text } from '@mantine/core'
import { IconClockPlus } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { DispositionChoice } from '../dispositions/disposition-choice.js'
import { useLacksDisposition } from '../dispositions/disposition-queries.js'
import { useLanguage } from '../i18n.js'
import { useLive, useLiveConnection } from '../live/live-context.js'
import type { DeskSubject } from './desk-subject.js'
import { SHORTCUTS } from './shortcuts.js'
import type { DeskCommands } from './use-desk-commands.js'

/** The time after a talk: what came of it, a longer time, and the end. */
export function WrapUpControls({ commands, talk }: { commands: DeskCommands; talk: DeskSubject | null }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { me } = useLive()
  const connection = useLiveConnection()
  const extend = useMutation({ mutationFn: () => connection.extendWrapUp() })
  const lacks = useLacksDisposition(talk)
  const left = me?.extensionsLeft ?? 0
  return (
    <Stack gap={6}>
      {talk && <DispositionChoice callId={talk.callId} queue={talk.queue} withKeys />}
      <Button
        onClick={() => commands.run('finish-wrap-up')}
        loading={commands.settingState}
        disabled={lacks}
        data-testid="finish-wrap-up"
        rightSection={
          <Kbd size="xs" aria-hidden>
            {SHORTCUTS['finish-wrap-up'].shown[0]}
          </Kbd>
        }
      >
        {t(me?.afterCall ? 'deskWork.finish' : 'desk.finish')}
      </Button>
      {lacks && (
        <Text size="xs" c="dimmed" data-testid="disposition-required">
          {t('deskWork.dispositionRequired')}
        </Text>
      )}
      <Button variant="default" leftSection={<IconClockPlus size={17} aria-hidden />} disabled={left === 0} loading={extend.isPending} onClick={() => extend.mutate()} data-testid="extend-wrap-up" data-left={left}>
        {t('deskWork.extend', { count: left })}
      </Button>
      {extend.error && (
        <Alert color="red" py="xs" role="alert">
          {failureSentence(extend.error, language)}
        </Alert>
      )}
    </Stack>
  )
}
