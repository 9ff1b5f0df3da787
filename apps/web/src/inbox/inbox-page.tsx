import type { TicketSummary } from '@app/contracts'
import { Badge, Box, Button, Card, Group, SegmentedControl, Stack, Text, UnstyledButton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconArrowLeft, IconInbox } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { useTicket, useTickets } from '../api/queries.js'
import { formatMoment } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'
import { SupportedTickets } from '../routing/supported-tickets.js'
import { useSession } from '../session/session-context.js'
import { PageTitle } from '../shell/page-title.js'
import { EmptyState, Loaded, LoadingRows, Pages } from '../shell/states.js'
import { Deadline } from '../tickets/deadline.js'
import { TicketCode } from '../tickets/ticket-code.js'
import { STATE_COLORS, TicketDetail } from '../tickets/ticket-detail.js'

/** An officer's tickets, list beside detail; on a phone one after the other. */
export function InboxPage() {
  const { code = null } = useParams()
  const narrow = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false })
  const list = <InboxList selected={code} />
  const detail = code === null ? null : <Detail code={code} back={narrow} />
  if (narrow) return <main className="page">{detail ?? list}</main>
  return (
    <main className="page" style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 7fr)', gap: 16, alignItems: 'start' }}>
      {list}
      <Card withBorder mt={48}>
        {detail ?? <PickOne />}
      </Card>
    </main>
  )
}

function PickOne() {
  const { t } = useTranslation()
  return <EmptyState icon={IconInbox} text={t('inbox.pick')} />
}

function InboxList({ selected }: { selected: string | null }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const session = useSession()
  const language = useLanguage()
  const now = useNow()
  const [state, setState] = useState<'open' | 'done'>('open')
  const [page, setPage] = useState(1)
  const tickets = useTickets({ state, search: '', page })
  return (
    <section>
      <PageTitle title={session.department?.name[language] ?? t('screen.inbox')}>
        <SegmentedControl
          size="xs"
          value={state}
          onChange={(value) => {
            setState(value === 'done' ? 'done' : 'open')
            setPage(1)
          }}
          data={[
            { value: 'open', label: t('inbox.toAnswer') },
            { value: 'done', label: t('ticketState.told') },
          ]}
        />
      </PageTitle>
      <Loaded query={tickets} skeleton={<LoadingRows rows={6} height={92} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={IconInbox} text={t(state === 'open' ? 'inbox.empty' : 'inbox.noneAnswered')} />
          ) : (
            <Stack gap={8}>
              {items.map((ticket) => (
                <InboxRow key={ticket.code} ticket={ticket} now={now} selected={ticket.code === selected} open={() => void navigate(`/inbox/${ticket.code}`)} />
              ))}
            </Stack>
          )
        }
      </Loaded>
      {tickets.data && <Pages {...tickets.data} onChange={setPage} />}
      <SupportedTickets selected={selected} />
    </section>
  )
}

function InboxRow({ ticket, now, selected, open }: { ticket: TicketSummary; now: number; selected: boolean; open: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <UnstyledButton onClick={open} aria-current={selected || undefined} data-testid="inbox-row" data-code={ticket.code}>
      <Card withBorder p="sm" bg={selected ? 'light-dark(#dbe8f5, #1d3a56)' : undefined} style={ticket.overdue && ticket.answeredAt === null ? { borderLeft: '4px solid var(--mantine-color-red-6)' } : { borderLeft: '4px solid transparent' }}>
        <Group gap={6}>
          <TicketCode code={ticket.code} />
          {ticket.state !== 'routed' && (
            <Badge size="sm" variant="light" color={STATE_COLORS[ticket.state]}>
              {t(`ticketState.${ticket.state}`)}
            </Badge>
          )}
          <Box ml="auto" />
          <Deadline ticket={ticket} now={now} />
        </Group>
        <Text size="sm" fw={500}>
          {ticket.category.name[language]}
        </Text>
        <Text size="sm" className="clamp">
          {ticket.description}
        </Text>
        <Text size="xs" c="dimmed">
          {formatMoment(ticket.createdAt, language, now)}
          {ticket.place && ` · ${ticket.place}`}
        </Text>
      </Card>
    </UnstyledButton>
  )
}

function Detail({ code, back }: { code: string; back: boolean }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const ticket = useTicket(code)
  return (
    <Box>
      {back && (
        <Button variant="subtle" size="compact-md" px={4} mb="sm" leftSection={<IconArrowLeft size={17} aria-hidden />} onClick={() => void navigate('/inbox')}>
          {t('inbox.back')}
        </Button>
      )}
      <Loaded query={ticket} skeleton={<LoadingRows rows={8} height={26} />}>
        {(found) => <TicketDetail key={code} ticket={found} />}
      </Loaded>
    </Box>
  )
}
