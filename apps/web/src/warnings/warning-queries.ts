import type { Page, TicketWarning } from '@app/contracts'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { invalidateFor } from '../api/queries.js'
import { request, withQuery } from '../api/request.js'

// Under the tickets' key: each change of a ticket asks again.
export const useTicketWarnings = (handled: 'yes' | 'no', page: number) =>
  useQuery({
    queryKey: ['tickets', 'warnings', handled, page],
    queryFn: ({ signal }) => request<Page<TicketWarning>>('GET', withQuery('/api/ticket-warnings', { handled, page }), { signal }),
    placeholderData: keepPreviousData,
  })

export const useWarningCount = () => useQuery({ queryKey: ['tickets', 'warnings', 'count'], queryFn: ({ signal }) => request<{ count: number }>('GET', '/api/ticket-warnings/count', { signal }) })

export function useWarningDeed(deed: 'seen' | 'handled') {
  const client = useQueryClient()
  return useMutation({ mutationFn: (id: number) => request('POST', `/api/ticket-warnings/${id}/${deed}`), onSuccess: () => invalidateFor(client, 'ticket') })
}
