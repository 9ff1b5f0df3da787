import type { MadeCall, MadeMissedCaller } from './made-rows.js'
import type { Draws } from './seeded-random.js'

type Open = Omit<MadeMissedCaller, 'closedHow' | 'closedBy'>

/** Who called and spoke with nobody, until they are reached: as apps/ticketing keeps them, but all are reached or closed by the end. */
export class MissedPeople {
  private readonly open = new Map<string, Open>()
  private closed: MadeMissedCaller[] = []

  constructor(
    private readonly operators: readonly { id: number }[],
    private readonly horizon: number,
    private readonly draws: Draws,
  ) {}

  /** In the order of the calls' arrival. */
  add(call: MadeCall): void {
    if (call.number === null) return
    const open = this.open.get(call.number)
    if (open && open.closedAt <= call.arrivedAt) this.close(open)
    if (call.outcome === 'answered') {
      const still = this.open.get(call.number)
      if (still) this.close({ ...still, closedAt: call.answeredAt ?? call.endedAt }, 'called-again')
    } else if (call.outcome === 'abandoned' || call.outcome === 'overflowed') this.note(call, call.number)
  }

  /** Those that were closed since the last time. @param at by then */
  take(at: number): MadeMissedCaller[] {
    for (const open of [...this.open.values()]) if (open.closedAt <= at || at >= this.horizon) this.close(open)
    const taken = this.closed
    this.closed = []
    return taken
  }

  private note({ id, queue, language, endedAt, waitSeconds }: MadeCall, number: string): void {
    const open = this.open.get(number)
    const wait = waitSeconds ?? 0
    if (open) this.open.set(number, { ...open, queue, language, calls: open.calls + 1, lastAt: endedAt, lastCallId: id, longestWait: Math.max(open.longestWait, wait), closedAt: Math.max(open.closedAt, endedAt + 60) })
    else this.open.set(number, { number, queue, language, calls: 1, firstAt: endedAt, lastAt: endedAt, lastCallId: id, longestWait: wait, closedAt: endedAt + Math.round(this.draws.skewed(3_600, 1)) })
  }

  private close(open: Open, how?: 'called-again'): void {
    this.open.delete(open.number)
    const byHand = how === undefined && this.draws.chance(0.15)
    this.closed.push({ ...open, closedAt: Math.max(open.lastAt, Math.min(open.closedAt, this.horizon - 1)), closedHow: how ?? (byHand ? 'by-hand' : 'called-back'), closedBy: byHand ? this.draws.one(this.operators).id : null })
  }
}
