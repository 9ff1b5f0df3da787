import { parseLine } from '@app/call-journal'
import type { LedgerComparedDay, LedgerCounts, LedgerDifference } from '@app/contracts'
import { journalBegins, journalLines } from '@app/journal-file'
import { compareCalls, countsOf, JournalFold, type LedgerCall } from '@app/ledger'
import { And, In, LessThan, MoreThanOrEqual, type EntityManager, type FindOptionsWhere } from 'typeorm'
import { CallEntity } from '../database/call.entities.js'
import { MadeUpDayEntity } from '../database/roll-up.entities.js'
import { spansOf, type LedgerSpan } from './ledger-days.js'

export interface LedgerAsked {
  manager: EntityManager
  /** Asterisk's queue_log; what was put aside of it lies beside it. */
  journal: string
  from: string
  to: string
  shortAbandonSeconds: number
  /** Told with the share that is done, 0 to 1. */
  onProgress?: (share: number) => void
  isStopped?: () => boolean
}

export interface LedgerFound {
  days: LedgerComparedDay[]
  /** The first of them; of a journal that is not this database's there may be millions. */
  differences: LedgerDifference[]
  differenceCount: number
  inMotion: number
  beforeJournal: number
}

/** There is no journal to compare with. */
export class NoJournal extends Error {}

const DAY_SECONDS = 86_400
const IDS = 500
const MOST_NAMED = 20_000
const COLUMNS = { id: true, source: true, arrivedAt: true, queue: true, enteredQueueAt: true, leftQueueAt: true, answered: true, answeredAt: true, operatorId: true, offers: true, waitSeconds: true, talkSeconds: true, holdSeconds: true, endedAt: true, outcome: true, lastFactId: true } as const

/**
 * Folds Asterisk's journal anew, day by day, and compares each call with its row. Reads a day before the period too, for calls that cross its beginning.
 * @throws NoJournal where there is none
 */
export async function compareLedger(asked: LedgerAsked): Promise<LedgerFound> {
  const spans = spansOf(asked.from, asked.to, new Date())
  const begins = await journalBegins(asked.journal)
  if (begins === null) throw new NoJournal(`there is no journal at ${asked.journal}`)
  const found: LedgerFound = { days: [], differences: [], differenceCount: 0, inMotion: 0, beforeJournal: 0 }
  const first = spans[0]
  const last = spans.at(-1)
  if (!first || !last) return found
  const fold = new JournalFold({ shortAbandonSeconds: asked.shortAbandonSeconds })
  const settle = async (span: LedgerSpan, now: number) => {
    await compareDay(asked.manager, span, fold.take(span.begins, span.ends, now), fold.endless(now), begins, now, found)
    asked.onProgress?.(found.days.length / spans.length)
  }
  let next = 0
  read: for await (const { generation, lines } of journalLines(asked.journal, first.begins - DAY_SECONDS)) {
    if (asked.isStopped?.()) break
    let at = 0
    for (const { text, offset } of lines) {
      const line = parseLine(text)
      if ('unreadable' in line) continue
      if (line.at > last.ends + DAY_SECONDS) break read
      fold.add(line, `${generation}-${offset}`)
      at = line.at
    }
    for (let span = spans[next]; span && fold.isSettled(span.ends, at); span = spans[++next]) await settle(span, at)
  }
  const now = Math.floor(Date.now() / 1000)
  for (const span of spans.slice(next)) await settle(span, now)
  for (const span of spans.slice(0, found.days.length)) await compareEndless(asked.manager, span, fold.takeEndless(span.begins, span.ends), begins, now, found)
  // A row that was moved to another day is one difference, not two.
  const named = new Set(found.differences.filter(({ kind }) => kind !== 'not-in-journal').map(({ callId }) => callId))
  const once = found.differences.filter(({ kind, callId }) => kind !== 'not-in-journal' || !named.has(callId))
  found.differenceCount -= found.differences.length - once.length
  found.differences = once
  return found
}

