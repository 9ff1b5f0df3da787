import { DAY_SECONDS, type DayKind } from './day-weights.js'
import type { MadeOperator, MadeStep } from './made-rows.js'
import { type Draws } from './seeded-random.js'

interface Session {
  begins: number
  ends: number
  /** Planned: begins, seconds, reason. */
  pauses: [number, number, string][]
}

const SHIFTS = [
  { from: 6.75, to: 15, share: 0.42 },
  { from: 8, to: 17, share: 0.26 },
  { from: 13, to: 21.5, share: 0.24 },
  { from: 21, to: 31.25, share: 0.08 },
] as const
/** Of the first day: who sat there since the evening before. */
export const FIRST_NIGHT = { from: 0.15, to: 7.25 } as const
/** In a rush everybody comes. */
const PRESENT: Record<DayKind, number> = { working: 0.82, weekend: 0.62, holiday: 0.4, tet: 0.34, surge: 1 }

/** An operator at work: signs in and out, pauses, is offered calls. Each moment is told once, in order. */
export class OperatorAtWork {
  /** Of a talk with its wrap-up, or a pause. */
  freeAt = 0
  readonly talkFactor: number
  readonly missShare: number
  /** How content callers are, as a shift of the rating. */
  readonly charm: number
  private readonly sessions: Session[] = []
  private session: Session | null = null
  /** Nothing happens before it by itself. */
  private nextAt = Infinity

  constructor(
    readonly operator: MadeOperator,
    private readonly draws: Draws,
    private readonly tell: (step: MadeStep) => void,
  ) {
    this.talkFactor = 0.78 + draws.next() * 0.5
    this.missShare = 0.004 + draws.next() * draws.next() * 0.05
    this.charm = draws.normal() * 0.45
  }

  /** @param horizon whoever is still there signs out */
  plan(begin: number, shift: Readonly<{ from: number; to: number }>, horizon: number): void {
    const begins = begin + Math.round(shift.from * 3_600) + this.draws.between(-420, 300)
    const ends = Math.min(horizon, begin + Math.round(shift.to * 3_600) + this.draws.between(0, 900))
    if (ends - begins < 3_600) return
    const at = (share: number) => Math.round(begins + (ends - begins) * share) + this.draws.between(-900, 900)
    const pauses: Session['pauses'] = [
      [at(0.25), this.draws.between(6, 17) * 60, 'break'],
      [at(0.5), this.draws.between(30, 62) * 60, 'meal'],
      [at(0.77), this.draws.between(6, 17) * 60, 'break'],
    ]
    if (this.draws.chance(0.08)) pauses.push([at(0.9), this.draws.between(15, 40) * 60, 'meeting'])
    if (this.draws.chance(0.05)) pauses.push([at(0.12), this.draws.between(30, 60) * 60, 'training'])
    if (this.draws.chance(0.2)) pauses.push([at(0.65), this.draws.between(5, 25) * 60, 'paperwork'])
    // One that still sits at the desk when the next shift begins takes no other.
    if (begins <= (this.sessions.at(-1)?.ends ?? this.session?.ends ?? 0)) return
    this.sessions.push({ begins, ends, pauses: pauses.sort(([a], [b]) => a - b) })
    this.nextAt = Math.min(this.nextAt, begins)
  }

  /** Lets pass what happens by itself until a moment. */
  advance(until: number): void {
    while (this.nextAt <= until) {
      if (!this.session) this.signIn()
      else if (!this.pauseOrLeave(this.session, until)) return
    }
  }

  /** When an offer could ring here, asked at a moment; Infinity: not in this shift. */
  candidate(at: number): number {
    this.advance(at)
    if (this.session) {
      const free = Math.max(at, this.freeAt)
      return free < this.session.ends - 30 ? free : Infinity
    }
    return this.sessions[0]?.begins ?? Infinity
  }

