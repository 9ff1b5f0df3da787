import type { ListedTicket, TicketPage } from '@app/contracts'
import { Badge, Card, Drawer, Group, Mark, SegmentedControl, Table, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearchOff, IconTicketOff } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate, useParams } from 'react-router'
import { useTicket } from '../api/queries.js'
import { formatMoment } from '../format/moments.js'
import { formatTicketCode } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'
import { CursorPages } from '../search/cursor-pages.js'
import { Marked } from '../search/marked.js'
import { useFoundTickets } from '../search/search-queries.js'
import { TicketSearchBox } from '../search/ticket-search-box.js'
import { OpenableRow } from '../shell/openable-row.js'
import { PageTitle } from '../shell/page-title.js'
import { EmptyState, Loaded, LoadingRows } from '../shell/states.js'
import { KindBadges } from '../ticket-kinds/kind-badges.js'
import { ANY_TICKET, TicketFilters } from '../ticket-kinds/ticket-filters.js'
import { PersonalValue } from '../persons-data/personal-value.js'
import { Deadline } from './deadline.js'
import { TicketCode } from './ticket-code.js'
import { TicketDetail } from './ticket-detail.js'

const FILTERS = ['all', 'open', 'overdue', 'returned', 'to-approve', 'approved', 'done'] as const
const asked = (name: (typeof FILTERS)[number]) => (name === 'all' ? {} : name === 'overdue' ? { due: name } : { state: name })

/** What was typed into the command palette, each time anew. */
function useSearchFromPalette(take: (text: string) => void): void {
  const { state, key } = useLocation() as { state: { search?: string } | null; key: string }
  const latest = useRef(take)
  useEffect(() => {
    latest.current = take
  })
  const search = state?.search
  useEffect(() => {
    if (search !== undefined) latest.current(search)
  }, [key, search])
}

export function TicketsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { code = null } = useParams()
  const [state, setState] = useState<(typeof FILTERS)[number]>('all')
  const [search, setSearch] = useState('')
  const [narrowed, narrow] = useState(ANY_TICKET)
  /** Where each page begins that was turned to; the first one at the top. */
  const [cursors, setCursors] = useState<(string | null)[]>([null])
  useSearchFromPalette((text) => {
    setSearch(text)
    setCursors([null])
  })
  const [searched] = useDebouncedValue(search, 200)
  const tickets = useFoundTickets({ ...asked(state), search: searched, after: cursors.at(-1) ?? null, ...narrowed })
  const ticket = useTicket(code)
  return (
    <main className="page">
      <PageTitle title={t('screen.tickets')}>
        <TicketSearchBox
          value={search}
          onChange={(value) => {
            setSearch(value)
            setCursors([null])
          }}
        />
      </PageTitle>
      <Group gap="xs" mb="sm" justify="space-between">
        <SegmentedControl
          className="ticket-states"
          size="sm"
          value={state}
          onChange={(value) => {
            setState(FILTERS.find((known) => known === value) ?? 'all')
            setCursors([null])
          }}
          data={FILTERS.map((value) => ({ value, label: t(`tickets.filter.${value}`) }))}
        />
        <div className="ticket-filters">
          <TicketFilters
            size="sm"
            filter={narrowed}
            change={(part) => {
              narrow({ ...narrowed, ...part })
              setCursors([null])
            }}
          />
        </div>
      </Group>
      <Card withBorder p={0} style={{ opacity: tickets.isPlaceholderData ? 0.6 : 1, transition: 'opacity 150ms' }} aria-busy={tickets.isFetching}>
        <Loaded query={tickets} skeleton={<Card>{<LoadingRows rows={10} height={40} />}</Card>}>
          {(found) => <TicketTable tickets={found} searched={searched.trim()} selected={code} open={(opened) => void navigate(`/tickets/${opened}`)} />}
        </Loaded>
      </Card>
      {tickets.data && <CursorPages page={tickets.data} index={cursors.length - 1} go={(index, cursor) => setCursors((before) => (cursor === null ? before.slice(0, index + 1) : [...before, cursor]))} />}
      <Drawer opened={code !== null} onClose={() => void navigate('/tickets')} position="right" size={520} title={<Text fw={600}>{t('tickets.one')}</Text>} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <Loaded query={ticket} skeleton={<LoadingRows rows={8} height={24} />}>
          {(found) => <TicketDetail key={found.code} ticket={found} />}
        </Loaded>
      </Drawer>
    </main>
  )
}

function TicketTable({ tickets, searched, selected, open }: { tickets: TicketPage; searched: string; selected: string | null; open: (code: string) => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  if (tickets.items.length === 0) return searched === '' ? <EmptyState icon={IconTicketOff} text={t('tickets.none')} /> : <EmptyState icon={IconSearchOff} text={t('ticketSearch.none', { searched })} />
  return (
    <Table.ScrollContainer minWidth={860}>
      <Table verticalSpacing={7} highlightOnHover layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={112}>{t('tickets.code')}</Table.Th>
            <Table.Th w={112}>{t('tickets.created')}</Table.Th>
            <Table.Th w={170}>{t('tickets.category')}</Table.Th>
            <Table.Th>{t('tickets.description')}</Table.Th>
            <Table.Th w={190}>{t('tickets.department')}</Table.Th>
            <Table.Th w={150}>{t('tickets.deadline')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tickets.items.map((ticket) => (
            <OpenableRow key={ticket.code} open={() => open(ticket.code)} label={t('tickets.open', { code: formatTicketCode(ticket.code) })} selected={ticket.code === selected} testId="ticket-row">
              <Table.Td>
                {ticket.found?.code ? <Mark>{<TicketCode code={ticket.code} />}</Mark> : <TicketCode code={ticket.code} />}
              </Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{formatMoment(ticket.createdAt, language, now)}</Table.Td>
              <Table.Td>
                {ticket.category.name[language]}
                <br />
                <KindBadges ticket={ticket} />
              </Table.Td>
              <Table.Td>
                <Text size="sm" className="clamp">
                  <Marked text={ticket.description} marks={ticket.found?.description} />
                </Text>
                <FoundBeside ticket={ticket} />
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

/** What else of a ticket was searched for: where it is, whose it is, what was answered. */
function FoundBeside({ ticket: { found, place, citizenName, citizenNumber } }: { ticket: ListedTicket }) {
  const { t } = useTranslation()
  if (!found) return null
  const beside = [found.place.length > 0 && place !== null && <Marked key="place" text={place} marks={found.place} />, found.citizenName.length > 0 && citizenName !== null && <Marked key="name" text={citizenName} marks={found.citizenName} />, found.citizenNumber && citizenNumber !== null && <Mark key="number">{<PersonalValue field="number" value={citizenNumber} />}</Mark>].filter((shown) => shown !== false)
  if (beside.length === 0 && !found.elsewhere && !found.slip) return null
  return (
    <Group gap={8} c="dimmed" fz="xs">
      {beside.map((shown, i) => (
        <span key={i}>{shown}</span>
      ))}
      {found.elsewhere && <span>{t('ticketSearch.elsewhere')}</span>}
      {found.slip && (
        <Badge size="xs" variant="light" color="gray">
          {t('ticketSearch.slip')}
        </Badge>
      )}
    </Group>
  )
}
