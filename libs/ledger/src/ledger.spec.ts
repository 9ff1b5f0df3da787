import { foldCall, parseLine, understand, type JournalCall } from '@app/call-journal'
import type { JournalLine } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import { ledgerHolds } from '@app/metrics'
import fc from 'fast-check'
import { compareCalls } from './compare-calls.js'
import { JournalFold } from './journal-fold.js'
import { countsOf, LEDGER_FIELDS, ledgerCallOf, type LedgerCall } from './ledger-call.js'

const settings = { shortAbandonSeconds: 5 }
const MIDNIGHT = Date.parse('2026-11-26T00:00:00+07:00') / 1000
const DAY = 86_400
const LATER = MIDNIGHT + 10 * DAY

interface Line {
  at: number
  text: string
}
type Story = (id: string, at: number) => Line[]

const line = (at: number, id: string, queue: string, agent: string, rest: string): Line => ({ at, text: `${at}|${id}|${queue}|${agent}|${rest}` })
const arrived = (id: string, at: number, source = 'trunk') => line(at, id, 'NONE', 'NONE', `CALLARRIVED|0900000000|1022|${source}`)
const ended = (id: string, at: number, where: string) => line(at, id, 'NONE', 'NONE', `CALLENDED|16|welcome@0>main-menu@6|vi|${where}`)
const queued = (id: string, at: number, queue: string) => [line(at, id, queue, 'NONE', 'TOQUEUE|0|vi|flow'), line(at, id, queue, 'NONE', 'ENTERQUEUE||0900000000|1')]
const talk = (id: string, at: number, queue: string, operator: number, wait: number, seconds: number) => [line(at + wait, id, queue, `op-${operator}`, `CONNECT|${wait}|1.2|3`), line(at + wait + seconds, id, queue, `op-${operator}`, `COMPLETEAGENT|${wait}|${seconds}|1`)]

/** Every way a call goes: retries, transfers, late lines, a lost end. */
const story: fc.Arbitrary<Story> = fc
  .record({ kind: fc.constantFrom('self', 'answered', 'retried', 'handed-on', 'abandoned', 'voicemail', 'overflowed', 'called-back', 'nobody', 'late', 'open', 'ours', 'own', 'handed'), wait: fc.integer({ min: 0, max: 200 }), talk: fc.integer({ min: 0, max: 400 }), operator: fc.integer({ min: 1, max: 5 }), queue: fc.constantFrom('procedures', 'reports', 'procedures-same-operator') })
  .map(({ kind, wait, talk: seconds, operator, queue }): Story => (id, at) => {
    const in0 = at + 8
    const over = in0 + wait + seconds
    switch (kind) {
      case 'self':
        return [arrived(id, at), ended(id, at + wait, 'flow')]
      case 'answered':
      case 'ours':
        return [arrived(id, at, kind === 'ours' ? 'outgoing' : 'trunk'), ...queued(id, in0, queue), ...talk(id, in0, queue, operator, wait, seconds), line(over, id, queue, 'NONE', `RECORDING|${id}.wav`), ended(id, over, 'talk')]
      // An operator's own call, given to a colleague; and a citizen out of one who gives up in a queue.
      case 'own':
        return [arrived(id, at, 'operator'), line(in0, id, 'NONE', `op-${operator}`, 'OPERATORREACHED|'), line(in0 + wait, id, 'NONE', `op-${operator}`, 'OPERATORTRIED|ANSWER|16'), ...talk(id, in0 + wait, 'NONE', operator + 1, 0, seconds), ended(id, over, 'talk')]
      case 'handed':
        return [arrived(id, at, 'handed|operator-7-1.1'), ...queued(id, in0, queue), line(in0 + wait, id, queue, 'NONE', `ABANDON|1|1|${wait}`), ended(id, in0 + wait, 'queue')]
      case 'retried':
        return [arrived(id, at), ...queued(id, in0, queue), line(in0 + Math.floor(wait / 2), id, queue, `op-${operator + 1}`, 'RINGNOANSWER|15000'), ...talk(id, in0, queue, operator, wait, seconds), ended(id, over, 'talk')]
      case 'handed-on':
        return [arrived(id, at), ...queued(id, in0, queue), ...talk(id, in0, queue, operator, wait, seconds), ...queued(id, over, 'reports'), ...talk(id, over, 'reports', operator + 1, 4, 30), ended(id, over + 34, 'talk')]
      case 'abandoned':
        return [arrived(id, at), ...queued(id, in0, queue), line(in0 + wait, id, queue, 'NONE', `ABANDON|1|1|${wait}`), ended(id, in0 + wait, 'queue')]
      case 'voicemail':
        return [arrived(id, at), ...queued(id, in0, queue), line(in0 + wait, id, queue, 'NONE', `EXITWITHTIMEOUT|1|1|${wait}`), line(in0 + wait, id, queue, 'NONE', 'QUEUELEFT|TIMEOUT'), ended(id, over, 'voicemail'), line(over + 2, id, queue, 'NONE', `VOICEMAIL|${id}.wav|7`)]
      case 'overflowed':
        return [arrived(id, at), ...queued(id, in0, queue), line(in0 + wait, id, queue, 'NONE', 'QUEUELEFT|FULL'), ended(id, over, 'voicemail')]
      case 'called-back':
        return [arrived(id, at), ...queued(id, in0, queue), line(in0 + wait, id, queue, 'NONE', 'EXITWITHKEY|*|1'), ended(id, over, 'call-back')]
      case 'nobody':
        return [arrived(id, at), line(in0, id, queue, 'NONE', 'TOQUEUE|0|vi|flow'), line(in0, id, queue, 'NONE', 'QUEUELEFT|JOINEMPTY'), ended(id, over, 'voicemail')]
      case 'late':
        return [arrived(id, at), ...queued(id, in0, queue), line(in0 + wait, id, queue, `op-${operator}`, `CONNECT|${wait}|1.2|3`), ended(id, over, 'talk'), line(over + 1, id, queue, `op-${operator}`, `COMPLETECALLER|${wait}|${seconds}|1`), line(over + 3, id, queue, 'NONE', `RECORDING|${id}.wav`)]
      default:
        return [arrived(id, at), ...queued(id, in0, queue)]
    }
  })

