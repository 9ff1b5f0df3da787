import type { AskLook, Erasure, Look, LookedAt, LookingUser, Page, PersonOverview, PersonRequest, PutRetention, Retention, RetentionPreview, ShownValue } from '@app/contracts'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request, requestFile } from '../api/request.js'

export type LookFilter = { number: string; userId: number | null; what: LookedAt | null; from: string; until: string; page: number }

const LOOKS = ['looks'] as const
const RETENTION = ['retention'] as const
const ERASURES = ['erasures'] as const

export const useAskLook = () => useMutation({ mutationFn: (ask: AskLook) => request<ShownValue>('POST', '/api/looks', { body: ask }) })

export const useLooks = (filter: LookFilter) =>
  useQuery({
    queryKey: [...LOOKS, filter],
    queryFn: ({ signal }) => {
      const { number, userId, what, from, until, page } = filter
      return request<Page<Look>>('POST', '/api/looks/list', { signal, body: { from, until, page, ...(number !== '' && { number }), ...(userId !== null && { userId }), ...(what !== null && { what }) } })
    },
    placeholderData: keepPreviousData,
  })

export const useLookingUsers = () => useQuery({ queryKey: [...LOOKS, 'users'], queryFn: ({ signal }) => request<LookingUser[]>('GET', '/api/looks/users', { signal }) })

export const useRetention = () => useQuery({ queryKey: RETENTION, queryFn: ({ signal }) => request<Retention>('GET', '/api/retention', { signal }) })

export const useRetentionPreview = (days: PutRetention['days'], enabled: boolean) =>
  useQuery({ queryKey: [...RETENTION, 'preview', days], queryFn: ({ signal }) => request<RetentionPreview>('POST', '/api/retention/preview', { signal, body: { days } }), enabled, placeholderData: keepPreviousData })

export function usePutRetention() {
  const client = useQueryClient()
  return useMutation({ mutationFn: (body: PutRetention) => request<Retention>('PUT', '/api/retention', { body }), onSuccess: (retention) => client.setQueryData(RETENTION, retention) })
}

export function useFindPerson() {
  const client = useQueryClient()
  return useMutation({ mutationFn: (body: PersonRequest) => request<PersonOverview>('POST', '/api/persons/find', { body }), onSuccess: () => client.invalidateQueries({ queryKey: LOOKS }) })
}

export const useExportPerson = () => useMutation({ mutationFn: (body: PersonRequest) => requestFile('/api/persons/export', body) })

export const useErasures = () => useQuery({ queryKey: ERASURES, queryFn: ({ signal }) => request<Erasure[]>('GET', '/api/persons/erasures', { signal }) })

export type ErasureAct = { act: 'ask'; body: PersonRequest } | { act: 'carry-out'; id: number } | { act: 'refuse'; id: number; reason: string }

export function useErasureAct() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (act: ErasureAct) => {
      if (act.act === 'ask') return request<Erasure>('POST', '/api/persons/erasures', { body: act.body })
      return request<Erasure>('POST', `/api/persons/erasures/${act.id}/${act.act}`, act.act === 'refuse' ? { body: { reason: act.reason } } : {})
    },
    // Also after a refusal: it may have been postponed.
    onSettled: () => client.invalidateQueries({ queryKey: ERASURES }),
  })
}
