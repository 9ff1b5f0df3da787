import type { CallSummary, Page, TicketSummary } from '@app/contracts'
import { ActionIcon, Badge, Card, Group, Table, Text } from '@mantine/core'
import { IconArrowLeft, IconListSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { CallTable } from '../calls/call-table.js'
import { formatFull } from '../format/moments.js'
import { formatCount, formatTicketCode } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'
import { NotFound } from '../shell/not-found.js'
import { OpenableRow } from '../shell/openable-row.js'
import { PageTitle } from '../shell/page-title.js'
import { EmptyState, Loaded, LoadingRows, Pages } from '../shell/states.js'
import { Deadline } from '../tickets/deadline.js'
import { TicketCode } from '../tickets/ticket-code.js'
import { STATE_COLORS } from '../tickets/ticket-detail.js'
import { useBehindWords } from './use-behind-words.js'
import { useCallsBehind, useTicketsBehind } from './report-queries.js'
import './reports.css'

/** What is behind a figure, one row each: as many as the figure says. */
export function BehindPage() {
  const { kind } = useParams()
  const [params] = useSearchParams()
  const query = Object.fromEntries(params)
  if (kind === 'calls') return <CallsBehind query={query} />
  if (kind === 'tickets') return <TicketsBehind query={query} />
  return <NotFound />
}

/** Title, what was asked, how many; and the list. */
function Behind<T>({ kind, query, found, children }: { kind: 'calls' | 'tickets'; query: Record<string, string>; found: { data: Page<T> | undefined; error: unknown; refetch: () => unknown; isPlaceholderData: boolean }; children: (items: T[]) => React.ReactNode }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const navigate = useNavigate()
  const [, setParams] = useSearchParams()
  const words = useBehindWords(kind, query)
  return (
    <main className="page" data-testid="behind" data-kind={kind} data-total={found.isPlaceholderData ? undefined : found.data?.total}>
      <PageTitle
        title={t(`reports.behind.${kind}`, { shown: found.data ? formatCount(found.data.total, language) : '…' })}
        back={
          <ActionIcon variant="default" size={32} onClick={() => void navigate(-1)} aria-label={t('reports.back')} title={t('reports.back')} data-testid="behind-back">
            <IconArrowLeft size={17} aria-hidden />
          </ActionIcon>
        }
      />
      <Group gap={6} mb="sm" data-testid="behind-words">
        {words.map((word) => (
          <Badge key={word} variant="light" color="gray" size="lg" fw={500}>
            {word}
          </Badge>
        ))}
      </Group>
      <Card withBorder p={0} aria-busy={found.isPlaceholderData} className={found.isPlaceholderData ? 'report-stale' : undefined}>
        <Loaded query={found} skeleton={<Card>{<LoadingRows rows={12} height={34} />}</Card>}>
          {({ items }) => (items.length === 0 ? <EmptyState icon={IconListSearch} text={t('reports.behind.none')} /> : children(items))}
        </Loaded>
      </Card>
      {found.data && <Pages {...found.data} onChange={(page) => setParams({ ...query, page: String(page) })} />}
    </main>
  )
}

function CallsBehind({ query }: { query: Record<string, string> }) {
  const navigate = useNavigate()
  const found = useCallsBehind(query)
  return (
    <Behind<CallSummary> kind="calls" query={query} found={found}>
      {(calls) => <CallTable calls={calls} open={(id) => void navigate(`/calls/${id}`)} testId="behind-row" />}
    </Behind>
  )
}

function TicketsBehind({ query }: { query: Record<string, string> }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const navigate = useNavigate()
  const now = useNow()
  const found = useTicketsBehind(query)
  return (
    <Behind<TicketSummary> kind="tickets" query={query} found={found}>
      {(tickets) => (
        <Table.ScrollContainer minWidth={860}>
          <Table verticalSpacing={7} highlightOnHover layout="fixed">
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={112}>{t('tickets.code')}</Table.Th>
                <Table.Th w={132}>{t('tickets.created')}</Table.Th>
                <Table.Th w={190}>{t('tickets.category')}</Table.Th>
                <Table.Th>{t('tickets.description')}</Table.Th>
                <Table.Th w={190}>{t('tickets.department')}</Table.Th>
                <Table.Th w={150}>{t('tickets.deadline')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {tickets.map((ticket) => (
                <OpenableRow key={ticket.code} open={() => void navigate(`/tickets/${ticket.code}`)} label={t('tickets.open', { code: formatTicketCode(ticket.code) })} testId="behind-row">
                  <Table.Td>
                    <TicketCode code={ticket.code} />
                  </Table.Td>
                  <Table.Td style={{ whiteSpace: 'nowrap' }}>{formatFull(ticket.createdAt, language)}</Table.Td>
                  <Table.Td>
                    {ticket.category.name[language]}
                    <br />
                    <Badge size="sm" variant="light" color={STATE_COLORS[ticket.state]}>
                      {t(`ticketState.${ticket.state}`)}
                    </Badge>
                  </Table.Td>
                  <Table.Td>
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
      )}
    </Behind>
  )
}
