import type { DataSource } from 'typeorm'
import { recountCalls, recountSurveys, recountWaitsAndTalks, sumWaitsOfMonth } from './call-roll-ups.js'
import { inCountingTurn } from './in-counting-turn.js'
import { dayAfter, dayAt, monthOf } from './local-sql.js'
import { recountOperator, stepsOf } from './operator-roll-ups.js'
import { recountTickets, sumTicketsOfMonth } from './ticket-roll-ups.js'

const SLOTS = Array.from({ length: 96 }, (_, slot) => slot)

/** First and last day of which there is something to count; null: nothing. */
export async function countedDays(source: DataSource): Promise<{ from: string; to: string } | null> {
  const ends = await source.query<{ first: Date | null; last: Date | null }[]>(
    'SELECT MIN(arrived_at) first, MAX(arrived_at) last FROM calls UNION ALL SELECT MIN(created_at), MAX(created_at) FROM tickets UNION ALL SELECT MIN(asked_at), MAX(asked_at) FROM surveys UNION ALL SELECT MIN(at), MAX(at) FROM operator_steps',
  )
  const all = ends.flatMap(({ first, last }) => (first && last ? [dayAt(first), dayAt(last)] : [])).sort()
  return all.length === 0 ? null : { from: all[0] as string, to: all.at(-1) as string }
}

/** Counts every day of a period anew out of the raw rows. @param tell called after each day */
export async function rebuildRollUps(source: DataSource, from: string, to: string, serviceLevelSeconds: number, tell: (day: string) => void = () => undefined, now = new Date()): Promise<void> {
  const months = new Set<string>()
  for (let day = from; day <= to; day = dayAfter(day)) {
    await inCountingTurn(source.manager, async (tx) => {
      await recountCalls(tx, day, SLOTS, serviceLevelSeconds)
      await recountWaitsAndTalks(tx, day)
      await recountSurveys(tx, day)
      await recountTickets(tx, day)
      const users = await tx.query<{ userId: number }[]>('SELECT DISTINCT user_id AS userId FROM operator_steps WHERE at >= ? AND at < ?', Object.values(stepsOf(day)))
      for (const { userId } of users) await recountOperator(tx, day, userId, now)
    })
    months.add(monthOf(day))
    tell(day)
  }
  for (const month of months)
    if (month < monthOf(dayAt(now)))
      await inCountingTurn(source.manager, async (tx) => {
        await sumWaitsOfMonth(tx, month)
        await sumTicketsOfMonth(tx, month)
      })
}
