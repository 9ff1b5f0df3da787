import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parseLine } from '@app/call-journal'
import type { Health, LedgerBook, LedgerRun, LedgerRuns } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import request from 'supertest'
import { IsNull, Not } from 'typeorm'
import { CallEntity } from '../database/call.entities.js'
import { LedgerRunEntity } from '../database/ledger.entities.js'
import { MadeUpDayEntity } from '../database/roll-up.entities.js'
import { RollUps } from '../roll-ups/roll-ups.service.js'
import { eventually, startTicketing } from '../ticketing-app.testing.js'
import { compareLedger } from './compare-ledger.js'
import { LedgerNights } from './ledger-nights.js'
import { LedgerService } from './ledger.service.js'
import { ledgerText } from './ledger-text.js'

const at = (text: string) => Date.parse(`${text}+07:00`) / 1000
const FIRST = at('2026-11-20T00:00:00')
const journalLine = (seconds: number, id: string, queue: string, agent: string, rest: string) => `${seconds}|${id}|${queue}|${agent}|${rest}`

function answered(id: string, seconds: number): string[] {
  return [journalLine(seconds, id, 'NONE', 'NONE', 'CALLARRIVED|0901000000|1022|trunk'), journalLine(seconds + 5, id, 'reports', 'NONE', 'TOQUEUE|0|vi|flow'), journalLine(seconds + 5, id, 'reports', 'NONE', 'ENTERQUEUE||0901000000|1'), journalLine(seconds + 17, id, 'reports', 'op-4', 'CONNECT|12|1.2|3'), journalLine(seconds + 77, id, 'reports', 'op-4', 'COMPLETECALLER|12|60|1'), journalLine(seconds + 77, id, 'NONE', 'NONE', 'CALLENDED|16|welcome@0|vi|talk')]
}
const abandoned = (id: string, seconds: number) => [journalLine(seconds, id, 'NONE', 'NONE', 'CALLARRIVED|0901000001|1022|trunk'), journalLine(seconds + 5, id, 'reports', 'NONE', 'TOQUEUE|0|vi|flow'), journalLine(seconds + 65, id, 'reports', 'NONE', 'ABANDON|1|1|60'), journalLine(seconds + 65, id, 'NONE', 'NONE', 'CALLENDED|16|welcome@0|vi|queue')]
const selfServed = (id: string, seconds: number) => [journalLine(seconds, id, 'NONE', 'NONE', 'CALLARRIVED|0901000002|1022|trunk'), journalLine(seconds + 9, id, 'NONE', 'NONE', 'CALLENDED|16|welcome@0|vi|flow')]

