import type { MassAct, Page, TicketBatch, TicketSummary, ViewQuery } from '@app/contracts'
import { Alert, Stack } from '@mantine/core'
import { IconInbox } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'
import { SupportedTickets } from '../routing/supported-tickets.js'
import { useSession } from '../session/session-context.js'
import { PageTitle } from '../shell/page-title.js'
import { EmptyState, Loaded, LoadingRows, Pages } from '../shell/states.js'
import { BatchOutcome } from './batch-outcome.js'
import { FilterBar } from './filter-bar.js'
import { sameFilter } from './inbox-filter.js'
import { InboxRow } from './inbox-row.js'
import { MassBar } from './mass-bar.js'
import type { Selection } from './selection.js'
import { ViewsBar } from './views-bar.js'

interface Props {
  tickets: UseQueryResult<Page<TicketSummary>>
  filter: ViewQuery
  show: (filter: ViewQuery) => void
  turnTo: (page: number) => void
  opened: string | null
  pointed: string | null
  selection: Selection
  open: (code: string) => void
  choose: (ticket: TicketSummary) => void
  clear: () => void
  /** Why what a key asked for was refused. */
  trouble: Error | null
}

/** What was done last stays until it is closed, or something else is done. */
type Outcome = { batch: TicketBatch; act: MassAct['act'] }

export function InboxList({ tickets, filter, show, turnTo, opened, pointed, selection, open, choose, clear, trouble }: Props) {
  const { t } = useTranslation()
  const session = useSession()
  const language = useLanguage()
  const now = useNow()
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  return (
    <section>
      <PageTitle title={session.department?.name[language] ?? t('screen.inbox')} />
      <ViewsBar filter={filter} show={show} />
      <FilterBar filter={filter} change={(part) => show({ ...filter, ...part })} />
      {trouble && (
        <Alert color="red" py="xs" mb="xs" role="alert">
          {failureSentence(trouble, language)}
        </Alert>
      )}
      {outcome && <BatchOutcome key={outcome.batch.id} {...outcome} close={() => setOutcome(null)} />}
      <Loaded query={tickets} skeleton={<LoadingRows rows={6} height={92} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={IconInbox} text={t(sameFilter(filter, { state: 'open' }) ? 'inbox.empty' : 'tickets.none')} />
          ) : (
            <Stack gap={8}>
              {items.map((ticket) => (
                <InboxRow
                  key={ticket.code}
                  ticket={ticket}
                  now={now}
                  opened={ticket.code === opened}
                  pointed={ticket.code === pointed}
                  chosen={selection.has(ticket.code)}
                  open={() => open(ticket.code)}
                  choose={() => choose(ticket)}
                />
              ))}
            </Stack>
          )
        }
      </Loaded>
      {tickets.data && <Pages {...tickets.data} onChange={turnTo} />}
      <SupportedTickets selected={opened} />
      {selection.size > 0 && (
        <MassBar
          tickets={[...selection.values()]}
          clear={clear}
          done={(batch, act) => {
            setOutcome({ batch, act })
            clear()
          }}
        />
      )}
    </section>
  )
}
