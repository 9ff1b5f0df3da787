import type { Callers } from './callers.js'
import { madeNumber } from './callers.js'
import { madeHold } from './made-hold.js'
import { ASKED_IN_VAIN, busyWay, CALL_BACK, drawWay, NOT_ASKED, RATED, TOO_LONG, toVoicemail, type FlowWay } from './flow-ways.js'
import type { MadeCall, MadeSurvey } from './made-rows.js'
import type { OperatorAtWork } from './operators.js'
import type { Draws } from './seeded-random.js'

/** Most seconds in a queue (queues.conf of `npm start`). */
export const QUEUE_LIMIT = 180
const LONG_WAIT = 300
const MISSED_RING = 15
const BROWSER = 0.04

/** A node that the call came to, in seconds since it arrived. */
export interface Stop {
  node: string
  at: number
}

export interface Course {
  call: MadeCall
  stops: Stop[]
  survey: MadeSurvey | null
  caller: number | null
}

interface Hall {
  operators: readonly OperatorAtWork[]
  callers: Callers
  draws: Draws
  shortAbandonSeconds: number
  /** No talk goes on after it. */
  horizon: number
  /** Of the usual length of a talk. */
  talkShare: number
}

/** One call, from its arrival to its end, with what it did to the operators. */
export function madeCourse(id: string, arrivedAt: number, dayIndex: number, hall: Hall): Course {
  const { draws, callers } = hall
  const caller = callers.next(arrivedAt, dayIndex)
  const browser = draws.chance(BROWSER)
  const way = drawWay(draws)
  const known = browser ? null : caller
  const walk = new Walk(arrivedAt, draws)
  const call: MadeCall = {
    id,
    number: known === null ? null : madeNumber(known),
    source: browser ? 'browser' : 'trunk',
    language: way.language ?? 'vi',
    flowPath: '',
    arrivedAt,
    queue: null,
    enteredQueueAt: null,
    leftQueueAt: null,
    leftQueueHow: null,
    answeredAt: null,
    operatorId: null,
    offers: 0,
    waitSeconds: null,
    talkSeconds: null,
    holdSeconds: null,
    endedAt: arrivedAt,
    endedWhere: 'flow',
    outcome: 'self-served',
    voicemailSeconds: null,
  }
  const course: Course = { call, stops: walk.stops, survey: null, caller: known }
  if (way.queue === null) walk.go(way.nodes)
  else queued(course, way.queue, way, walk, hall)
  if (call.outcome === 'answered') callers.notSolved(known, dayIndex)
  else if (call.outcome === 'abandoned' || call.outcome === 'overflowed') callers.gaveUp(known, walk.at)
  call.endedAt = walk.at
  call.flowPath = walk.stops.map(({ node }) => node).join('>')
  return course
}

function queued(course: Course, queue: string, way: FlowWay, walk: Walk, hall: Hall): void {
  const { call } = course
  const { draws } = hall
  if (expectedWait(queue, call.arrivedAt + 20, hall) > LONG_WAIT && call.number !== null && draws.chance(0.12)) {
    walk.go(busyWay(queue))
    call.outcome = 'called-back'
    call.endedWhere = 'call-back'
    return
  }
  walk.go(way.nodes)
  const entered = walk.at
  call.queue = queue
  call.enteredQueueAt = entered
  const patience = draws.chance(0.025) ? draws.between(1, 4) : Math.max(2, Math.round(draws.skewed(110, 0.8)))
  // After a while callers are told that a key keeps their place.
  const keyAt = call.number !== null && draws.chance(0.09) ? draws.between(48, 150) : Infinity
  const givesUp = Math.min(patience, keyAt, QUEUE_LIMIT)
  const answered = offer(course, queue, entered, entered + givesUp, hall)
  if (answered !== null) return talk(course, answered, walk, hall)
  const left = entered + givesUp
  walk.at = left
  call.leftQueueAt = left
  call.waitSeconds = givesUp
  if (givesUp === keyAt) {
    call.leftQueueHow = 'given-back'
    walk.go(CALL_BACK)
    call.outcome = 'called-back'
    call.endedWhere = 'call-back'
  } else if (givesUp === patience) {
    call.leftQueueHow = 'abandoned'
    call.outcome = givesUp < hall.shortAbandonSeconds ? 'short-abandoned' : 'abandoned'
    call.endedWhere = 'queue'
  } else tooLong(call, queue, walk, draws)
}

