import type { ChatWith } from '@app/contracts'
import { useState } from 'react'
import { useSession } from '../session/session-context.js'

/** `tried`: what was given to the server last without an answer. It may have got there, so the same words go again under the same id. */
export type ChatDraft = { text: string; tried: { text: string; requestId: string } | null }

const EMPTY: ChatDraft = { text: '', tried: null }

/** The draft as it is sent: other words than those tried before are another message. */
export const tryDraft = ({ text, tried }: ChatDraft, newId: () => string): { text: string; requestId: string } => (tried?.text === text.trim() ? tried : { text: text.trim(), requestId: newId() })

/** What is left once these words have arrived; what was typed meanwhile stays. */
export const afterArrival = (draft: ChatDraft, arrived: string): ChatDraft => ({ text: draft.text.trimStart().startsWith(arrived) ? draft.text.trimStart().slice(arrived.length).trimStart() : draft.text, tried: null })

/** What is typed and not sent yet, by person and conversation: a drawer that is closed, a reload or a server that is away loses no word. */
export function useChatDraft(chatWith: ChatWith) {
  const { userId } = useSession()
  const place = `hotline.chat-draft.${userId}.${chatWith}`
  const [draft, setDraft] = useState(() => read(place))
  const change = (next: (draft: ChatDraft) => ChatDraft) =>
    setDraft((before) => {
      const after = next(before)
      if (after.text === '' && after.tried === null) sessionStorage.removeItem(place)
      else sessionStorage.setItem(place, JSON.stringify(after))
      return after
    })
  return {
    text: draft.text,
    type: (text: string) => change((before) => ({ ...before, text })),
    /** @returns what to send */
    send: () => {
      const tried = tryDraft(draft, () => crypto.randomUUID())
      change((before) => ({ ...before, tried }))
      return tried
    },
    arrived: (text: string) => change((before) => afterArrival(before, text)),
  }
}

function read(place: string): ChatDraft {
  const kept = sessionStorage.getItem(place)
  return kept === null ? EMPTY : (JSON.parse(kept) as ChatDraft)
}
