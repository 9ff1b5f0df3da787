import { operatorTime } from '@app/metrics'
import { And, LessThan, MoreThanOrEqual, type EntityManager } from 'typeorm'
import { OperatorStepEntity } from '../database/desk-work.entities.js'
import { StateRollUpEntity } from '../database/roll-up.entities.js'
import { dayAfter, dayAt, dayBounds } from './local-sql.js'

/** Of whoever stays signed in for longer without a step, nobody knows how long it went on. */
const KNOWN_FOR_MS = 86_400_000

/** From when until when steps say in which states operators were on a day. */
export const stepsOf = (day: string): { begins: Date; ends: Date } => ({ begins: new Date(dayBounds(day).begins.getTime() - KNOWN_FOR_MS), ends: dayBounds(day).ends })

/** How long an operator was in each state on a day; of today, until now. To be run in a transaction. */
export async function recountOperator(tx: EntityManager, day: string, userId: number, now: Date): Promise<void> {
  const { begins, ends } = dayBounds(day)
  const until = Math.min(ends.getTime(), now.getTime())
  const steps = await tx.find(OperatorStepEntity, {
    select: { id: true, at: true, event: true, reason: true, queue: true },
    where: { userId, at: And(MoreThanOrEqual(stepsOf(day).begins), LessThan(ends)) },
    order: { at: 'ASC', id: 'ASC' },
  })
  const last = steps.at(-1)?.at.getTime() ?? 0
  const times = operatorTime(steps.map(({ at, event, reason, queue }) => ({ at: at.getTime(), event, reason, queue })), begins.getTime(), Math.min(until, last + KNOWN_FOR_MS))
  await tx.delete(StateRollUpEntity, { day, userId })
  if (times.length > 0) await tx.insert(StateRollUpEntity, times.map((time) => ({ day, userId, ...time })))
}

/** The days whose times a step on `day` can change: that one, and those that the state it left lasts into. */
export async function daysOfStep(tx: EntityManager, day: string, userId: number, now: Date): Promise<string[]> {
  const next = await tx.findOne(OperatorStepEntity, { select: { id: true, at: true }, where: { userId, at: MoreThanOrEqual(dayBounds(day).ends) }, order: { at: 'ASC' } })
  const until = Math.min(now.getTime(), next?.at.getTime() ?? Infinity, dayBounds(day).ends.getTime() + KNOWN_FOR_MS)
  const days = [day]
  for (let one = dayAfter(day); one <= dayAt(new Date(until)); one = dayAfter(one)) days.push(one)
  return days
}
