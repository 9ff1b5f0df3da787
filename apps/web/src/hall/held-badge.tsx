import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatClock, secondsSince } from '../format/durations.js'
import { useNow } from '../live/live-context.js'

/** How long the citizen of this talk has been on hold by now. */
export function HeldBadge({ since }: { since: string }) {
  const { t } = useTranslation()
  const time = formatClock(secondsSince(since, useNow()))
  return (
    <Badge color="orange" variant="light" data-testid="held" style={{ fontVariantNumeric: 'tabular-nums' }}>
      {t('holds.onHold')} · {time}
    </Badge>
  )
}
