import type { LedgerBook, LedgerQuery, LedgerRun, LedgerRuns } from '@app/contracts'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request, withQuery } from '../api/request.js'

/** How often it is asked how far a comparison is. */
const PROGRESS_MS = 1_000
const ALARM_MS = 120_000
/** Calls that end meanwhile. */
const BOOK_MS = 60_000

export const useLedgerBook = (query: LedgerQuery) =>
  useQuery({ queryKey: ['ledger', 'book', query], queryFn: ({ signal }) => request<LedgerBook>('GET', withQuery('/api/ledger', query), { signal }), placeholderData: keepPreviousData, refetchInterval: BOOK_MS })

export const useLedgerRuns = () =>
  useQuery({
    queryKey: ['ledger', 'runs'],
    queryFn: ({ signal }) => request<LedgerRuns>('GET', '/api/ledger/runs', { signal }),
    refetchInterval: ({ state }) => (state.data?.runs.some(({ finishedAt }) => finishedAt === null) ? PROGRESS_MS : false),
  })

export const useLedgerAlarm = () => useQuery({ queryKey: ['ledger', 'alarm'], queryFn: ({ signal }) => request<{ count: number; run: number | null }>('GET', '/api/ledger/alarm', { signal }), refetchInterval: ALARM_MS })

export function useStartLedgerRun() {
  const client = useQueryClient()
  return useMutation({ mutationFn: (query: LedgerQuery) => request<LedgerRun>('POST', '/api/ledger/runs', { body: query }), onSettled: () => client.invalidateQueries({ queryKey: ['ledger'] }) })
}

export function useNoteLedgerRun(id: number) {
  const client = useQueryClient()
  return useMutation({ mutationFn: (note: string) => request<LedgerRun>('POST', `/api/ledger/runs/${id}/seen`, { body: { note } }), onSuccess: () => client.invalidateQueries({ queryKey: ['ledger'] }) })
}
