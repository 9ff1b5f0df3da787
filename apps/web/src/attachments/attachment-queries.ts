import type { ProvedDeed, TicketAttachments } from '@app/contracts'
import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { invalidateFor } from '../api/queries.js'
import { request } from '../api/request.js'

const keyOf = (code: string) => ['tickets', 'attachments', code]
const pathOf = (code: string, id: number) => `/api/tickets/${code}/attachments/${id}`

export const fileUrl = (code: string, id: number, form: 'file' | 'thumb' | 'original') => `${pathOf(code, id)}/${form}`

export const useAttachments = (code: string) => useQuery({ queryKey: keyOf(code), queryFn: ({ signal }) => request<TicketAttachments>('GET', `/api/tickets/${code}/attachments`, { signal }) })

/** Whether a deed has to wait for a photo or a PDF; false while nobody knows. */
export const useProofMissing = (code: string, deed: ProvedDeed): boolean => useAttachments(code).data?.proofMissingFor.includes(deed) ?? false

/** What the server answered is shown at once; its history is asked again. */
export function showAttachments(client: QueryClient, code: string, found: TicketAttachments): void {
  client.setQueryData(keyOf(code), found)
  void invalidateFor(client, 'ticket')
}

export function useChangeAttachment(code: string, id: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: { isPublic: boolean } | 'remove') => (change === 'remove' ? request<TicketAttachments>('DELETE', pathOf(code, id)) : request<TicketAttachments>('PUT', pathOf(code, id), { body: change })),
    onSuccess: (found) => showAttachments(client, code, found),
  })
}
