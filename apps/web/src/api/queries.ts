import {
  type DoDeed,
  type Call,
  type CallOutcome,
  type CallSummary,
  type Category,
  type Changed,
  type DayFigures,
  type Department,
  type NewTicket,
  type Page,
  type Ticket,
  type TicketKind,
  type TicketLevel,
  type TicketReceipt,
  type TicketState,
  type TicketSummary,
  type Urgency,
  type Voicemail,
} from '@app/contracts'
import { keepPreviousData, MutationCache, QueryCache, QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { RefusedRequest } from './refused-request.js'
import { request, withQuery } from './request.js'

/** A wrong password is a 401 too, and ends nobody's session. */
export const SIGN_IN_KEY = ['sign-in']
/** Key of who is signed in; `null` under it means nobody. */
export const SESSION_KEY = ['session']

export function makeQueryClient(): QueryClient {
  // A session that ran out shows as 401 somewhere: then nobody is signed in, and the shell asks for the password.
  const onError = (error: Error) => {
    if (error instanceof RefusedRequest && error.status === 401) client.setQueryData(SESSION_KEY, null)
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError: (error, _variables, _result, mutation) => mutation.options.mutationKey !== SIGN_IN_KEY && onError(error) }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // A refusal stays a refusal; only a server that is away is worth asking again.
        retry: (failures, error) => failures < 2 && (!(error instanceof RefusedRequest) || error.status === 0 || error.status >= 500),
      },
    },
  })
  return client
}

/** First word of a query's key: what the query shows, so that `changed` and a reconnect know what to ask again. */
const topics = { call: ['calls', 'caller', 'statistics'], ticket: ['tickets', 'caller', 'calls'], voicemail: ['voicemails', 'statistics', 'waiting-work'], flow: ['flows'], 'call-back': ['call-backs', 'missed-callers', 'waiting-work'], announcement: ['announcements', 'flow-world'], directory: ['directory', 'departments', 'categories'], account: ['accounts', 'directory'], routing: ['routing'], presence: ['presence'], mention: ['mentions'], hall: ['statistics', 'hall-deeds'], move: ['session'], chat: ['chat'], article: ['articles', 'flow-world'], 'missed-caller': ['missed-callers', 'waiting-work'], 'operator-state': ['operator-steps'], 'pause-reason': ['pause-reasons'], disposition: ['dispositions', 'waiting-work'], ledger: ['ledger'], board: ['boards'] } as const

export const invalidateFor = (client: QueryClient, topic: Changed['topic']) =>
  Promise.all(topics[topic].map((key) => client.invalidateQueries({ queryKey: [key] })))

export type CallFilter = { day: string; number: string; outcome: CallOutcome | null; disposition?: string | null; page: number }
export type TicketFilter = { state: TicketState | 'open' | 'to-approve' | 'done' | null; search: string; page: number; kind?: TicketKind | null; level?: TicketLevel | null; urgency?: Urgency | null }

export const useCalls = (filter: CallFilter) =>
  useQuery({
    queryKey: ['calls', filter],
    queryFn: ({ signal }) => request<Page<CallSummary>>('GET', withQuery('/api/calls', filter), { signal }),
    placeholderData: keepPreviousData,
  })

export const useCall = (id: string | null) =>
  useQuery({ queryKey: ['calls', 'one', id], queryFn: ({ signal }) => request<Call>('GET', `/api/calls/${encodeURIComponent(id!)}`, { signal }), enabled: id !== null })

export const useVoicemails = (page: number) =>
  useQuery({
    queryKey: ['voicemails', page],
    queryFn: ({ signal }) => request<Page<Voicemail>>('GET', withQuery('/api/voicemails', { page }), { signal }),
    placeholderData: keepPreviousData,
  })

export const useTickets = (filter: TicketFilter) =>
  useQuery({
    queryKey: ['tickets', filter],
    queryFn: ({ signal }) => request<Page<TicketSummary>>('GET', withQuery('/api/tickets', filter), { signal }),
    placeholderData: keepPreviousData,
  })

export const useTicket = (code: string | null) =>
  useQuery({ queryKey: ['tickets', 'one', code], queryFn: ({ signal }) => request<Ticket>('GET', `/api/tickets/${code}`, { signal }), enabled: code !== null })

export const useCategories = () => useQuery({ queryKey: ['categories'], queryFn: ({ signal }) => request<Category[]>('GET', '/api/categories', { signal }), staleTime: 600_000 })

export const useDepartments = () =>
  useQuery({ queryKey: ['departments'], queryFn: ({ signal }) => request<Department[]>('GET', '/api/departments', { signal }), staleTime: 600_000 })

export const useToday = () => useQuery({ queryKey: ['statistics'], queryFn: ({ signal }) => request<DayFigures>('GET', '/api/statistics/today', { signal }) })

export function useSaveTicket() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (ticket: NewTicket) => request<Ticket | TicketReceipt>('POST', '/api/tickets', { body: ticket }),
    onSuccess: () => invalidateFor(client, 'ticket'),
  })
}

export function useDoDeed(code: string) {
  const client = useQueryClient()
  return useMutation({
    /** With the revision of the ticket that the person saw. */
    mutationFn: (deed: DoDeed & { revision: number }) => request<Ticket>('POST', `/api/tickets/${code}/deeds`, { body: deed }),
    // What was refused as stale is to be seen as it is now.
    onSettled: () => invalidateFor(client, 'ticket'),
  })
}

export function useHandleVoicemail() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: number) => request<unknown>('POST', `/api/voicemails/${id}/handled`),
    onSuccess: () => invalidateFor(client, 'voicemail'),
  })
}
