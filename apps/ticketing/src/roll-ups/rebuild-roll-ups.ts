import type { DataSource } from 'typeorm'
import { recountCallsOfDays, recountSurveys, recountWaitsAndTalks } from './call-roll-ups.js'
import { inCountingTurn } from './in-counting-turn.js'
import { dayAfter, dayAt, daysOf, monthEnd, monthOf } from './local-sql.js'
import { recountMissed } from './missed-roll-ups.js'
import { recountOperators } from './operator-roll-ups.js'
import { sumMonthWholly } from './sum-month-wholly.js'
import { recountTickets } from './ticket-roll-ups.js'

/** First and last day of which there is something to count; null: nothing. */
export async function countedDays(source: DataSource): Promise<{ from: string; to: string } | null> {
  const ends = await source.query<{ first: Date | null; last: Date | null }[]>(
    'SELECT MIN(arrived_at) first, MAX(arrived_at) last FROM calls UNION ALL SELECT MIN(created_at), MAX(created_at) FROM tickets UNION ALL SELECT MIN(asked_at), MAX(asked_at) FROM surveys UNION ALL SELECT MIN(last_at), MAX(last_at) FROM missed_callers UNION ALL SELECT MIN(at), MAX(at) FROM operator_steps',
  )
  const all = ends.flatMap(({ first, last }) => (first && last ? [dayAt(first), dayAt(last)] : [])).sort()
  return all.length === 0 ? null : { from: all[0] as string, to: all.at(-1) as string }
}

/** Counts every day of a period anew out of the raw rows, a month at a time. @param tell called after each month with its first day */
export async function rebuildRollUps(source: DataSource, from: string, to: string, serviceLevelSeconds: number, tell: (month: string) => void = () => undefined, now = new Date()): Promise<void> {
  for (let first = from; first <= to; first = dayAfter(monthEnd(first))) {
    const last = monthEnd(first) < to ? monthEnd(first) : to
    await inCountingTurn(source.manager, async (tx) => {
      await recountCallsOfDays(tx, first, last, serviceLevelSeconds)
      await recountWaitsAndTalks(tx, first, last)
      await recountSurveys(tx, first, last)
      await recountMissed(tx, first, last)
      await recountTickets(tx, first, last)
      for (const day of daysOf(first, last)) await recountOperators(tx, day, now)
      if (monthOf(first) < monthOf(dayAt(now))) await sumMonthWholly(tx, first)
    })
    tell(monthOf(first))
  }
}