describe('the ledger', () => {
  let ticketing: Awaited<ReturnType<typeof startTicketing>>
  let journal: string
  const manager = () => ticketing.database.manager
  const ask = async (username: string, method: 'get' | 'post', path: string, body?: object) => {
    const answer = await request(ticketing.http())[method](path).set('cookie', await ticketing.cookieOf(username)).send(body)
    return { status: answer.status, body: answer.body as unknown }
  }
  const run = async (from: string, to: string): Promise<LedgerRun> => {
    const { status, body } = await ask('supervisor', 'post', '/api/ledger/runs', { from, to })
    expect(status).toBe(202)
    await ticketing.app.get(LedgerService).idle()
    const { runs } = (await ask('supervisor', 'get', '/api/ledger/runs')).body as LedgerRuns
    return runs.find(({ id }) => id === (body as LedgerRun).id)!
  }
  const health = async () => (await request(ticketing.http()).get('/health')).body as Health
  const compare = (from: string, to: string) => compareLedger({ manager: manager(), journal, from, to, shortAbandonSeconds: 5 })
  const untilStored = (calls: number) => eventually(async () => (await manager().countBy(CallEntity, { endedAt: Not(IsNull()) })) === calls)

  /** Writes lines as Asterisk does, and tells them as the console does. */
  async function write(file: string, lines: string[]): Promise<void> {
    const generation = lines[0]!.split('|')[0]
    let offset = 0
    for (const text of lines) {
      const line = parseLine(text)
      await ticketing.tell(`${generation}-${offset}`, line as object)
      offset += Buffer.byteLength(text) + 1
    }
    await writeFile(file, lines.map((text) => `${text}\n`).join(''))
  }

  beforeAll(async () => {
    ticketing = await startTicketing('ledger', 59, { QUEUE_LOG_FILE: '/nowhere/queue_log' })
    // A night of its own, a minute after the start, would be one run too many.
    await ticketing.app.get(LedgerNights).onApplicationShutdown()
    journal = join(ticketing.folder, 'queue_log')
    ticketing.settings.QUEUE_LOG_FILE = journal
    // Three days, a call over midnight, Asterisk's restart; then the file is put aside and a new one begun.
    await write(`${journal}.1`, [journalLine(FIRST, 'NONE', 'NONE', 'NONE', 'QUEUESTART|'), ...answered('1763571700.1', FIRST + 3_600), ...abandoned('1763571700.2', FIRST + 7_200), ...selfServed('1763571700.3', FIRST + 9_000), ...answered('1763658000.4', FIRST + 86_400 - 30)])
    await write(journal, [journalLine(FIRST + 90_000, 'NONE', 'NONE', 'NONE', 'QUEUESTART|'), ...answered('1763661700.5', FIRST + 91_000), ...selfServed('1763661700.6', FIRST + 92_000), ...abandoned('1763661700.7', FIRST + 180_000)])
    await untilStored(7)
  })
  afterAll(async () => ticketing?.stop())

  it('holds for any period, a call over midnight counted where it arrived', async () => {
    const { body } = await ask('manager', 'get', '/api/ledger?from=2026-11-19&to=2026-11-22')
    const book = body as LedgerBook
    expect(book).toMatchObject({ holds: true, total: { arrived: 7, offered: 5, answered: 3, abandoned: 2, selfServed: 2, waiting: 0 } })
    expect(book.days.map(({ day, counts, compared }) => [day, counts.offered, counts.selfServed, compared])).toEqual([['2026-11-19', 0, 0, null], ['2026-11-20', 3, 1, null], ['2026-11-21', 1, 1, null], ['2026-11-22', 1, 0, null]])
  })

  it('is of those who may see figures', async () => {
    expect((await ask('operator1', 'get', '/api/ledger?from=2026-11-20&to=2026-11-20')).status).toBe(403)
    expect((await ask('manager', 'get', '/api/ledger?from=2026-11-20&to=2026-11-19')).status).toBe(400)
    expect((await ask('manager', 'get', '/api/ledger?from=2001-01-01&to=2026-11-19')).status).toBe(400)
  })

  it('is the same from what was counted beforehand', async () => {
    await ticketing.app.get(RollUps).catchUp()
    expect(await manager().query("SELECT day FROM roll_ups_due WHERE what = 'calls'")).toEqual([])
    const { days } = await compare('2026-11-20', '2026-11-22')
    expect(((await ask('manager', 'get', '/api/ledger?from=2026-11-20&to=2026-11-22')).body as LedgerBook).days.map(({ day, counts }) => [day, counts])).toEqual(days.map(({ day, stored }) => [day, stored]))
    // A call that changes is counted anew at once.
    await manager().update(CallEntity, '1763661700.7', { outcome: 'voicemail' })
    expect((await ask('manager', 'get', '/api/ledger?from=2026-11-22&to=2026-11-22')).body).toMatchObject({ total: { abandoned: 0, voicemail: 1 }, holds: true })
    await manager().update(CallEntity, '1763661700.7', { outcome: 'abandoned' })
  })

  it('equals what Asterisk wrote, through files that were put aside and compressed', async () => {
    const found = await compare('2026-11-19', '2026-11-23')
    expect(found).toMatchObject({ differences: [], inMotion: 0, beforeJournal: 0 })
    expect(found.days.map(({ journal: told, stored }) => [told.offered, stored.offered])).toEqual([[0, 0], [3, 3], [1, 1], [1, 1], [0, 0]])
    await writeFile(`${journal}.1.gz`, gzipSync(await readFile(`${journal}.1`)))
    await rm(`${journal}.1`)
    expect(await compare('2026-11-19', '2026-11-23')).toEqual(found)
    expect(ledgerText(found)).toContain('✓ Every call is as Asterisk wrote it.')
  })

  it('is compared at night by itself, once, over the last seven days', async () => {
    const service = ticketing.app.get(LedgerService)
    const night = new Date('2026-11-22T03:00:00+07:00')
    await service.runWhenDue(night)
    await service.runWhenDue(new Date(night.getTime() + 3_600_000))
    expect(await manager().find(LedgerRunEntity)).toMatchObject([{ night: '2026-11-22', from: '2026-11-15', to: '2026-11-21', byName: null, differenceCount: 0, alarm: false, finishedAt: expect.any(Date) }])
    // One that was cut off is made anew; a night before the journal begins has nothing to compare.
    await manager().update(LedgerRunEntity, { night: '2026-11-22' }, { finishedAt: null })
    await service.runWhenDue(night)
    await service.runWhenDue(new Date('2026-11-19T04:00:00+07:00'))
    expect(await manager().find(LedgerRunEntity)).toMatchObject([{ night: '2026-11-22', finishedAt: expect.any(Date) }])
    expect(((await ask('manager', 'get', '/api/ledger?from=2026-11-20&to=2026-11-20')).body as LedgerBook).days[0]?.compared).toMatchObject({ differences: 0 })
  })

  it('names each call that was changed, is missing, or was added; and raises an alarm until a person has noted it', async () => {
    await manager().update(CallEntity, '1763571700.1', { waitSeconds: 2, operatorId: 9 })
    await manager().delete(CallEntity, '1763661700.6')
    const made = await manager().findOneByOrFail(CallEntity, { id: '1763571700.2' })
    await manager().insert(CallEntity, { ...made, id: '1763571799.9' })
    const found = await run('2026-11-20', '2026-11-22')
    expect(found.differences).toEqual([
      { callId: '1763571700.1', arrivedAt: '2026-11-19T18:00:00.000Z', outcome: 'answered', kind: 'differs', fields: [{ field: 'operatorId', journal: 4, stored: 9 }, { field: 'waitSeconds', journal: 12, stored: 2 }] },
      { callId: '1763571799.9', arrivedAt: '2026-11-19T19:00:00.000Z', outcome: 'abandoned', kind: 'not-in-journal', fields: [] },
      { callId: '1763661700.6', arrivedAt: '2026-11-20T18:33:20.000Z', outcome: 'self-served', kind: 'not-stored', fields: [] },
    ])
    expect(found).toMatchObject({ differenceCount: 3, alarm: true, seen: null, by: expect.any(String) })
    expect(found.days.map(({ day, differences }) => [day, differences])).toEqual([['2026-11-20', 2], ['2026-11-21', 1], ['2026-11-22', 0]])
    expect((await ask('manager', 'get', '/api/ledger/alarm')).body).toEqual({ count: 1, run: found.id })
    // The app is well all the same: a restart would mend nothing.
    expect(await health()).toMatchObject({ ok: true, parts: { ledger: { ok: false, essential: false } } })
    expect(ledgerText({ ...found })).toContain('1763571700.1  2026-11-19T18:00:00.000Z  operatorId 9 ≠ 4, waitSeconds 2 ≠ 12')

    expect((await ask('manager', 'post', `/api/ledger/runs/${found.id}/seen`, { note: ' ' })).status).toBe(400)
    expect((await ask('manager', 'post', `/api/ledger/runs/${found.id}/seen`, { note: 'Sửa tay trong cơ sở dữ liệu.' })).body).toMatchObject({ seen: { note: 'Sửa tay trong cơ sở dữ liệu.' } })
    expect(await health()).toMatchObject({ parts: { ledger: { ok: true } } })
    // The same again is no news; another one is.
    expect(await run('2026-11-20', '2026-11-22')).toMatchObject({ differenceCount: 3, alarm: false })
    await manager().update(CallEntity, '1763658000.4', { outcome: 'voicemail' })
    expect(await run('2026-11-20', '2026-11-22')).toMatchObject({ differenceCount: 4, alarm: true })
  })

  it('calls a moved row one difference, and does not judge made-up days by what Asterisk never knew', async () => {
    await manager().insert(MadeUpDayEntity, { day: '2026-11-20' })
    const before = await compare('2026-11-20', '2026-11-22')
    expect(before.differences.map(({ callId }) => callId)).not.toContain('1763571799.9')
    await manager().update(CallEntity, '1763661700.5', { arrivedAt: new Date((FIRST + 180_000) * 1000) })
    const after = await compare('2026-11-20', '2026-11-22')
    expect(after.differences.filter(({ callId }) => callId === '1763661700.5')).toMatchObject([{ kind: 'differs', fields: [{ field: 'arrivedAt' }] }])
  })

  it('does not judge calls that are older than the journal that there still is', async () => {
    await rename(`${journal}.1.gz`, join(ticketing.folder, 'away.gz'))
    const found = await compare('2026-11-20', '2026-11-20')
    expect(found).toMatchObject({ differences: [], beforeJournal: 5 })
    await rename(join(ticketing.folder, 'away.gz'), `${journal}.1.gz`)
  })

  it('says when there is no journal, and raises an alarm', async () => {
    await rename(journal, join(ticketing.folder, 'moved'))
    await rename(`${journal}.1.gz`, join(ticketing.folder, 'away.gz'))
    expect(await run('2026-11-20', '2026-11-20')).toMatchObject({ error: { code: 'no-journal' }, alarm: true })
    await rename(join(ticketing.folder, 'moved'), journal)
  })
})
