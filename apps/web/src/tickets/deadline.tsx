import { Badge, Tooltip } from '@mantine/core'
import type { TicketSummary } from '@app/contracts'
import { useTranslation } from 'react-i18next'
import { timeLeft } from '../format/durations.js'
import { formatFull } from '../format/moments.js'
import { useLanguage } from '../i18n.js'

/** How long is left, in words; red when late, green when answered, grey while the clock stands still. */
export function Deadline({ ticket, now }: { ticket: Pick<TicketSummary, 'state' | 'deadlineAt' | 'answeredAt' | 'overdue' | 'warned'>; now: number }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const full = t('deadline.at', { at: formatFull(ticket.deadlineAt, language) })
  if (ticket.state === 'asked') {
    return (
      <Tooltip label={full}>
        <Badge color="gray" variant="light">
          {t('deadline.stopped')}
        </Badge>
      </Tooltip>
    )
  }
  if (ticket.answeredAt !== null) {
    return (
      <Tooltip label={full}>
        <Badge color={ticket.overdue ? 'orange' : 'teal'} variant="light">
          {t(ticket.overdue ? 'deadline.answeredLate' : 'deadline.answered')}
        </Badge>
      </Tooltip>
    )
  }
  const left = timeLeft(ticket.deadlineAt, now)
  const soon = !left.overdue && ((left.days === 0 && left.hours < 4) || ticket.warned >= 80)
  return (
    <Tooltip label={full}>
      <Badge color={left.overdue ? 'red' : soon ? 'orange' : 'blue'} variant={left.overdue ? 'filled' : 'light'} data-overdue={left.overdue}>
        {t(`deadline.${left.overdue ? 'over' : 'left'}.${left.key}`, { days: left.days, hours: left.hours, minutes: left.minutes })}
      </Badge>
    </Tooltip>
  )
}
