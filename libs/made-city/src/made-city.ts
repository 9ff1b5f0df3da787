import { Callers } from './callers.js'
import { CityTickets } from './city-tickets.js'
import { arrivalsOf, beginOf, callsByDay, DAY_SECONDS, daysBetween, holidaysOn, kindOf } from './day-weights.js'
import { madeCourse, type Course, type Stop } from './made-course.js'
import type { CityPlan, MadeDay, MadeFlowFigure, MadeStep } from './made-rows.js'
import { madeCallBack } from './made-call-backs.js'
import { MissedPeople } from './missed.js'
import { FIRST_NIGHT, OperatorAtWork, planShifts } from './operators.js'
import { Draws, seededRandom } from './seeded-random.js'

/** Of the last day: whoever calls then is done before it is over. */
const LAST_CALLS = DAY_SECONDS - 1_800
/** Asterisk's own counter goes on through a second. */
const COUNTER = 100_000_000
/** In a storm everybody reports the same, in fewer words. */
const SURGE_TALKS = 0.72

/**
 * A city's calls day by day, with what belongs to them: the same for the same plan. Every call is as the journal would have folded it, no
 * operator does two things at once, and nothing lies after the last day's end.
 */
export function* madeCity(plan: CityPlan): Generator<MadeDay> {
  const draws = new Draws(seededRandom(plan.seed))
  const days = daysBetween(plan.from, plan.to)
  const counts = callsByDay(days, plan.calls, plan.surges, draws)
  const holidays = holidaysOn(days)
  const horizon = beginOf(plan.to) + DAY_SECONDS
  let steps: MadeStep[] = []
  const operators = plan.operators.map((operator) => new OperatorAtWork(operator, draws, (step) => steps.push(step)))
  const callers = new Callers(plan.calls / days.length, draws)
  const missed = new MissedPeople(plan.operators, horizon, draws)
  const tickets = new CityTickets(plan, horizon, draws)
  const hall = { operators, callers, draws, shortAbandonSeconds: plan.shortAbandonSeconds, horizon, talkShare: 1 }
  // So that promises add nothing to what is drawn for the calls.
  const promises = new Draws(seededRandom(plan.seed + 2))
  let made = 0
  let answered = 0
  let written = 0
  for (const [index, day] of days.entries()) {
    const begin = beginOf(day)
    const kind = kindOf(day, holidays, plan.surges)
    if (index === 0) operators.at(-1)?.plan(begin, FIRST_NIGHT, horizon)
    hall.talkShare = kind === 'surge' ? SURGE_TALKS : 1
    planShifts(operators, kind, begin, horizon, draws)
    const result: MadeDay = { day, calls: [], surveys: [], steps, missedCallers: [], callBacks: [], flowFigures: [], tickets: [] }
    const figures: Figures = new Map()
    for (const second of arrivalsOf(counts[index] ?? 0, kind, draws, index === days.length - 1 ? LAST_CALLS : DAY_SECONDS)) {
      const course = madeCourse(`${plan.idPrefix}${begin + second}.${String(++made % COUNTER).padStart(8, '0')}`, begin + second, index, hall)
      const { call } = course
      result.calls.push(call)
      if (course.survey) result.surveys.push(course.survey)
      missed.add(call)
      const callBack = madeCallBack(call, horizon, promises)
      if (callBack) result.callBacks.push(callBack)
      addFigures(figures, course)
      if (call.outcome !== 'answered') continue
      answered++
      // As many as are wanted of the talks that are still to come.
      const toCome = Math.max(1, (plan.calls - made) * (answered / made))
      if (written < plan.tickets && draws.chance((plan.tickets - written) / toCome)) {
        written++
        result.tickets.push(tickets.of(call))
      }
    }
    for (const operator of operators) operator.advance(Math.min(begin + DAY_SECONDS, horizon))
    callers.dayOver(index)
    result.missedCallers = missed.take(begin + DAY_SECONDS)
    result.flowFigures = [...figures.values()].flatMap((ways) => [...ways.values()])
    yield result
    steps = []
  }
}

/** By node and next node: one text of both would have to be made for each step of each call. */
type Figures = Map<string, Map<string, MadeFlowFigure>>

/** As apps/ticketing counts an ended call's way (flows/way-figures.ts). */
function addFigures(figures: Figures, { call, stops }: Course): void {
  const ended = call.endedAt - call.arrivedAt
  for (let i = 0; i < stops.length; i++) {
    const { node, at } = stops[i] as Stop
    const next = stops[i + 1]
    addFigure(figures, node, next?.node ?? HOW_IT_ENDED[call.endedWhere], (next?.at ?? ended) - at)
  }
  addFigure(figures, '*', call.outcome, ended)
}

function addFigure(figures: Figures, node: string, next: string, seconds: number): void {
  const ways = figures.get(node) ?? new Map<string, MadeFlowFigure>()
  if (ways.size === 0) figures.set(node, ways)
  const figure = ways.get(next)
  if (figure) {
    figure.calls++
    figure.seconds += seconds
  } else ways.set(next, { node, next, calls: 1, seconds })
}

const HOW_IT_ENDED = { flow: '*flow', queue: '*queue', talk: '*talk', voicemail: '*voicemail', 'call-back': '*call-back' } as const