/** A journal of calls around midnight, with restarts of Asterisk in between. */
const journal = fc
  .record({ calls: fc.array(fc.tuple(story, fc.integer({ min: -3 * 3_600, max: 3 * 3_600 })), { minLength: 1, maxLength: 25 }), restarts: fc.array(fc.integer({ min: -3 * 3_600, max: 3 * 3_600 }), { maxLength: 2 }) })
  .map(({ calls, restarts }) => {
    const lines = calls.flatMap(([tell, at], index) => tell(`1764000000.${index}`, MIDNIGHT + at))
    for (const at of restarts) lines.push(line(MIDNIGHT + at, 'NONE', 'NONE', 'NONE', 'QUEUESTART|'))
    return lines.sort((a, b) => a.at - b.at).map(({ text }) => parsed(text))
  })

function parsed(text: string): JournalLine {
  const found = parseLine(text)
  if ('unreadable' in found) throw new Error(found.unreadable)
  return found
}

/** The rows as ticketing keeps them: one line after the other, each perhaps delivered again at any later time. */
function store(lines: readonly JournalLine[], again: readonly number[]): LedgerCall[] {
  const rows = new Map<string, JournalCall>()
  const keep = (index: number) => {
    const entry = understand(lines[index]!)
    if (entry.kind === 'other') return
    const ids = entry.kind === 'restarted' ? [...rows.values()].filter(({ endedAt }) => endedAt === null).map(({ id }) => id) : [entry.callId]
    for (const id of ids) {
      const after = foldCall(rows.get(id) ?? null, entry, `9-${index + 1}`, settings)
      if (after) rows.set(id, after)
    }
  }
  lines.forEach((_, index) => {
    keep(index)
    // What was not acknowledged comes again, before what is new.
    for (const repeat of again) if (repeat <= index && (index + repeat) % 3 === 0) keep(repeat)
  })
  return [...rows.values()].map((call) => ledgerCallOf(call, 0))
}

function read(lines: readonly JournalLine[]): JournalFold {
  const fold = new JournalFold(settings)
  lines.forEach((found, index) => fold.add(found, `9-${index + 1}`))
  return fold
}
const all = (lines: readonly JournalLine[]) => read(lines).take(0, LATER)

