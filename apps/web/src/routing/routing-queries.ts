import type { PublishRouting, ReachingFigures, RollBackRouting, RoutingDetails, RoutingRule, RoutingVersion, RoutingWorld, SaveRouting, TicketRouting, TrialDifferences, TrialFigures, TrialPeriod, TriedText, TryText } from '@app/contracts'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request, withQuery } from '../api/request.js'

const KEY = ['routing']
const SAVING = ['routing-save']

export const useRouting = () => useQuery({ queryKey: KEY, queryFn: ({ signal }) => request<RoutingDetails>('GET', '/api/routing', { signal }) })

/** What rules may name. */
export const useRoutingWorld = () => useQuery({ queryKey: ['routing-world'], queryFn: ({ signal }) => request<RoutingWorld>('GET', '/api/routing/world', { signal }), staleTime: 60_000 })

/** Why a ticket went where it went. Under the tickets' key, so that it is asked again with them. */
export const useTicketRouting = (code: string) => useQuery({ queryKey: ['tickets', 'routing', code], queryFn: ({ signal }) => request<TicketRouting>('GET', `/api/tickets/${code}/routing`, { signal }) })

/** A version never changes. */
export const useRoutingVersion = (version: number) =>
  useQuery({ queryKey: ['routing-version', version], queryFn: ({ signal }) => request<RoutingVersion>('GET', `/api/routing/versions/${version}`, { signal }), staleTime: Infinity })

/** Counts of a trial; made anew when the draft is another one. */
export const useTrialFigures = (period: TrialPeriod, revision: number | null, enabled: boolean) =>
  useQuery({ queryKey: ['routing-trial', period, revision], queryFn: ({ signal }) => request<TrialFigures>('GET', withQuery('/api/routing/trial', period), { signal }), enabled, staleTime: 60_000, retry: false })

export const useTrialDifferences = (period: TrialPeriod, revision: number | null, enabled: boolean) =>
  useInfiniteQuery({
    queryKey: ['routing-trial', 'differences', period, revision],
    queryFn: ({ signal, pageParam }) => request<TrialDifferences>('GET', withQuery('/api/routing/trial/differences', { ...period, after: pageParam }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    enabled,
    staleTime: 60_000,
    retry: false,
  })

export const useTryText = () => useMutation({ mutationFn: (body: TryText) => request<TriedText>('POST', '/api/routing/trial/text', { body }) })

export const useReaching = (period: TrialPeriod) =>
  useQuery({ queryKey: ['routing-reaching', period], queryFn: ({ signal }) => request<ReachingFigures>('GET', withQuery('/api/routing/reaching', period), { signal }), refetchInterval: 30_000, retry: false })

/** Every request that changes the rules. */
export function useRoutingRequests() {
  const client = useQueryClient()
  const set = (details: RoutingDetails) => client.setQueryData<RoutingDetails>(KEY, details)
  const known = () => client.getQueryData<RoutingDetails>(KEY)
  const act = <T,>(what: 'publish' | 'roll-back') => ({ mutationFn: (body: T) => request<RoutingDetails>('POST', `/api/routing/${what}`, { body }), onSuccess: set })
  return {
    /** One after the other, and shown at once: whoever presses "up" three times need not wait three times. */
    save: useMutation({
      mutationKey: SAVING,
      scope: { id: SAVING[0] as string },
      mutationFn: (rules: RoutingRule[]) => request<RoutingDetails>('PUT', '/api/routing/draft', { body: { revision: known()?.draft?.revision ?? null, definition: { rules } } satisfies SaveRouting }),
      onMutate: async (rules) => {
        await client.cancelQueries({ queryKey: KEY, exact: true })
        const details = known()
        if (details) set({ ...details, definition: { rules } })
      },
      onSuccess: (saved) => {
        const last = client.isMutating({ mutationKey: SAVING }) === 1
        set(last ? saved : { ...saved, definition: known()?.definition ?? saved.definition })
      },
      onError: () => client.invalidateQueries({ queryKey: KEY }),
    }),
    discard: useMutation({ mutationFn: () => request<RoutingDetails>('DELETE', '/api/routing/draft'), onSuccess: set }),
    publish: useMutation(act<PublishRouting>('publish')),
    rollBack: useMutation(act<RollBackRouting>('roll-back')),
  }
}
