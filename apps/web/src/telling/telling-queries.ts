import type { ChangeTelling, Telling, ToBeTold } from '@app/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { invalidateFor } from '../api/queries.js'
import { request } from '../api/request.js'

export const useTelling = (code: string) => useQuery({ queryKey: ['tickets', 'telling', code], queryFn: ({ signal }) => request<Telling>('GET', `/api/tickets/${code}/telling`, { signal }) })

export function useChangeTelling(code: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: ChangeTelling) => request<Telling>('PUT', `/api/tickets/${code}/telling`, { body: change }),
    onSettled: () => invalidateFor(client, 'ticket'),
  })
}

export const useToBeTold = () => useQuery({ queryKey: ['tickets', 'to-be-told'], queryFn: ({ signal }) => request<ToBeTold[]>('GET', '/api/to-be-told', { signal }) })
