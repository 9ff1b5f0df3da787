import type { SimilarTicket } from '@app/contracts'
import { Alert, Badge, Button, Group, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconCopyCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'
import { TicketCode } from '../tickets/ticket-code.js'
import { useSimilarTickets, type Written } from './search-queries.js'

type Props = { written: Written; joins: string | null; join: (code: string | null) => void }

/** Open tickets about the same, while one is being written: the citizen is added to one of them, or this becomes a ticket of its own. */
export function SimilarTickets({ written, joins, join }: Props) {
  const { t } = useTranslation()
  const [settled] = useDebouncedValue(written, 400)
  const similar = useSimilarTickets(settled)
  const found = similar.data ?? []
  if (found.length === 0 && joins === null) return null
  return (
    <Alert color="yellow" py="xs" icon={<IconCopyCheck aria-hidden />} title={t('similar.title', { count: found.length })} data-testid="similar-tickets">
      <Stack gap={8}>
        {found.map((ticket) => (
          <Similar key={ticket.code} ticket={ticket} chosen={joins === ticket.code} choose={() => join(joins === ticket.code ? null : ticket.code)} />
        ))}
        <Text size="xs" c="dimmed">
          {t(joins === null ? 'similar.goOn' : 'similar.willJoin')}
        </Text>
      </Stack>
    </Alert>
  )
}

function Similar({ ticket, chosen, choose }: { ticket: SimilarTicket; chosen: boolean; choose: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs" data-testid="similar-ticket" data-code={ticket.code}>
      <div style={{ minWidth: 0 }}>
        <Group gap={6}>
          <TicketCode code={ticket.code} />
          <Badge size="sm" variant="light" color="gray">
            {t(`similar.why.${ticket.why}`)}
          </Badge>
          <Text size="xs" c="dimmed">
            {`${t(`ticketState.${ticket.state}`)} · ${formatMoment(ticket.createdAt, language, now)}`}
          </Text>
        </Group>
        <Text size="xs" lineClamp={1}>
          {ticket.place === null ? ticket.description : `${ticket.place} · ${ticket.description}`}
        </Text>
      </div>
      <Button size="compact-xs" variant={chosen ? 'filled' : 'default'} aria-pressed={chosen} onClick={choose} style={{ flexShrink: 0 }} data-testid="similar-join">
        {t(chosen ? 'similar.joined' : 'similar.join')}
      </Button>
    </Group>
  )
}
