import type { NewTicketDraft } from '@app/contracts'
import { useSyncExternalStore } from 'react'
import { RefusedRequest } from '../api/refused-request.js'
import { request } from '../api/request.js'
import { useSession } from '../session/session-context.js'
import { originKey, TicketDrafts, type TicketOrigin } from './ticket-draft.js'

/** A pause of typing. */
const PAUSE_MS = 600
const RETRY_MS = 5_000

export interface DraftServer {
  keep: (draft: NewTicketDraft) => Promise<unknown>
  drop: (origin: TicketOrigin) => Promise<unknown>
  list: () => Promise<NewTicketDraft[]>
}

/**
 * Keeps on the server what is typed, at each pause. This browser has it at each key already: without a server nothing is lost, and it is sent
 * later; with another browser, or after a crash of this one, it is there.
 */
export class DraftKeeper {
  private readonly listeners = new Set<() => void>()
  /** By origin: how often its words were replaced by the server's. */
  private readonly replaced = new Map<string, number>()
  private timer: ReturnType<typeof setTimeout> | undefined
  /** One request after the other: a draft that is dropped must not come back. */
  private turn: Promise<unknown> = Promise.resolve()
  private where: 'server' | 'browser' = 'server'

  constructor(
    readonly drafts: TicketDrafts,
    private readonly server: DraftServer,
  ) {}

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }
  readonly keptWhere = () => this.where

  /** Another number, and the form has to be read anew. */
  replacements(origin: TicketOrigin): number {
    return this.replaced.get(originKey(origin)) ?? 0
  }

  typed(): void {
    this.tell('browser')
    this.sendIn(PAUSE_MS)
  }

  /** Its ticket is made, or it was emptied. */
  drop(origin: TicketOrigin): void {
    // One that is left there goes by itself: its ticket is made.
    void this.enqueue(() => this.server.drop(origin).catch(() => undefined))
  }

  pull(): Promise<void> {
    return this.enqueue(async () => {
      const changed = this.drafts.takeOver(await this.server.list())
      for (const key of changed) this.replaced.set(key, (this.replaced.get(key) ?? 0) + 1)
      if (changed.length > 0) this.tell(this.where)
      this.send()
    }).catch(() => this.sendIn(RETRY_MS))
  }

  private sendIn(ms: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.send(), ms)
  }

  private send(): void {
    void this.enqueue(async () => {
      for (const draft of this.drafts.unsent()) {
        try {
          await this.server.keep(draft)
          this.drafts.markSent(draft)
        } catch (error) {
          // What is refused would be refused again; the next key tries anew.
          if (!(error instanceof RefusedRequest) || error.status === 0 || error.status >= 500 || error.status === 401) this.sendIn(RETRY_MS)
          return
        }
      }
      if (this.drafts.unsent().length === 0) this.tell('server')
    })
  }

  private enqueue<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work)
    this.turn = done.catch(() => undefined)
    return done
  }

  private tell(where: 'server' | 'browser'): void {
    this.where = where
    for (const listener of this.listeners) listener()
  }
}

const keepers = new Map<number, DraftKeeper>()

/** Of whoever is signed in; one for the whole page. */
export function useDraftKeeper(): DraftKeeper {
  const { userId } = useSession()
  const known = keepers.get(userId)
  if (known) return known
  const made = new DraftKeeper(new TicketDrafts(localStorage, userId), {
    keep: (draft) => request('PUT', '/api/new-ticket-drafts', { body: draft }),
    drop: (origin) => request('POST', '/api/new-ticket-drafts/drop', { body: { origin } }),
    list: () => request<NewTicketDraft[]>('GET', '/api/new-ticket-drafts'),
  })
  keepers.set(userId, made)
  return made
}

export const useKeptWhere = (keeper: DraftKeeper) => useSyncExternalStore(keeper.subscribe, keeper.keptWhere)

export const useReplacements = (keeper: DraftKeeper, origin: TicketOrigin | null) => useSyncExternalStore(keeper.subscribe, () => (origin ? keeper.replacements(origin) : 0))
