import { Group, Text } from '@mantine/core'
import { IconClockPause } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatTime } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import type { Staleness } from './use-staleness.js'

/** Of when the numbers are, in words; null while they are of now. */
export function useStaleWords({ live, figures }: Staleness): string | null {
  const { t } = useTranslation()
  const language = useLanguage()
  if (live === null && figures === null) return null
  const which = live === null ? 'figures' : figures === null ? 'live' : 'all'
  return t(`outage.stale.${which}`, { time: formatTime(new Date(Math.min(live ?? Infinity, figures ?? Infinity)).toISOString(), language) })
}

/** Stands in the place of a quiet line while the numbers are not of now, so that nothing moves. */
export function StaleLine({ stale, children }: { stale: Staleness; children: ReactNode }) {
  const words = useStaleWords(stale)
  if (words === null) return children
  return (
    <Group gap={6} wrap="nowrap" role="status" data-testid="stale" data-live={stale.live !== null} data-figures={stale.figures !== null}>
      <IconClockPause size={17} aria-hidden style={{ flexShrink: 0 }} />
      <Text size="sm" fw={600}>
        {words}
      </Text>
    </Group>
  )
}
