import type { CallDisposition, MissingDisposition, QueueDispositions, SaveQueueDispositions } from '@app/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { invalidateFor, useCall } from '../api/queries.js'
import { request } from '../api/request.js'

export const useDispositions = () => useQuery({ queryKey: ['dispositions'], queryFn: ({ signal }) => request<QueueDispositions[]>('GET', '/api/dispositions', { signal }), staleTime: 600_000 })

export const useMissingDispositions = () => useQuery({ queryKey: ['dispositions', 'missing'], queryFn: ({ signal }) => request<MissingDisposition[]>('GET', '/api/dispositions/missing', { signal }) })

export function useSayDisposition(callId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (code: string) => request<CallDisposition>('PUT', `/api/calls/${encodeURIComponent(callId)}/disposition`, { body: { code } }),
    onSuccess: () => Promise.all([invalidateFor(client, 'disposition'), invalidateFor(client, 'call')]),
  })
}

export function useSaveDispositions() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ queue, ...body }: SaveQueueDispositions & { queue: string }) => request<QueueDispositions>('PUT', `/api/dispositions/${queue}`, { body }),
    onSuccess: () => invalidateFor(client, 'disposition'),
  })
}

/** Whether this talk's queue requires a disposition that nobody has said. While it is not known, nobody is held up. */
export function useLacksDisposition(talk: { callId: string; queue: string } | null): boolean {
  const { data } = useDispositions()
  const rule = data?.find(({ queue }) => queue === talk?.queue)
  const required = rule?.required === true && rule.dispositions.some(({ active }) => active)
  const call = useCall(required && talk ? talk.callId : null)
  return required && call.data !== undefined && !call.data.disposition
}