describe('the ledger', () => {
  it('is the same from the rows, stored line by line with doubles, and from the journal', () => {
    fc.assert(
      fc.property(journal, fc.array(fc.nat(60), { maxLength: 12 }), (lines, again) => {
        const rows = store(lines, again)
        const told = all(lines)
        expect(compareCalls(told, rows, LATER)).toEqual({ differences: [], inMotion: 0 })
        expect(countsOf(told)).toEqual(countsOf(rows))
        expect(ledgerHolds(countsOf(rows))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('names every row that was changed, by call and field', () => {
    const fields = LEDGER_FIELDS.filter((field) => field !== 'source')
    fc.assert(
      fc.property(journal, fc.nat(), fc.constantFrom(...fields), (lines, which, field) => {
        const rows = store(lines, [])
        const at = which % rows.length
        const before = rows[at]!
        const changed = { ...before, [field]: typeof before[field] === 'number' ? before[field] + 1 : typeof before[field] === 'boolean' ? !before[field] : before[field] === null ? 1 : 'abandoned' === before[field] ? 'voicemail' : 'abandoned' } as LedgerCall
        const { differences } = compareCalls(all(lines), rows.with(at, changed), LATER)
        expect(differences).toHaveLength(1)
        expect(differences[0]).toMatchObject({ callId: before.id, kind: 'differs', fields: [{ field }] })
      }),
      { numRuns: 300 },
    )
  })

  it('names a row that is gone, and one that nobody called for', () => {
    fc.assert(
      fc.property(journal, fc.nat(), (lines, which) => {
        const rows = store(lines, [])
        const gone = rows[which % rows.length]!
        const made: LedgerCall = { ...gone, id: '1764999999.1' }
        const { differences } = compareCalls(all(lines), [...rows.filter((row) => row !== gone), made], LATER)
        expect(differences.map(({ callId, kind }) => [callId, kind]).sort()).toEqual([[gone.id, 'not-stored'], [made.id, 'not-in-journal']].sort())
      }),
    )
  })

  it('counts a call over midnight where it arrived, and the days are the whole', () => {
    fc.assert(
      fc.property(journal, (lines) => {
        const whole = countsOf(all(lines))
        const fold = read(lines)
        const days = [-1, 0].map((day) => countsOf(fold.take(MIDNIGHT + day * DAY, MIDNIGHT + (day + 1) * DAY)))
        for (const key of Object.keys(whole) as (keyof typeof whole)[]) expect(days[0]![key] + days[1]![key]).toBe(whole[key])
      }),
    )
    const [tell] = fc.sample(story.filter((any) => any('1.1', 0).length > 6), 1)
    const calls = read(tell!('1764000000.1', MIDNIGHT - 2).map(({ text }) => parsed(text))).take(MIDNIGHT - DAY, MIDNIGHT)
    expect(calls).toMatchObject([{ id: '1764000000.1', arrivedAt: MIDNIGHT - 2 }])
  })

  it('does not judge calls of the last two minutes, unless the row has taken in the same lines', () => {
    const lines = [arrived('1764000000.1', MIDNIGHT), ended('1764000000.1', MIDNIGHT + 30, 'flow')].map(({ text }) => parsed(text))
    expect(compareCalls(all(lines), [], MIDNIGHT + 149)).toEqual({ differences: [], inMotion: 1 })
    expect(compareCalls(all(lines), [], MIDNIGHT + 151).differences).toMatchObject([{ kind: 'not-stored' }])
    const [call] = all(lines) as [LedgerCall]
    expect(compareCalls([call], [{ ...call, outcome: 'abandoned' }], MIDNIGHT + 31).differences).toHaveLength(1)
    expect(compareCalls([call], [{ ...call, endedAt: null, outcome: null, lastFactId: '9-1' }], MIDNIGHT + 31)).toEqual({ differences: [], inMotion: 1 })
  })

  it('holds no more than some days, also with a call that never ends, and judges that one by all that was told', () => {
    const fold = new JournalFold(settings)
    const tell = ({ text }: Line, n: number) => fold.add(parsed(text), `9-${n}`)
    ;[arrived('1764000000.1', MIDNIGHT - 20), ...queued('1764000000.1', MIDNIGHT - 10, 'reports'), arrived('1764000000.2', MIDNIGHT - 9), ended('1764000000.2', MIDNIGHT - 1, 'flow')].forEach(tell)
    expect(fold.isSettled(MIDNIGHT, MIDNIGHT + DAY - 60)).toBe(false)
    const now = MIDNIGHT + DAY + 60
    expect(fold.isSettled(MIDNIGHT, now)).toBe(true)
    expect([...fold.endless(now)]).toEqual(['1764000000.1'])
    expect(fold.take(MIDNIGHT - DAY, MIDNIGHT, now).map(({ id }) => id)).toEqual(['1764000000.2'])
    tell(line(now + 10, 'NONE', 'NONE', 'NONE', 'QUEUESTART|'), 20)
    expect(fold.take(MIDNIGHT, MIDNIGHT + DAY, now + DAY)).toEqual([])
    expect(fold.takeEndless(MIDNIGHT - DAY, MIDNIGHT)).toMatchObject([{ id: '1764000000.1', endedAt: now + 10, outcome: 'abandoned', lastFactId: '9-20' }])
    expect(fold.takeEndless(MIDNIGHT - DAY, MIDNIGHT)).toEqual([])
  })

  it('takes a day out when its calls are over, and not before; late lines of theirs make no new call', () => {
    const fold = new JournalFold(settings)
    const tell = ({ text }: Line, n: number) => fold.add(parsed(text), `9-${n}`)
    ;[arrived('1764000000.1', MIDNIGHT - 20), ...queued('1764000000.1', MIDNIGHT - 10, 'reports')].forEach(tell)
    expect(fold.isSettled(MIDNIGHT, MIDNIGHT + 5_000)).toBe(false)
    tell(ended('1764000000.1', MIDNIGHT + 60, 'queue'), 9)
    expect(fold.isSettled(MIDNIGHT, MIDNIGHT + 3_599)).toBe(false)
    expect(fold.isSettled(MIDNIGHT, MIDNIGHT + 3_700)).toBe(true)
    expect(fold.take(MIDNIGHT - DAY, MIDNIGHT)).toHaveLength(1)
    tell(line(MIDNIGHT + 9_000, '1764000000.1', 'reports', 'NONE', 'RECORDING|x.wav'), 10)
    expect(fold.take(MIDNIGHT, MIDNIGHT + DAY)).toEqual([])
  })
})
