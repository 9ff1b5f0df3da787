import type { CallForHelp, ChatMessage, ChatOverview, ChatWith } from '@app/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { isAway } from '../api/refused-request.js'
import { request, withQuery } from '../api/request.js'
import { useAskAgain } from '../live/live-context.js'

const CHAT = ['chat']
const ANSWER_MS = 10_000
const CALL_AGAIN_MS = 2_000

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
  // Both may be asked twice: a call is one call however often it is heard.
  const untilHeard = { retry: (_failures: number, error: Error) => isAway(error), retryDelay: CALL_AGAIN_MS, networkMode: 'always' as const, ...settled }
  return {
    call: useMutation({
      // Called off while it could not be heard: then it is not said any more.
      mutationFn: ({ help, calledOff }: { help: CallForHelp; calledOff: AbortSignal }) => (calledOff.aborted ? Promise.resolve(null) : request('POST', '/api/chat/help', { body: help, withinMs: ANSWER_MS })),
      ...untilHeard,
    }),
    withdraw: useMutation({ mutationFn: () => request('DELETE', '/api/chat/help', { withinMs: ANSWER_MS }), ...untilHeard }),
    take: useMutation({ mutationFn: (id: number) => request('POST', `/api/chat/help/${id}/taken`), ...settled }),
  }
}
