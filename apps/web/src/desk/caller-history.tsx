import type { CallerHistory, CitizenCard } from '@app/contracts'
import { Badge, Box, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { OutcomeBadge } from '../calls/outcome-badge.js'
import { formatClock } from '../format/durations.js'
import { formatMoment } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'
import { QueueName } from '../shell/queue-name.js'
import { EmptyState } from '../shell/states.js'
import { Deadline } from '../tickets/deadline.js'
import { TicketCode } from '../tickets/ticket-code.js'

/** Past tickets first (that is what people call about), then past calls, with the rating that was given. */
export function History({ history, ratings, exceptCallId }: { history: CallerHistory; ratings: CitizenCard['ratings']; exceptCallId: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const calls = history.calls.filter((call) => call.id !== exceptCallId)
  if (calls.length === 0 && history.tickets.length === 0) return <EmptyState compact text={t('history.first')} />
  return (
    <Stack gap="sm">
      <section aria-label={t('history.tickets')}>
        <Text size="xs" fw={600} c="dimmed" mb={4}>
          {t('history.tickets')}
        </Text>
        {history.tickets.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('history.noTickets')}
          </Text>
        )}
        <Stack gap={6}>
          {history.tickets.map((ticket) => (
            <Box key={ticket.code} p={8} bg="light-dark(#f4f6f9, #24282e)" style={{ borderRadius: 8 }} data-testid="history-ticket">
              <Group justify="space-between" wrap="wrap" gap={4}>
                <TicketCode code={ticket.code} />
                <Deadline ticket={ticket} now={now} />
              </Group>
              <Text size="sm" fw={500}>
                {ticket.category.name[language]}
              </Text>
              <Text size="xs" className="clamp" title={ticket.description}>
                {ticket.description}
              </Text>
              <Text size="xs" c="dimmed">
                {ticket.department.name[language]} · {formatMoment(ticket.createdAt, language, now)}
              </Text>
            </Box>
          ))}
        </Stack>
      </section>
      <section aria-label={t('history.calls')}>
        <Text size="xs" fw={600} c="dimmed" mb={4}>
          {t('history.calls')}
        </Text>
        {calls.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('history.noCalls')}
          </Text>
        )}
        <Stack gap={6}>
          {calls.map((call) => (
            <Box key={call.id} p={8} bg="light-dark(#f4f6f9, #24282e)" style={{ borderRadius: 8 }} data-testid="history-call">
              <Group justify="space-between" wrap="wrap" gap={4}>
                <Text size="sm" fw={500}>
                  {formatMoment(call.arrivedAt, language, now)}
                </Text>
                {call.outcome ? <OutcomeBadge outcome={call.outcome} /> : <Badge variant="light">{t('calls.going')}</Badge>}
              </Group>
              <Text size="xs" c="dimmed">
                {call.queue ? <QueueName name={call.queue} /> : call.source === 'operator' && t('callSource.operator')}
                {call.operator && ` · ${call.operator.displayName}`}
                {ratings.flatMap(({ callId, rating }) => (callId === call.id ? ` · ${t('citizens.rated', { rating })}` : []))}
                {call.talkSeconds !== null && ` · ${formatClock(call.talkSeconds)}`}
              </Text>
            </Box>
          ))}
        </Stack>
      </section>
    </Stack>
  )
}
