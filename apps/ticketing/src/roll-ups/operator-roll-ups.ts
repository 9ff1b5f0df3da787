import { operatorTime } from '@app/metrics'
import { And, In, LessThan, MoreThanOrEqual, type EntityManager } from 'typeorm'
import { OperatorStepEntity } from '../database/desk-work.entities.js'
import { StateRollUpEntity } from '../database/roll-up.entities.js'
import { dayAfter, dayAt, dayBounds } from './local-sql.js'
import { sumDays } from './sums.js'

/** Of whoever stays signed in for longer without a step, nobody knows how long it went on. */
const KNOWN_FOR_MS = 86_400_000

/** How long operators were in each state on a day; of today, until now. To be run in a transaction. @param users all who stepped there, if left out */
export async function recountOperators(tx: EntityManager, day: string, now: Date, users?: readonly number[]): Promise<void> {
  const { begins, ends } = dayBounds(day)
  const until = Math.min(ends.getTime(), now.getTime())
  // Who does what since the day before has no step of this day.
  const steps = await tx.find(OperatorStepEntity, {
    select: { id: true, userId: true, at: true, event: true, reason: true, queue: true },
    where: { ...(users && { userId: In([...users]) }), at: And(MoreThanOrEqual(new Date(begins.getTime() - KNOWN_FOR_MS)), LessThan(ends)) },
    order: { at: 'ASC', id: 'ASC' },
  })
  const byUser = new Map<number, OperatorStepEntity[]>()
  for (const step of steps) byUser.set(step.userId, [...(byUser.get(step.userId) ?? []), step])
  const rows = [...byUser].flatMap(([userId, own]) => {
    const last = own.at(-1)?.at.getTime() ?? 0
    const times = operatorTime(own.map(({ at, event, reason, queue }) => ({ at: at.getTime(), event, reason, queue })), begins.getTime(), Math.min(until, last + KNOWN_FOR_MS))
    return times.map((time) => ({ grain: 'day' as const, kept: 'operator' as const, day, userId, ...time }))
  })
  await tx.delete(StateRollUpEntity, { grain: 'day', kept: 'operator', day, ...(users && { userId: In([...users]) }) })
  if (rows.length > 0) await tx.insert(StateRollUpEntity, rows)
  await sumDays(tx, 'states', day)
}

/** The days whose times a step on `day` can change: that one, and those that the state it left lasts into. */
export async function daysOfStep(tx: EntityManager, day: string, userId: number, now: Date): Promise<string[]> {
  const next = await tx.findOne(OperatorStepEntity, { select: { id: true, at: true }, where: { userId, at: MoreThanOrEqual(dayBounds(day).ends) }, order: { at: 'ASC' } })
  const until = Math.min(now.getTime(), next?.at.getTime() ?? Infinity, dayBounds(day).ends.getTime() + KNOWN_FOR_MS)
  const days = [day]
  for (let one = dayAfter(day); one <= dayAt(new Date(until)); one = dayAfter(one)) days.push(one)
  return days
}
