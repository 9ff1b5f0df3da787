import type { CallForHelp, ChatMessage, ChatOverview, ChatWith } from '@app/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request, withQuery } from '../api/request.js'

const CHAT = ['chat']

export const useChatOverview = () => useQuery({ queryKey: [...CHAT, 'overview'], queryFn: ({ signal }) => request<ChatOverview>('GET', '/api/chat', { signal }) })

export const useChatMessages = (chatWith: ChatWith) => useQuery({ queryKey: [...CHAT, 'messages', chatWith], queryFn: ({ signal }) => request<ChatMessage[]>('GET', withQuery('/api/chat/messages', { with: chatWith }), { signal }) })

export function useSendChat(to: ChatWith) {
  const client = useQueryClient()
  return useMutation({
    // A message whose answer was lost is sent again under the same id: it is one message.
    mutationFn: ({ text, requestId }: { text: string; requestId: string }) => request<ChatMessage>('POST', '/api/chat/messages', { body: { to, text, requestId } }),
    onSuccess: (message) => client.setQueryData<ChatMessage[]>([...CHAT, 'messages', to], (before = []) => (before.some(({ id }) => id === message.id) ? before : [...before, message])),
  })
}

export function useReadChat() {
  const client = useQueryClient()
  return useMutation({ mutationFn: (read: { with: ChatWith; upTo: number }) => request('POST', '/api/chat/read', { body: read }), onSuccess: () => client.invalidateQueries({ queryKey: [...CHAT, 'overview'] }) })
}

export function useHelp() {
  const client = useQueryClient()
  const settled = { onSettled: () => client.invalidateQueries({ queryKey: CHAT }) }
  return {
    call: useMutation({ mutationFn: (help: CallForHelp) => request('POST', '/api/chat/help', { body: help }), ...settled }),
    withdraw: useMutation({ mutationFn: () => request('DELETE', '/api/chat/help'), ...settled }),
    take: useMutation({ mutationFn: (id: number) => request('POST', `/api/chat/help/${id}/taken`), ...settled }),
  }
}
