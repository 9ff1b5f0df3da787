import type { MissedCaller, Page, WaitingWork } from '@app/contracts'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { invalidateFor } from '../api/queries.js'
import { request, withQuery } from '../api/request.js'

/** Own tickets change with every ticket of the house: they are counted now and then, not with each change. */
const COUNT_AGAIN_MS = 30_000

export const useWaitingWork = () =>
  useQuery({ queryKey: ['waiting-work'], queryFn: ({ signal }) => request<WaitingWork>('GET', '/api/waiting-work', { signal }), placeholderData: keepPreviousData, refetchInterval: COUNT_AGAIN_MS })

export const useMissedCallers = (which: 'open' | 'closed', page: number) =>
  useQuery({
    queryKey: ['missed-callers', which, page],
    queryFn: ({ signal }) => request<Page<MissedCaller>>('GET', withQuery('/api/missed-callers', { which, page }), { signal }),
    placeholderData: keepPreviousData,
  })

export type MissedDeed = { kind: 'take' } | { kind: 'release' } | { kind: 'call-back' } | { kind: 'close'; reason: string }

export function useMissedDeed(id: number) {
  const client = useQueryClient()
  return useMutation({
    // `call-back`: in their turn, by whoever is free. Whoever has a softphone calls them at once (operator-calls/dialling.tsx).
    mutationFn: (deed: MissedDeed) => request<MissedCaller>('POST', `/api/missed-callers/${id}/${deed.kind}`, deed.kind === 'close' ? { body: { reason: deed.reason } } : {}),
    // What was refused as taken or closed is to be seen as it is now.
    onSettled: () => invalidateFor(client, 'missed-caller'),
  })
}