  miss(rang: number, queue: string, callId: string): void {
    this.step(rang, 'offer-missed', { queue, callId })
    this.step(rang, 'paused', { reason: 'Auto-Pause' })
    this.back(rang + this.draws.between(20, 200))
  }

  /** @returns when the wrap-up ends */
  talk(from: number, to: number, queue: string, callId: string, horizon: number): void {
    this.step(from, 'talk-began', { queue, callId })
    this.step(to, 'talk-ended', { queue, callId, why: this.draws.chance(0.7) ? 'citizen' : 'operator' })
    this.step(to, 'paused', { reason: 'wrap-up' })
    this.freeAt = Math.min(horizon, to + Math.max(3, Math.min(240, Math.round(this.draws.skewed(21 * this.talkFactor, 0.6)))))
    this.step(this.freeAt, 'available')
    this.look()
  }

  private signIn(): void {
    const session = this.sessions.shift()
    if (!session) {
      this.nextAt = Infinity
      return
    }
    this.session = session
    for (const queue of this.operator.queues) this.step(session.begins, 'joined', { queue })
    this.step(session.begins, 'available')
    this.freeAt = session.begins
    this.look()
  }

  /** @returns false: a talk or a pause that goes on is in its way */
  private pauseOrLeave(session: Session, until: number): boolean {
    const planned = session.pauses[0]
    const begins = planned ? Math.max(planned[0], this.freeAt) : Infinity
    if (planned && begins < session.ends - 60) {
      if (begins > until) return this.wait(begins)
      session.pauses.shift()
      this.step(begins, 'asked', { reason: planned[2], by: this.operator.id })
      this.step(begins, 'paused', { reason: planned[2] })
      this.back(Math.min(begins + planned[1], session.ends))
      return true
    }
    const leaves = Math.max(session.ends, this.freeAt)
    if (leaves > until) return this.wait(leaves)
    for (const queue of this.operator.queues) this.step(leaves, 'left', { queue })
    this.session = null
    this.nextAt = this.sessions[0]?.begins ?? Infinity
    return true
  }

  private wait(at: number): false {
    this.nextAt = at
    return false
  }

  private back(at: number): void {
    this.step(at, 'asked', { reason: 'available', by: this.operator.id })
    this.step(at, 'available')
    this.freeAt = at
    this.look()
  }

  private look(): void {
    this.nextAt = Math.min(this.session?.pauses[0]?.[0] ?? Infinity, this.session?.ends ?? Infinity)
  }

  private step(at: number, event: MadeStep['event'], more: Partial<MadeStep> = {}): void {
    this.tell({ userId: this.operator.id, at, event, reason: null, queue: null, callId: null, by: null, why: null, ...more })
  }
}

/** Who works in which shift of a day; each shift has somebody. */
export function planShifts(operators: readonly OperatorAtWork[], kind: DayKind, begin: number, horizon: number, draws: Draws): void {
  const today = Math.round(begin / DAY_SECONDS)
  const order = operators.map((_, i) => operators[(i * 7 + today * 3) % operators.length] as OperatorAtWork)
  const unique = [...new Set([...order, ...operators])]
  const present = Math.max(Math.min(SHIFTS.length, unique.length), Math.round(unique.length * PRESENT[kind]))
  const turns = SHIFTS.flatMap((shift) => Array.from({ length: Math.max(1, Math.round(present * shift.share)) }, () => shift))
  // Of few people first one for each shift.
  const [firsts, others] = [[...SHIFTS], turns.filter((shift, i) => turns.indexOf(shift) !== i)]
  const rota = [...firsts, ...others]
  unique.slice(0, present).forEach((operator, i) => operator.plan(begin, rota[i] ?? draws.one(SHIFTS), horizon))
}

/** Seats that a city with so many calls a day needs, of all shifts together. */
export const seatsFor = (callsADay: number): number => Math.max(6, Math.round(callsADay / 95) + 3)