function tooLong(call: MadeCall, queue: string, walk: Walk, draws: Draws): void {
  call.leftQueueHow = 'given-back'
  const choice = draws.next()
  if (choice < 0.3 && call.number !== null) {
    walk.go([['too-long', 6, 12], ...CALL_BACK])
    call.outcome = 'called-back'
    call.endedWhere = 'call-back'
  } else if (choice < 0.62) {
    const begins = walk.go(toVoicemail(queue))
    call.voicemailSeconds = Math.max(3, walk.at - begins - 8)
    call.outcome = 'voicemail'
    call.endedWhere = 'voicemail'
  } else {
    walk.go(TOO_LONG)
    call.outcome = 'overflowed'
  }
}

/** Offers the call to who is free longest, until somebody answers. @returns that operator and the moment; null: the caller had gone by then */
function offer({ call }: Course, queue: string, from: number, until: number, hall: Hall): { operator: OperatorAtWork; at: number } | null {
  let now = from
  for (;;) {
    const found = longestFree(queue, now, hall)
    if (!found || found.at >= until) return null
    call.offers++
    const misses = hall.draws.chance(found.operator.missShare)
    const answers = found.at + hall.draws.between(2, 8)
    if (!misses && answers < until) return { operator: found.operator, at: answers }
    if (!misses || found.at + MISSED_RING >= until) return null
    found.operator.miss(found.at + MISSED_RING, queue, call.id)
    now = found.at + MISSED_RING
  }
}

function longestFree(queue: string, now: number, hall: Hall): { operator: OperatorAtWork; at: number } | null {
  for (;;) {
    let best: OperatorAtWork | null = null
    let bestAt = Infinity
    for (const each of hall.operators) {
      if (!each.operator.queues.includes(queue)) continue
      const at = each.candidate(now)
      if (at < bestAt || (at === bestAt && best !== null && at < Infinity && each.freeAt < best.freeAt)) {
        best = each
        bestAt = at
      }
    }
    if (!best) return null
    // A pause may be planned for that very moment.
    best.advance(bestAt)
    if (best.candidate(bestAt) === bestAt) return { operator: best, at: bestAt }
  }
}

function expectedWait(queue: string, now: number, hall: Hall): number {
  let least = Infinity
  for (const each of hall.operators) if (each.operator.queues.includes(queue)) least = Math.min(least, each.candidate(now))
  return least - now
}

function talk(course: Course, { operator, at }: { operator: OperatorAtWork; at: number }, walk: Walk, hall: Hall): void {
  const { call } = course
  const { draws, callers, horizon, talkShare } = hall
  const length = Math.max(1, Math.min(Math.max(6, Math.round(draws.skewed(128 * operator.talkFactor * talkShare, 0.62))), 3_000, horizon - at - 120))
  call.answeredAt = at
  call.operatorId = operator.operator.id
  call.waitSeconds = at - (call.enteredQueueAt ?? at)
  call.talkSeconds = length
  call.holdSeconds = madeHold(call.id, length)
  call.outcome = 'answered'
  call.endedWhere = 'talk'
  walk.at = at + length
  operator.talk(at, walk.at, call.queue ?? '', call.id, horizon)
  // Most hang up themselves; who stays on the line comes to the survey.
  if (!draws.chance(0.42)) return
  if (!callers.mayAsk(course.caller, walk.at)) return void walk.go(NOT_ASKED)
  const rates = draws.chance(0.48)
  walk.go(rates ? RATED : ASKED_IN_VAIN)
  course.survey = { callId: call.id, number: call.number, operatorId: operator.operator.id, askedAt: walk.at - (rates ? 4 : 0), rating: rates ? ratingOf(operator.charm, call.waitSeconds, draws) : null }
}

/** From 1 to 5: most are content, those who waited long are less so. */
function ratingOf(charm: number, waited: number, draws: Draws): number {
  if (draws.chance(0.03)) return 1
  return Math.max(1, Math.min(5, Math.round(4.85 + charm - waited / 150 + draws.normal() * 0.8)))
}

/** The way through the flow, second by second. */
class Walk {
  readonly stops: Stop[] = []
  at: number

  constructor(
    private readonly arrivedAt: number,
    private readonly draws: Draws,
  ) {
    this.at = arrivedAt
  }

  /** @returns when the last node began */
  go(nodes: FlowWay['nodes']): number {
    let last = this.at
    for (const [node, least, most] of nodes) {
      last = this.at
      this.stops.push({ node, at: this.at - this.arrivedAt })
      this.at += this.draws.between(least, most)
    }
    return last
  }
}
