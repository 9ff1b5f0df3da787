import { foldCall, understand, type FoldSettings, type JournalCall } from '@app/call-journal'
import type { JournalLine } from '@app/contracts'
import { ledgerCallOf, type LedgerCall } from './ledger-call.js'

/** How long after a call's end lines about it may follow: its recording, a rating. */
const SETTLED_AFTER_SECONDS = 3_600
/** A call of which no end was written for so long is not waited for: it would keep all that come after it. */
const ENDLESS_SECONDS = 86_400

interface Held {
  call: JournalCall
  toldAt: number
}

/**
 * The calls of a journal that is read line by line. Holds only what is not taken out yet, so a journal of years fits: after each day its calls
 * are taken ({@link take}), when nothing can change them any more ({@link isSettled}). A call without an end stays ({@link takeEndless}).
 */
export class JournalFold {
  private readonly held = new Map<string, Held>()
  /** Seemed to have no end when its day was taken. */
  private readonly kept = new Set<string>()
  private taken = new Set<string>()
  private takenBefore = new Set<string>()

  constructor(private readonly settings: FoldSettings) {}

  /** @param id the line's stream id */
  add(line: JournalLine, id: string): void {
    const entry = understand(line)
    if (entry.kind === 'other') return
    if (entry.kind === 'restarted') {
      for (const [callId, { call, toldAt }] of this.held) {
        const after = foldCall(call, entry, id, this.settings)
        if (after && after !== call) this.held.set(callId, { call: after, toldAt: Math.max(toldAt, entry.at) })
      }
      return
    }
    if (this.taken.has(entry.callId) || this.takenBefore.has(entry.callId)) return
    const before = this.held.get(entry.callId)
    const call = foldCall(before?.call ?? null, entry, id, this.settings)
    if (call) this.held.set(call.id, { call, toldAt: Math.max(before?.toldAt ?? 0, entry.at) })
  }

  /** Whether all calls that arrived before `ends` are over or seem to have no end, as of a line at `now`. Epoch seconds. */
  isSettled(ends: number, now: number): boolean {
    if (now < ends + SETTLED_AFTER_SECONDS) return false
    for (const { call } of this.held.values()) if (call.arrivedAt < ends && !isEndless(call, now) && (call.endedAt === null || call.endedAt > now - SETTLED_AFTER_SECONDS)) return false
    return true
  }

  /** Takes out the calls that arrived from `begins` until before `ends`, and forgets those before; but not those that seem to have no end. */
  take(begins: number, ends: number, now = 0): LedgerCall[] {
    this.takenBefore = this.taken
    this.taken = new Set()
    const calls: LedgerCall[] = []
    for (const [id, { call, toldAt }] of this.held) {
      if (call.arrivedAt >= ends) continue
      if (isEndless(call, now)) this.kept.add(id)
      if (this.kept.has(id)) continue
      if (call.arrivedAt >= begins) calls.push(ledgerCallOf(call, toldAt))
      this.held.delete(id)
      this.taken.add(id)
    }
    return calls
  }

  /** Ids of the calls that seem to have no end. */
  endless(now: number): Set<string> {
    return new Set([...this.held.values()].flatMap(({ call }) => (isEndless(call, now) ? [call.id] : [])))
  }

  /** What is still held of the calls that arrived from `begins` until before `ends`, as the whole journal told it. */
  takeEndless(begins: number, ends: number): LedgerCall[] {
    const calls = [...this.held.values()].filter(({ call }) => call.arrivedAt >= begins && call.arrivedAt < ends)
    for (const { call } of calls) {
      this.held.delete(call.id)
      this.kept.delete(call.id)
    }
    return calls.map(({ call, toldAt }) => ledgerCallOf(call, toldAt))
  }
}

const isEndless = (call: JournalCall, now: number): boolean => call.endedAt === null && call.arrivedAt < now - ENDLESS_SECONDS
