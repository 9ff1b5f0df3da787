import type { BatchResult, NewTicketBatch, NewTicketView, Page, TicketBatch, TicketSummary, TicketViewList, ViewQuery } from '@app/contracts'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { invalidateFor } from '../api/queries.js'
import { request, withQuery } from '../api/request.js'

/** All under `tickets`, so that a changed ticket asks for them again. */
export const useInbox = (filter: ViewQuery, page: number) =>
  useQuery({
    queryKey: ['tickets', 'inbox', filter, page],
    queryFn: ({ signal }) => request<Page<TicketSummary>>('GET', withQuery('/api/tickets', { ...filter, page }), { signal }),
    placeholderData: keepPreviousData,
  })

export const useTicketViews = () => useQuery({ queryKey: ['tickets', 'views'], queryFn: ({ signal }) => request<TicketViewList>('GET', '/api/ticket-views', { signal }) })

function useChange<V, R = unknown>(change: (variables: V) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: change, onSettled: () => invalidateFor(client, 'ticket') })
}

export const useKeepView = () => useChange((view: NewTicketView) => request('POST', '/api/ticket-views', { body: view }))
export const useDropView = () => useChange((id: number) => request('DELETE', `/api/ticket-views/${id}`))
export const useBatch = () => useChange((batch: NewTicketBatch) => request<TicketBatch>('POST', '/api/ticket-batches', { body: batch }))
export const useUndo = () => useChange((id: number) => request<BatchResult[]>('POST', `/api/ticket-batches/${id}/undo`))
