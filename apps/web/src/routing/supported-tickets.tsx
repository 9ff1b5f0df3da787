import type { Page, TicketSummary } from '@app/contracts'
import { Card, Stack, Text, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { request } from '../api/request.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'
import { Deadline } from '../tickets/deadline.js'
import { TicketCode } from '../tickets/ticket-code.js'

/** Tickets of other departments in which one's own takes part; nothing where there are none. */
export function SupportedTickets({ selected }: { selected: string | null }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const navigate = useNavigate()
  const now = useNow()
  const tickets = useQuery({ queryKey: ['tickets', 'supporting'], queryFn: ({ signal }) => request<Page<TicketSummary>>('GET', '/api/tickets?state=open&supporting=true', { signal }) })
  if (!tickets.data || tickets.data.total === 0) return null
  return (
    <Stack gap={8} mt="md" data-testid="supported-tickets">
      <Text size="sm" fw={600}>
        {t('routing.ticket.supporting', { count: tickets.data.total })}
      </Text>
      {tickets.data.items.map((ticket) => (
        <UnstyledButton key={ticket.code} onClick={() => void navigate(`/inbox/${ticket.code}`)} aria-current={ticket.code === selected || undefined} data-testid="supported-ticket" data-code={ticket.code}>
          <Card withBorder p="sm" bg={ticket.code === selected ? 'light-dark(#dbe8f5, #1d3a56)' : undefined}>
            <TicketCode code={ticket.code} /> <Deadline ticket={ticket} now={now} />
            <Text size="sm" fw={500}>
              {ticket.category.name[language]}
            </Text>
            <Text size="sm" className="clamp">
              {ticket.description}
            </Text>
            <Text size="xs" c="dimmed">
              {t('routing.ticket.leads', { department: ticket.department.name[language] })}
            </Text>
          </Card>
        </UnstyledButton>
      ))}
    </Stack>
  )
}
