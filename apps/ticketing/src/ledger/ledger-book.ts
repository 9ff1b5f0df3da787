import type { CallOutcome, LedgerBook, LedgerCounts, LedgerQuery } from '@app/contracts'
import { CALL_COUNT_COLUMNS, CITIZENS_CALLS_SQL, countLedger, ledgerHolds } from '@app/metrics'
import { Between, In, type EntityManager } from 'typeorm'
import { LedgerDayEntity } from '../database/ledger.entities.js'
import { MadeUpDayEntity } from '../database/roll-up.entities.js'
import { localSql } from '../roll-ups/local-sql.js'
import { spansOf, type LedgerSpan } from './ledger-days.js'

const NAMES = ['arrived', 'offered', 'selfServed', 'answered', 'abandoned', 'shortAbandoned', 'calledBack', 'voicemail', 'overflowed', 'waiting'] as const satisfies readonly (keyof LedgerCounts)[]
const nothing = (): LedgerCounts => countLedger([])
const add = (a: LedgerCounts, b: LedgerCounts, times = 1): LedgerCounts => Object.fromEntries(NAMES.map((name) => [name, a[name] + b[name] * times])) as LedgerCounts

/**
 * The ledger of a period by day: what was counted beforehand (`call_roll_ups`), and for days of which something is due to be counted anew, the
 * calls themselves. One transaction sees both in the same state.
 */
export const ledgerBook = (manager: EntityManager, { from, to }: LedgerQuery, now = new Date()): Promise<LedgerBook> =>
  manager.transaction('REPEATABLE READ', async (tx) => {
    const spans = spansOf(from, to, now)
    const due = await dueDays(tx, from, to)
    const counted = await rolledUp(tx, from, to)
    for (const stretch of stretches(spans.filter(({ day }) => due.has(day)))) {
      for (const { day } of stretch) counted.delete(day)
      for (const [day, counts] of await recounted(tx, stretch)) counted.set(day, counts)
    }
    const madeUp = new Set((await tx.findBy(MadeUpDayEntity, { day: Between(from, to) })).map(({ day }) => day))
    const compared = new Map((await tx.findBy(LedgerDayEntity, { day: In(spans.map(({ day }) => day)) })).map((row) => [row.day, row]))
    const days = spans.map(({ day }) => {
      const counts = counted.get(day) ?? nothing()
      const comparison = compared.get(day)
      return { day, counts, holds: ledgerHolds(counts), madeUp: madeUp.has(day), compared: comparison ? { at: comparison.comparedAt.toISOString(), differences: comparison.differences } : null }
    })
    return { from, to, asOf: now.toISOString(), total: days.reduce((sum, { counts }) => add(sum, counts), nothing()), holds: days.every(({ holds }) => holds), days }
  })

async function dueDays(manager: EntityManager, from: string, to: string): Promise<Set<string>> {
  const rows = await manager.query<{ day: string }[]>("SELECT DISTINCT DATE_FORMAT(day, '%Y-%m-%d') AS day FROM roll_ups_due WHERE what = 'calls' AND day BETWEEN ? AND ?", [from, to])
  return new Set(rows.map(({ day }) => day))
}

async function rolledUp(manager: EntityManager, from: string, to: string): Promise<Map<string, LedgerCounts>> {
  const sums = NAMES.map((name) => `SUM(${CALL_COUNT_COLUMNS[name]}) AS ${name}`).join(', ')
  const rows = await manager.query<({ day: string } & Record<keyof LedgerCounts, string>)[]>(`SELECT DATE_FORMAT(day, '%Y-%m-%d') AS day, ${sums} FROM call_roll_ups WHERE grain = 'day' AND day BETWEEN ? AND ? GROUP BY day`, [from, to])
  return new Map(rows.map((row) => [row.day, Object.fromEntries(NAMES.map((name) => [name, Number(row[name])])) as LedgerCounts]))
}

interface Alike {
  day: string
  outcome: CallOutcome | null
  answered: number
  entered: number
  left: number
  calls: string
}

/** Calls that are alike for the ledger are counted by the database, and judged once by libs/metrics. */
async function recounted(manager: EntityManager, stretch: LedgerSpan[]): Promise<Map<string, LedgerCounts>> {
  const rows = await manager.query<Alike[]>(
    `SELECT DATE_FORMAT(${localSql('c.arrived_at')}, '%Y-%m-%d') AS day, outcome, answered, entered_queue_at IS NOT NULL AS entered, left_queue_at IS NOT NULL AS \`left\`, COUNT(*) AS calls
     FROM calls c WHERE c.arrived_at >= ? AND c.arrived_at < ? AND ${CITIZENS_CALLS_SQL} GROUP BY 1, 2, 3, 4, 5`,
    [new Date((stretch[0]?.begins ?? 0) * 1000), new Date((stretch.at(-1)?.ends ?? 0) * 1000)],
  )
  const found = new Map<string, LedgerCounts>()
  const at = new Date(0)
  for (const { day, outcome, answered, entered, left, calls } of rows) {
    const one = countLedger([{ arrivedAt: at, enteredQueueAt: Number(entered) === 1 ? at : null, leftQueueAt: Number(left) === 1 ? at : null, answered: Number(answered) === 1, waitSeconds: null, talkSeconds: null, holdSeconds: null, endedAt: null, outcome }])
    found.set(day, add(found.get(day) ?? nothing(), one, Number(calls)))
  }
  return found
}

/** Days that follow one another are asked for together. */
function stretches(spans: LedgerSpan[]): LedgerSpan[][] {
  const found: LedgerSpan[][] = []
  for (const span of spans) {
    const last = found.at(-1)
    if (last && last.at(-1)?.ends === span.begins) last.push(span)
    else found.push([span])
  }
  return found
}
