import type { FieldValue } from '@app/ticket-form'
import { isMasked, type Language, type NewTicketDraft, type TellBy, type TicketKind, type TicketOrigin, type Urgency } from '@app/contracts'

export type { TicketOrigin }

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

/** The number of whoever calls as it may be written here; empty while it is not known or masked. */
export const knownNumber = ({ number }: TicketOrigin): string => (isMasked(number) ? '' : (number ?? ''))

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
  citizenNumber: knownNumber(origin),
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

/** `sent`: the server has it as it is here. */
type Stored = { origin: TicketOrigin; draft: TicketDraft; at: number; by: number; sent?: boolean }
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
    this.store({ origin, draft, at, by: this.userId, sent: false })
  }

  /** What the server does not have yet, as it is sent. */
  unsent(): NewTicketDraft[] {
    return this.all().flatMap(({ origin, draft, at, by, sent }) => (by !== this.userId || sent ? [] : [{ origin, draft, writtenAt: new Date(at).toISOString() }]))
  }

  /** The server has it; unless more was typed meanwhile. */
  markSent({ origin, writtenAt }: NewTicketDraft): void {
    const stored = this.stored(this.key(origin))
    if (stored && stored.at === Date.parse(writtenAt)) this.store({ ...stored, sent: true })
  }

  /**
   * Takes over what the server has: what is newer there, and that it has no more what it once had (its ticket was made in another browser).
   * @returns keys of the origins whose words here are others now
   */
  takeOver(kept: readonly NewTicketDraft[]): string[] {
    const changed: string[] = []
    for (const { origin, draft, writtenAt } of kept) {
      const here = this.stored(this.key(origin))
      const at = Date.parse(writtenAt)
      if (here && here.at >= at) continue
      this.store({ origin, draft: { ...emptyDraft(origin, draft.requestId), ...draft }, at, by: this.userId, sent: true })
      changed.push(originKey(origin))
    }
    const known = new Set(kept.map(({ origin }) => originKey(origin)))
    for (const { origin, by, sent } of this.all()) {
      if (by !== this.userId || !sent || known.has(originKey(origin))) continue
      this.remove(origin)
      changed.push(originKey(origin))
    }
    return changed
  }

  remove(origin: TicketOrigin): void {
    this.storage.removeItem(this.key(origin))
  }

  /** Unsaved drafts, newest first; drops those too old to keep. */
  list(now: number): TicketOrigin[] {
    const found: Stored[] = []
    for (const key of this.keys()) {
      const stored = this.stored(key)
      if (!stored || now - stored.at > KEPT_MS) this.storage.removeItem(key)
      else if (stored.by === this.userId) found.push(stored)
    }
    return found.toSorted((a, b) => b.at - a.at).map(({ origin }) => origin)
  }

  private keys(): string[] {
    return Array.from({ length: this.storage.length }, (_, index) => this.storage.key(index)).filter((key) => key !== null && key.startsWith(PREFIX)) as string[]
  }

  private all(): Stored[] {
    return this.keys().flatMap((key) => this.stored(key) ?? [])
  }

  private store(stored: Stored): void {
    this.storage.setItem(this.key(stored.origin), JSON.stringify(stored))
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
