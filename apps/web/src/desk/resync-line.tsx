import { ActionIcon, Group, Text } from '@mantine/core'
import { IconRefresh, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLive, useLiveConnection } from '../live/live-context.js'
import type { Resync } from '../live/resync.js'
import { usePauseWords } from './pause-reasons.js'

/** What the desk showed wrongly before a reconnect, and what is true. */
export function ResyncLine() {
  const { t } = useTranslation()
  const { resync } = useLive()
  const connection = useLiveConnection()
  const words = useResyncWords()
  if (!resync) return null
  return (
    <Group gap={6} wrap="nowrap" align="flex-start" role="status" data-testid="resync" data-differs={resync.differs.join(' ')}>
      <IconRefresh size={15} aria-hidden style={{ flexShrink: 0, marginTop: 2 }} />
      <Text size="xs" style={{ flex: 1 }}>
        {t('deskWork.resynced', { what: words(resync).join('; ') })}
      </Text>
      <ActionIcon variant="subtle" size={20} aria-label={t('common.close')} onClick={() => connection.resyncSeen()}>
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </Group>
  )
}

function useResyncWords() {
  const { t } = useTranslation()
  const { nameOf } = usePauseWords()
  return ({ from, to, differs }: Resync): string[] =>
    differs.map((what) => {
      switch (what) {
        case 'state':
          return `${t(`operatorState.${from.state}`)} → ${t(`operatorState.${to.state}`)}`
        case 'reason':
          return `${nameOf(from.pauseReason)} → ${nameOf(to.pauseReason)}`
        case 'queues':
          return t('deskWork.resyncQueues', { queues: to.queues.map((queue) => t(`queue.${queue}`, { defaultValue: queue })).join(', ') })
        case 'call':
          return t('deskWork.resyncCall')
        case 'afterCall':
          return t('deskWork.resyncAfterCall')
        default:
          return what satisfies never
      }
    })
}