async function compareDay(manager: EntityManager, { day, begins, ends }: LedgerSpan, told: LedgerCall[], endless: ReadonlySet<string>, journalFrom: number, now: number, found: LedgerFound): Promise<void> {
  const all = await rowsWhere(manager, { arrivedAt: And(MoreThanOrEqual(new Date(begins * 1000)), LessThan(new Date(ends * 1000))) })
  const stored = all.filter(({ id }) => !endless.has(id))
  const madeUp = await manager.existsBy(MadeUpDayEntity, { day })
  const known = new Set(told.map(({ id }) => id))
  const older = new Set(stored.filter((row) => row.arrivedAt < journalFrom).map(({ id }) => id))
  // Of what was made up for trying out Asterisk knows nothing.
  const rows = stored.filter((row) => !older.has(row.id) && (!madeUp || known.has(row.id)))
  const here = new Set(rows.map(({ id }) => id))
  const elsewhere = await rowsOf(manager, told.filter(({ id }) => !here.has(id) && !older.has(id)).map(({ id }) => id))
  for (const row of elsewhere) if (row.arrivedAt < journalFrom) older.add(row.id)
  const judged = told.filter(({ id }) => !older.has(id))
  const { differences, inMotion } = compareCalls(judged, [...rows, ...elsewhere], now)
  found.days.push({ day, journal: countsOf(judged), stored: countsOf(rows), differences: differences.length })
  name(found, differences)
  found.inMotion += inMotion
  found.beforeJournal += older.size
}

/** The calls of a day that seemed to have no end, judged by all that the journal told of them. */
async function compareEndless(manager: EntityManager, { day, begins, ends }: LedgerSpan, told: LedgerCall[], journalFrom: number, now: number, found: LedgerFound): Promise<void> {
  if (told.length === 0) return
  const judged = told.filter(({ arrivedAt }) => arrivedAt >= journalFrom)
  const rows = await rowsOf(manager, judged.map(({ id }) => id))
  const { differences, inMotion } = compareCalls(judged, rows, now)
  const of = found.days.find((one) => one.day === day)
  if (of) Object.assign(of, { journal: plus(of.journal, countsOf(judged)), stored: plus(of.stored, countsOf(rows.filter((row) => row.arrivedAt >= begins && row.arrivedAt < ends))), differences: of.differences + differences.length })
  name(found, differences)
  found.inMotion += inMotion
  found.beforeJournal += told.length - judged.length
}

function name(found: LedgerFound, differences: readonly LedgerDifference[]): void {
  found.differenceCount += differences.length
  found.differences.push(...differences.slice(0, Math.max(0, MOST_NAMED - found.differences.length)))
}

const plus = (a: LedgerCounts, b: LedgerCounts): LedgerCounts => Object.fromEntries(Object.entries(a).map(([key, count]) => [key, count + b[key as keyof LedgerCounts]])) as LedgerCounts

async function rowsOf(manager: EntityManager, ids: string[]): Promise<LedgerCall[]> {
  const rows: LedgerCall[] = []
  for (let at = 0; at < ids.length; at += IDS) rows.push(...(await rowsWhere(manager, { id: In(ids.slice(at, at + IDS)) })))
  return rows
}

const rowsWhere = async (manager: EntityManager, where: FindOptionsWhere<CallEntity>): Promise<LedgerCall[]> => (await manager.find(CallEntity, { select: COLUMNS, where })).map(callOf)

const seconds = (at: Date | null) => (at === null ? null : at.getTime() / 1000)

const callOf = (row: CallEntity): LedgerCall => ({
  id: row.id,
  source: row.source,
  arrivedAt: row.arrivedAt.getTime() / 1000,
  queue: row.queue,
  enteredQueueAt: seconds(row.enteredQueueAt),
  leftQueueAt: seconds(row.leftQueueAt),
  answered: row.answered,
  answeredAt: seconds(row.answeredAt),
  operatorId: row.operatorId,
  offers: row.offers,
  waitSeconds: row.waitSeconds,
  talkSeconds: row.talkSeconds,
  holdSeconds: row.holdSeconds,
  endedAt: seconds(row.endedAt),
  outcome: row.outcome,
  lastFactId: row.lastFactId,
  toldAt: null,
})
