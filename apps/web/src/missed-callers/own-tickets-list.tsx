import type { TicketSummary } from '@app/contracts'
import { Card, Group, Stack, Text } from '@mantine/core'
import { IconTicket } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { request } from '../api/request.js'
import { formatMoment } from '../format/moments.js'
import { formatTicketCode } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'
import { EmptyState, Loaded, LoadingRows } from '../shell/states.js'

/** Tickets that this person wrote and whose citizen has no answer yet. */
export function OwnTicketsList() {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const tickets = useQuery({ queryKey: ['tickets', 'own-open'], queryFn: ({ signal }) => request<TicketSummary[]>('GET', '/api/waiting-work/tickets', { signal }) })
  return (
    <Loaded query={tickets} skeleton={<LoadingRows rows={6} height={56} />}>
      {(items) =>
        items.length === 0 ? (
          <EmptyState icon={IconTicket} text={t('ownTickets.none')} />
        ) : (
          <Stack gap={8}>
            {items.map((ticket) => (
              <Card key={ticket.code} withBorder p="sm" data-testid="own-ticket" data-code={ticket.code}>
                <Group justify="space-between" gap="md">
                  <div>
                    <Link to={`/tickets/${ticket.code}`}>{formatTicketCode(ticket.code)}</Link>
                    <Text size="sm">{ticket.category.name[language]}</Text>
                  </div>
                  <Text size="sm" c="dimmed">
                    {t(`ticketState.${ticket.state}`)} · {ticket.department.name[language]} · {formatMoment(ticket.createdAt, language, now)}
                  </Text>
                </Group>
              </Card>
            ))}
          </Stack>
        )
      }
    </Loaded>
  )
}
