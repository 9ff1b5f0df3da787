import type { Page, TicketSummary } from '@app/contracts'
import { Card, Drawer, Group, SegmentedControl, Table, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch, IconTicketOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { useTicket, useTickets } from '../api/queries.js'
import { formatMoment } from '../format/moments.js'
import { formatTicketCode } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'
import { OpenableRow } from '../shell/openable-row.js'
import { PageTitle } from '../shell/page-title.js'
import { EmptyState, Loaded, LoadingRows, Pages } from '../shell/states.js'
import { KindBadges } from '../ticket-kinds/kind-badges.js'
import { ANY_KIND, TicketFilters } from '../ticket-kinds/ticket-filters.js'
import { Deadline } from './deadline.js'
import { TicketCode } from './ticket-code.js'
import { TicketDetail } from './ticket-detail.js'

const FILTERS = ['all', 'open', 'returned', 'to-approve', 'approved', 'done'] as const

export function TicketsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { code = null } = useParams()
  const [state, setState] = useState<(typeof FILTERS)[number]>('all')
  const [search, setSearch] = useState('')
  const [page, setPage] = useState(1)
  const [ofKind, setOfKind] = useState(ANY_KIND)
  const [searched] = useDebouncedValue(search, 300)
  const tickets = useTickets({ state: state === 'all' ? null : state, search: plainCode(searched), page, ...ofKind })
  const ticket = useTicket(code)
  return (
    <main className="page">
      <PageTitle title={t('screen.tickets')}>
        <Group gap="xs">
          <TextInput
            size="sm"
            w={200}
            leftSection={<IconSearch size={16} aria-hidden />}
            placeholder={t('tickets.search')}
            aria-label={t('tickets.search')}
            value={search}
            maxLength={100}
            onChange={(event) => {
              setSearch(event.currentTarget.value)
              setPage(1)
            }}
            data-testid="tickets-search"
          />
          <TicketFilters
            filter={ofKind}
            change={(filter) => {
              setOfKind(filter)
              setPage(1)
            }}
          />
          <SegmentedControl
            size="sm"
            value={state}
            onChange={(value) => {
              setState(FILTERS.find((known) => known === value) ?? 'all')
              setPage(1)
            }}
            data={FILTERS.map((value) => ({ value, label: t(`tickets.filter.${value}`) }))}
          />
        </Group>
      </PageTitle>
      <Card withBorder p={0}>
        <Loaded query={tickets} skeleton={<Card>{<LoadingRows rows={10} height={40} />}</Card>}>
          {(found) => <TicketTable tickets={found} selected={code} open={(opened) => void navigate(`/tickets/${opened}`)} />}
        </Loaded>
      </Card>
      {tickets.data && <Pages {...tickets.data} onChange={setPage} />}
      <Drawer opened={code !== null} onClose={() => void navigate('/tickets')} position="right" size={520} title={<Text fw={600}>{t('tickets.one')}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <Loaded query={ticket} skeleton={<LoadingRows rows={8} height={24} />}>
          {(found) => <TicketDetail key={found.code} ticket={found} />}
        </Loaded>
      </Drawer>
    </main>
  )
}

/** A code is often typed as it is read: in groups. */
const plainCode = (search: string) => (/^[\d\s]+$/.test(search) ? search.replace(/\s/g, '') : search)

function TicketTable({ tickets, selected, open }: { tickets: Page<TicketSummary>; selected: string | null; open: (code: string) => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  if (tickets.items.length === 0) return <EmptyState icon={IconTicketOff} text={t('tickets.none')} />
  return (
    <Table.ScrollContainer minWidth={860}>
      <Table verticalSpacing={7} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('tickets.code')}</Table.Th>
            <Table.Th>{t('tickets.created')}</Table.Th>
            <Table.Th>{t('tickets.category')}</Table.Th>
            <Table.Th>{t('tickets.description')}</Table.Th>
            <Table.Th>{t('tickets.department')}</Table.Th>
            <Table.Th>{t('tickets.deadline')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tickets.items.map((ticket) => (
            <OpenableRow key={ticket.code} open={() => open(ticket.code)} label={t('tickets.open', { code: formatTicketCode(ticket.code) })} selected={ticket.code === selected} testId="ticket-row">
              <Table.Td>
                <TicketCode code={ticket.code} />
              </Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{formatMoment(ticket.createdAt, language, now)}</Table.Td>
              <Table.Td>
                {ticket.category.name[language]}
                <br />
                <KindBadges ticket={ticket} />
              </Table.Td>
              <Table.Td maw={380}>
                <Text size="sm" className="clamp">
                  {ticket.description}
                </Text>
              </Table.Td>
              <Table.Td>{ticket.department.name[language]}</Table.Td>
              <Table.Td>
                <Deadline ticket={ticket} now={now} />
              </Table.Td>
            </OpenableRow>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
