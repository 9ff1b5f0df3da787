import type { SimilarTicket, TicketPage, TicketRecurrences } from '@app/contracts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { request, withQuery } from '../api/request.js'
import type { TicketFilter } from '../ticket-kinds/ticket-filters.js'

export type FoundFilter = { state?: string; due?: string; search: string; after: string | null } & TicketFilter

/** What was there stays until the next is there: nothing jumps while somebody types. */
export const useFoundTickets = (filter: FoundFilter) =>
  useQuery({
    queryKey: ['tickets', 'found', filter],
    queryFn: ({ signal }) => request<TicketPage>('GET', withQuery('/api/tickets', { ...filter }), { signal }),
    placeholderData: keepPreviousData,
  })

export type Written = { categoryId: number | null; description: string; place: string; citizenNumber: string }

export const useSimilarTickets = (written: Written) =>
  useQuery({
    queryKey: ['tickets', 'similar', written],
    queryFn: ({ signal }) => request<SimilarTicket[]>('GET', withQuery('/api/similar-tickets', { ...written, description: written.description.slice(0, 1_000) }), { signal }),
    enabled: written.categoryId !== null && (written.place.trim().length >= 3 || written.description.trim().length >= 10 || written.citizenNumber !== ''),
    placeholderData: (before) => (written.categoryId === null ? undefined : before),
  })

export const useRecurrences = (code: string) =>
  useQuery({ queryKey: ['tickets', 'recurrences', code], queryFn: ({ signal }) => request<TicketRecurrences>('GET', `/api/tickets/${code}/recurrences`, { signal }) })
