import type { CallForHelp, ChatMessage, ChatOverview, ChatWith } from '@app/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { request, withQuery } from '../api/request.js'
import { useAskAgain } from '../live/live-context.js'
import { untilHeard } from './until-heard.js'

const CHAT = ['chat']
const ANSWER_MS = 10_000

// Somebody who calls for help is not kept waiting because nobody tells of news.
export const useChatOverview = () => useQuery({ queryKey: [...CHAT, 'overview'], queryFn: ({ signal }) => request<ChatOverview>('GET', '/api/chat', { signal }), refetchInterval: useAskAgain() })

export const useChatMessages = (chatWith: ChatWith) =>
  useQuery({ queryKey: [...CHAT, 'messages', chatWith], queryFn: ({ signal }) => request<ChatMessage[]>('GET', withQuery('/api/chat/messages', { with: chatWith }), { signal }), refetchInterval: useAskAgain() })

export function useSendChat(to: ChatWith) {
  const client = useQueryClient()
  return useMutation({
    // A message whose answer was lost is sent again under the same id: it is one message.
    mutationFn: ({ text, requestId }: { text: string; requestId: string }) => request<ChatMessage>('POST', '/api/chat/messages', { body: { to, text, requestId }, withinMs: ANSWER_MS }),
    networkMode: 'always',
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
  const [unheard, setUnheard] = useState(false)
  const persist = (say: () => Promise<unknown>, calledOff: AbortSignal) => untilHeard(say, { calledOff, unheard: () => setUnheard(true) }).finally(() => setUnheard(false))
  const always = { networkMode: 'always' as const, ...settled }
  return {
    /** Nobody hears it yet. */
    unheard,
    call: useMutation({ mutationFn: ({ help, calledOff }: { help: CallForHelp; calledOff: AbortSignal }) => persist(() => request('POST', '/api/chat/help', { body: help, withinMs: ANSWER_MS }), calledOff), ...always }),
    withdraw: useMutation({ mutationFn: (calledOff: AbortSignal) => persist(() => request('DELETE', '/api/chat/help', { withinMs: ANSWER_MS }), calledOff), ...always }),
    take: useMutation({ mutationFn: (id: number) => request('POST', `/api/chat/help/${id}/taken`), ...settled }),
  }
}
