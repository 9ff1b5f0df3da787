import type { Ticket, TicketSummary, ViewQuery } from '@app/contracts'
import { Box, Button, Card } from '@mantine/core'
import { useDisclosure, useMediaQuery } from '@mantine/hooks'
import { IconArrowLeft, IconInbox } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { useTicket } from '../api/queries.js'
import { useSession } from '../session/session-context.js'
import { EmptyState, Loaded, LoadingRows } from '../shell/states.js'
import { TicketDetail } from '../tickets/ticket-detail.js'
import { useAssign } from '../teamwork/teamwork-queries.js'
import { filterOf, pageOf, paramsOf } from './inbox-filter.js'
import { InboxHelp } from './inbox-help.js'
import { InboxList } from './inbox-list.js'
import { useInbox } from './inbox-queries.js'
import type { InboxCommand } from './inbox-shortcuts.js'
import { seenAgain, stepFrom, toggled, type Selection } from './selection.js'
import { useInboxKeys } from './use-inbox-keys.js'

const find = (testId: string) => document.querySelector<HTMLElement>(`[data-testid="${testId}"]`)
const NOTHING: Ticket['may'] = []
/** What a key asks for in a ticket that has first to be opened. */
type Wanted = 'answer' | 'return'

/** A department's tickets, list beside detail; on a phone one after the other. Works without a mouse. */
export function InboxPage() {
  const { code = null } = useParams()
  const narrow = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false })
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const filter = filterOf(params)
  const tickets = useInbox(filter, pageOf(params))
  const items = tickets.data?.items ?? []
  const [pointed, point] = useState<string | null>(code)
  const [chosen, setSelection] = useState<Selection>(new Map())
  const [wanted, want] = useState<Wanted | null>(null)
  const [helpOpen, help] = useDisclosure(false)
  const selection = seenAgain(chosen, items)
  const target = items.find((ticket) => ticket.code === (pointed ?? code))
  const assign = useAssign(target?.code ?? '')
  const { userId } = useSession()

  const open = (opened: string) => {
    point(opened)
    void navigate({ pathname: `/inbox/${opened}`, search: params.toString() })
  }
  const leave = () => void navigate({ pathname: '/inbox', search: params.toString() })
  const show = (next: ViewQuery) => setParams(paramsOf(next))
  const choose = (ticket: TicketSummary) => setSelection(toggled(selection, ticket))

  const run = (command: InboxCommand): void => {
    // Whoever asked for a form types on: those letters are no commands.
    if (wanted && command !== 'leave') return
    switch (command) {
      case 'next':
      case 'previous':
        return point(stepFrom(items, pointed ?? code, command === 'next' ? 1 : -1))
      case 'open':
        return target && open(target.code)
      case 'assign':
        return target && assign.mutate({ userId, revision: target.revision })
      case 'answer':
      case 'return':
        if (!target) return
        if (target.code !== code) open(target.code)
        return want(command)
      case 'select':
        return target && choose(target)
      case 'search':
        return find('inbox-search')?.focus()
      case 'leave':
        want(null)
        if (document.activeElement instanceof HTMLElement && document.activeElement !== document.body) return document.activeElement.blur()
        if (selection.size > 0) return setSelection(new Map())
        return code === null ? undefined : leave()
      case 'help':
        return help.toggle()
      default:
        return command satisfies never
    }
  }
  useInboxKeys(run)

  const list = (
    <InboxList
      tickets={tickets}
      filter={filter}
      show={show}
      turnTo={(page) => setParams((before) => new URLSearchParams([...[...before].filter(([name]) => name !== 'page'), ['page', String(page)]]))}
      opened={code}
      pointed={pointed}
      selection={selection}
      open={open}
      choose={choose}
      clear={() => setSelection(new Map())}
      trouble={assign.error}
    />
  )
  const detail = code === null ? null : <Detail code={code} back={narrow ? leave : null} wanted={wanted} found={() => want(null)} />
  const shortcuts = <InboxHelp opened={helpOpen} close={help.close} />
  if (narrow)
    return (
      <main className="page">
        {detail ?? list}
        {shortcuts}
      </main>
    )
  return (
    <main className="page" style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 7fr)', gap: 16, alignItems: 'start' }}>
      {list}
      <Card withBorder className="inbox-detail">
        {detail ?? <PickOne openHelp={help.open} />}
      </Card>
      {shortcuts}
    </main>
  )
}

function PickOne({ openHelp }: { openHelp: () => void }) {
  const { t } = useTranslation()
  return (
    <Box ta="center">
      <EmptyState icon={IconInbox} text={t('inbox.pick')} />
      <Button variant="subtle" size="compact-sm" onClick={openHelp} data-testid="inbox-open-help">
        {t('inbox.shortcuts')}
      </Button>
    </Box>
  )
}

function Detail({ code, back, wanted, found }: { code: string; back: (() => void) | null; wanted: Wanted | null; found: () => void }) {
  const { t } = useTranslation()
  const ticket = useTicket(code)
  const there = ticket.data?.code === code
  const may = ticket.data?.may ?? NOTHING
  useEffect(() => {
    if (!wanted || !there) return
    // Not theirs, or not now: then there is no form to come.
    if (!may.includes(wanted === 'answer' ? 'answered' : 'returned')) return found()
    // The form comes with the draft that the server keeps, a moment after the ticket.
    const look = () => {
      const element = find(wanted === 'answer' ? 'answer-text' : 'deed-returned')
      if (!element) return
      clearInterval(timer)
      if (wanted === 'answer') element.focus()
      else element.click()
      found()
    }
    const timer = setInterval(look, 50)
    return () => clearInterval(timer)
  }, [wanted, there, may, found])
  return (
    <Box>
      {back && (
        <Button variant="subtle" size="compact-md" px={4} mb="sm" leftSection={<IconArrowLeft size={17} aria-hidden />} onClick={back}>
          {t('inbox.back')}
        </Button>
      )}
      <Loaded query={ticket} skeleton={<LoadingRows rows={8} height={26} />}>
        {(known) => <TicketDetail key={code} ticket={known} />}
      </Loaded>
    </Box>
  )
}
