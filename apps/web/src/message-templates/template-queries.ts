import type { HearTemplate, MessageTemplate, SaveTemplate, TriedTemplate, TryTemplate } from '@app/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request, requestSound } from '../api/request.js'

const KEY = ['message-templates']

export const useTemplates = () => useQuery({ queryKey: KEY, queryFn: ({ signal }) => request<MessageTemplate[]>('GET', '/api/message-templates', { signal }) })

export function useSaveTemplate() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: SaveTemplate) => request<MessageTemplate[]>('PUT', '/api/message-templates', { body }),
    onSuccess: (all) => client.setQueryData(KEY, all),
  })
}

export const useTryTemplate = () => useMutation({ mutationFn: (body: TryTemplate) => request<TriedTemplate>('POST', '/api/message-templates/try', { body }) })

export const useHearTemplate = () => useMutation({ mutationFn: (body: HearTemplate) => requestSound('/api/message-templates/hear', body) })
