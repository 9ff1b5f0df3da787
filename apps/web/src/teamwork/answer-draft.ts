import type { SavedTicketDraft, TicketDraft } from '@app/contracts'

/** What this browser keeps of an answer that is being written. */
export interface LocalDraft extends TicketDraft {
  /** When the server had last taken it; null: it never had. */
  savedAt: string | null
  /** Written since then. */
  unsaved: boolean
}

const keyOf = (code: string) => `hotline.answer-draft.${code}`
const hasWords = ({ text, lateReason }: TicketDraft) => text.trim() !== '' || lateReason.trim() !== ''

export function readLocal(storage: Storage, code: string): LocalDraft | null {
  const kept = storage.getItem(keyOf(code))
  if (kept === null) return null
  // A version before kept the text alone.
  if (!kept.startsWith('{"text":')) return { text: kept, lateReason: '', savedAt: null, unsaved: true }
  return JSON.parse(kept) as LocalDraft
}

export function writeLocal(storage: Storage, code: string, draft: LocalDraft | null): void {
  if (draft && hasWords(draft)) storage.setItem(keyOf(code), JSON.stringify({ text: draft.text, lateReason: draft.lateReason, savedAt: draft.savedAt, unsaved: draft.unsaved }))
  else storage.removeItem(keyOf(code))
}

/**
 * Which of the two is shown when a ticket is opened. Words that only this browser has are never thrown away; when the server has others
 * meanwhile (written at another desk), they are offered.
 */
export function draftToShow(local: LocalDraft | null, server: SavedTicketDraft | null): { shown: TicketDraft; other: TicketDraft | null } {
  const nothing = { text: '', lateReason: '' }
  if (!local?.unsaved || !hasWords(local)) return { shown: server ?? nothing, other: null }
  const elsewhere = server !== null && server.savedAt !== local.savedAt && hasWords(server) && (server.text !== local.text || server.lateReason !== local.lateReason)
  return { shown: local, other: elsewhere ? server : null }
}
