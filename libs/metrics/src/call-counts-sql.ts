import { CITIZEN_CALL_SOURCES } from '@app/contracts'
import { REPEAT_DAYS, type CallCounts } from './call-counts.js'

/** The calls that figures count, as a condition on a row `c` of `calls`. */
export const CITIZENS_CALLS_SQL = citizens('c')

/** {@link standingOf} of a row `c`. */
export const STANDING_SQL = `CASE WHEN c.outcome IS NOT NULL THEN c.outcome WHEN c.answered THEN 'answered' WHEN c.entered_queue_at IS NULL THEN 'in-flow' WHEN c.left_queue_at IS NULL THEN 'waiting' ELSE 'overflowed' END`

/** {@link wasOffered} of a row `c`. */
export const OFFERED_SQL = `(c.entered_queue_at IS NOT NULL OR c.answered OR (c.outcome IS NOT NULL AND c.outcome NOT IN ('self-served', 'unreached')))`

const near = (earlier: boolean) => {
  const [than, edge] = earlier ? ['<', `n.arrived_at >= c.arrived_at - INTERVAL ${REPEAT_DAYS} DAY`] : ['>', `n.arrived_at <= c.arrived_at + INTERVAL ${REPEAT_DAYS} DAY`]
  return `EXISTS (SELECT 1 FROM calls n WHERE n.number_key = c.number_key AND ${citizens('n')} AND ${edge} AND (n.arrived_at ${than} c.arrived_at OR (n.arrived_at = c.arrived_at AND n.id ${than} c.id)))`
}
/** The number had called within the days of a repeat before; did so after. */
export const AGAIN_SQL = near(true)
export const FOLLOWED_SQL = near(false)

const answered = `${STANDING_SQL} = 'answered'`
/** An ended talk of which it is known how long the citizen was on hold. */
export const HOLD_KNOWN_SQL = `${answered} AND c.ended_at IS NOT NULL AND c.hold_seconds IS NOT NULL`
/** A talk with a hold. */
export const HELD_SQL = `${HOLD_KNOWN_SQL} AND c.hold_seconds > 0`
const sum = (condition: string, value = '1') => `SUM(CASE WHEN ${condition} THEN ${value} ELSE 0 END)`

/** The one SQL form of {@link countCalls}: an aggregate a column, over rows `c` of `calls`. @param serviceLevelSeconds T */
export const callCountsSql = (serviceLevelSeconds: number): Record<keyof CallCounts, string> => ({
  arrived: 'COUNT(*)',
  offered: sum(OFFERED_SQL),
  selfServed: sum(`${STANDING_SQL} = 'self-served'`),
  answered: sum(answered),
  abandoned: sum(`${STANDING_SQL} = 'abandoned'`),
  shortAbandoned: sum(`${STANDING_SQL} = 'short-abandoned'`),
  calledBack: sum(`${STANDING_SQL} = 'called-back'`),
  voicemail: sum(`${STANDING_SQL} = 'voicemail'`),
  overflowed: sum(`${STANDING_SQL} = 'overflowed'`),
  waiting: sum(`${STANDING_SQL} = 'waiting'`),
  inTime: sum(`${answered} AND c.wait_seconds <= ${Math.trunc(serviceLevelSeconds)}`),
  waitsKnown: sum(`${answered} AND c.wait_seconds IS NOT NULL`),
  waitSeconds: sum(`${answered} AND c.wait_seconds IS NOT NULL`, 'c.wait_seconds'),
  talksKnown: sum(`${answered} AND c.ended_at IS NOT NULL AND c.talk_seconds IS NOT NULL`),
  talkSeconds: sum(`${answered} AND c.ended_at IS NOT NULL AND c.talk_seconds IS NOT NULL`, 'c.talk_seconds'),
  holdsKnown: sum(HOLD_KNOWN_SQL),
  held: sum(HELD_SQL),
  holdSeconds: sum(HOLD_KNOWN_SQL, 'c.hold_seconds'),
  offers: 'SUM(c.offers)',
  numbered: sum('c.number_key IS NOT NULL'),
  again: sum(`c.number_key IS NOT NULL AND ${AGAIN_SQL}`),
  resolvable: sum(`c.number_key IS NOT NULL AND ${answered}`),
  followed: sum(`c.number_key IS NOT NULL AND ${answered} AND ${FOLLOWED_SQL}`),
})

/** Of each count the column of `call_roll_ups`. */
export const CALL_COUNT_COLUMNS: Record<keyof CallCounts, string> = {
  arrived: 'arrived',
  offered: 'offered',
  selfServed: 'self_served',
  answered: 'answered',
  abandoned: 'abandoned',
  shortAbandoned: 'short_abandoned',
  calledBack: 'called_back',
  voicemail: 'voicemail',
  overflowed: 'overflowed',
  waiting: 'waiting',
  inTime: 'in_time',
  waitsKnown: 'waits_known',
  waitSeconds: 'wait_seconds',
  talksKnown: 'talks_known',
  talkSeconds: 'talk_seconds',
  holdsKnown: 'holds_known',
  held: 'held',
  holdSeconds: 'hold_seconds',
  offers: 'offers',
  numbered: 'numbered',
  again: 'again',
  resolvable: 'resolvable',
  followed: 'followed',
}

function citizens(row: string): string {
  return `${row}.source IN (${CITIZEN_CALL_SOURCES.map((source) => `'${source}'`).join(', ')})`
}
