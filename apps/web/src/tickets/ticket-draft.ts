import type { FieldValue } from '@app/ticket-form'
import { isMasked, type Language, type TellBy, type TicketKind, type Urgency } from '@app/contracts'

/** Where a ticket comes from; also names its draft. */
export type TicketOrigin =
  | { kind: 'call'; callId: string; number: string | null }
  | { kind: 'voicemail'; voicemailId: number; callId: string; number: string | null }

/** What was typed and is not yet saved as a ticket. */
export type TicketDraft = {
  /** Stays the same for every attempt to save this form, so that a repeated request makes one ticket. */
  requestId: string
  kind: Exclude<TicketKind, 'voicemail'>
  urgency: Urgency
  /** What was filled into the forms of the kinds that were looked at, but for the place. */
  fields: Record<string, FieldValue | null>
  /** Where the official works whom a complaint is about. */
  aboutDepartmentId: number | null
  categoryId: number | null
  wardId: number | null
  description: string
  place: string
  citizenName: string
  citizenNumber: string
  citizenEmail: string
  tellBy: TellBy | null
  /** In which the citizen is written to. */
  language: Language
}

export const originKey = (origin: TicketOrigin): string => (origin.kind === 'call' ? `call:${origin.callId}` : `voicemail:${origin.voicemailId}`)

export const emptyDraft = (origin: TicketOrigin, requestId: string): TicketDraft => ({
  requestId,
  kind: 'information',
  urgency: 'normal',
  fields: {},
  aboutDepartmentId: null,
  categoryId: null,
  wardId: null,
  description: '',
  place: '',
  citizenName: '',
  // A masked number is filled in by the server, which knows it.
  citizenNumber: isMasked(origin.number) ? '' : (origin.number ?? ''),
  citizenEmail: '',
  tellBy: null,
  language: 'vi',
})

/** Whether a person typed anything worth keeping. */
export const hasWords = (draft: TicketDraft): boolean =>
  draft.categoryId !== null || [draft.description, draft.place, draft.citizenName, draft.citizenEmail, ...Object.values(draft.fields)].some((value) => typeof value === 'string' ? value.trim() !== '' : value !== null && value !== false)

const PREFIX = 'hotline.ticket-draft.'
/** A forgotten draft is a citizen's words on somebody's desk; it goes after a week. */
const KEPT_MS = 7 * 24 * 3600_000

type Stored = { origin: TicketOrigin; draft: TicketDraft; at: number; by: number }
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** Drafts of one person in this browser; a shared desk shows each operator only the own ones. */
export class TicketDrafts {
  constructor(
    private readonly storage: Store,
    private readonly userId: number,
  ) {}

  read(origin: TicketOrigin): TicketDraft | null {
    const stored = this.stored(this.key(origin))
    // One of an earlier version lacks what came since.
    return stored && { ...emptyDraft(origin, stored.draft.requestId), ...stored.draft }
  }

  write(origin: TicketOrigin, draft: TicketDraft, at: number): void {
    if (!hasWords(draft)) return this.remove(origin)
    this.storage.setItem(this.key(origin), JSON.stringify({ origin, draft, at, by: this.userId } satisfies Stored))
  }

  remove(origin: TicketOrigin): void {
    this.storage.removeItem(this.key(origin))
  }

  /** Unsaved drafts, newest first; drops those too old to keep. */
  list(now: number): TicketOrigin[] {
    const keys = Array.from({ length: this.storage.length }, (_, index) => this.storage.key(index)).filter((key) => key?.startsWith(PREFIX))
    const found: Stored[] = []
    for (const key of keys as string[]) {
      const stored = this.stored(key)
      if (!stored || now - stored.at > KEPT_MS) this.storage.removeItem(key)
      else if (stored.by === this.userId) found.push(stored)
    }
    return found.toSorted((a, b) => b.at - a.at).map(({ origin }) => origin)
  }

  private key(origin: TicketOrigin): string {
    return `${PREFIX}${this.userId}.${originKey(origin)}`
  }

  private stored(key: string): Stored | null {
    try {
      const value = JSON.parse(this.storage.getItem(key) ?? 'null') as Partial<Stored> | null
      return value?.origin && value.draft && typeof value.draft.requestId === 'string' && typeof value.at === 'number' ? (value as Stored) : null
    } catch {
      return null
    }
  }
}
