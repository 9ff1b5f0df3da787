import { CALL_OUTCOMES } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { foldCall, isNewer, type JournalCall } from './fold-call.js'
import { holdsOf, holdsText } from './holds.js'
import { understand } from './journal-entry.js'
import { parseLine } from './parse-line.js'

const ID = '1763895165.12'
const settings = { shortAbandonSeconds: 5 }

const entryOf = (text: string) => {
  const line = parseLine(text)
  if ('unreadable' in line) throw new Error(line.unreadable)
  return understand(line)
}
const fold = (lines: string[], from: JournalCall | null = null, firstId = 1) =>
  lines.reduce<JournalCall | null>((call, text, i) => foldCall(call, entryOf(text), `9-${firstId + i}`, settings), from)

const at = (seconds: number, queue: string, agent: string, rest: string) => `${1000 + seconds}|${ID}|${queue}|${agent}|${rest}`
const arrived = at(0, 'NONE', 'NONE', 'CALLARRIVED|0912345678|1022|trunk')
const toQueue = at(10, 'procedures', 'NONE', 'TOQUEUE|0|vi|flow')
const entered = at(10, 'procedures', 'NONE', 'ENTERQUEUE||0912345678|1')
const missed = at(20, 'procedures', 'op-3', 'RINGNOANSWER|15000')
const connected = at(25, 'procedures', 'op-7', 'CONNECT|15|1763895190.20|4')
const completed = at(85, 'procedures', 'op-7', 'COMPLETECALLER|15|60|1')
const abandoned = (seconds: number) => at(10 + seconds, 'procedures', 'NONE', `ABANDON|1|1|${seconds}`)
const timedOut = at(190, 'procedures', 'NONE', 'EXITWITHTIMEOUT|1|1|180')
const queueLeft = at(190, 'procedures', 'NONE', 'QUEUELEFT|TIMEOUT')
const voicemail = at(210, 'procedures', 'NONE', `VOICEMAIL|${ID}.wav|14`)
const recording = at(85, 'procedures', 'NONE', `RECORDING|${ID}.wav`)
const ended = (seconds: number, where: string) => at(seconds, 'NONE', 'NONE', `CALLENDED|16|welcome>main-menu|vi|${where}`)
const restart = '5000|NONE|NONE|NONE|QUEUESTART|'

describe('a call folded from its journal', () => {
  it('is answered, with its wait, talk, operator and recording', () => {
    expect(fold([arrived, toQueue, entered, missed, connected, completed, recording, ended(85, 'talk')])).toMatchObject({
      id: ID,
      number: '0912345678',
      dialled: '1022',
      queue: 'procedures',
      enteredQueueAt: 1010,
      answeredAt: 1025,
      waitSeconds: 15,
      talkSeconds: 60,
      operatorId: 7,
      offers: 2,
      recording: `${ID}.wav`,
      flowPath: ['welcome', 'main-menu'],
      endedAt: 1085,
      hangupCause: '16',
      outcome: 'answered',
    })
  })

  it.each([
    ['self-served', [arrived, ended(8, 'flow')]],
    ['short-abandoned', [arrived, toQueue, entered, abandoned(4), ended(14, 'queue')]],
    ['abandoned', [arrived, toQueue, entered, abandoned(5), ended(15, 'queue')]],
    ['abandoned', [arrived, toQueue, ended(20, 'queue')]],
    ['voicemail', [arrived, toQueue, entered, timedOut, queueLeft, voicemail, ended(210, 'voicemail')]],
    ['voicemail', [arrived, toQueue, queueLeft, voicemail, ended(210, 'voicemail')]],
    ['overflowed', [arrived, toQueue, entered, timedOut, queueLeft, ended(191, 'voicemail')]],
    ['answered', [completed, ended(85, 'talk')]],
    ['answered', [ended(85, 'talk')]],
  ] as const)('is %s', (outcome, lines) => {
    expect(fold([...lines])?.outcome).toBe(outcome)
  })

  it('has no outcome while it goes on', () => {
    expect(fold([arrived, toQueue, entered, connected])).toMatchObject({ outcome: null, endedAt: null, answered: true })
  })

  it('waits through a second queue, and is judged by how that one ended', () => {
    const second = [at(190, 'reports', 'NONE', 'TOQUEUE|0|vi|flow'), at(190, 'reports', 'NONE', 'ENTERQUEUE||0912345678|1'), at(200, 'reports', 'op-7', 'CONNECT|10|1.2|3')]
    expect(fold([arrived, toQueue, entered, timedOut, queueLeft, ...second])).toMatchObject({ queue: 'reports', enteredQueueAt: 1010, waitSeconds: 190, leftQueueAt: null })
    expect(fold([arrived, toQueue, entered, timedOut, queueLeft, ...second.slice(0, 2), at(250, 'reports', 'NONE', 'ABANDON|1|1|60'), ended(250, 'queue')])?.outcome).toBe('abandoned')
  })

  it('ends with cause restart when Asterisk did, of lengths that nobody knows; a talk stays answered', () => {
    expect(fold([arrived, toQueue, entered, connected, restart])).toMatchObject({ outcome: 'answered', hangupCause: 'restart', talkSeconds: null, waitSeconds: 15, endedAt: 5000, recording: `${arrived.split('|')[1]}.wav` })
    expect(fold([arrived, toQueue, entered, restart])).toMatchObject({ outcome: 'abandoned', waitSeconds: null, recording: null })
    expect(fold([arrived, restart])?.outcome).toBe('self-served')
    const over = fold([arrived, ended(8, 'flow')])
    expect(foldCall(over, entryOf(restart), '9-50', settings)).toBe(over)
  })

  it('is begun in the middle where the journal begins late', () => {
    expect(fold([connected, completed, ended(85, 'talk')])).toMatchObject({ arrivedAt: 1010, enteredQueueAt: 1010, waitSeconds: 15, outcome: 'answered', number: null })
  })

  it("is an operator's own call whose citizen is given to a colleague: in no queue, with the last operator, and only operators' talks count", () => {
    const lines = [
      at(0, 'NONE', 'op-7', 'CALLARRIVED|0912345678|1022|operator'),
      at(8, 'NONE', 'op-7', 'OPERATORREACHED|'),
      at(28, 'NONE', 'op-7', 'OPERATORTRIED|ANSWER|16'),
      at(28, 'NONE', 'op-7', 'HANDEDON|operator:8'),
      at(29, 'NONE', 'op-8', `CONNECT|0|${ID}|0`),
      at(39, 'NONE', 'op-8', 'COMPLETEAGENT|0|10|1'),
      ended(45, 'talk'),
    ]
    expect(fold(lines)).toMatchObject({ source: 'operator', operatorId: 8, queue: null, enteredQueueAt: null, waitSeconds: null, answeredAt: 1008, talkSeconds: 30, outcome: 'answered' })
  })

  it("is an operator's own call: answered when the citizen did, unreached when they did not; and it waits in no queue", () => {
    const made = at(0, 'NONE', 'op-7', 'CALLARRIVED|0912345678|1022|operator')
    const over = (where: string, result: string, cause: number) => [at(40, 'NONE', 'op-7', `OPERATORTRIED|${result}|${cause}`), at(40, 'NONE', 'op-7', `CALLENDED|${cause}||vi|${where}`)]
    expect(fold([made, at(8, 'NONE', 'op-7', 'OPERATORREACHED|'), ...over('talk', 'ANSWER', 16), recording])).toMatchObject({
      source: 'operator', operatorId: 7, number: '0912345678', queue: null, enteredQueueAt: null, waitSeconds: null, answeredAt: 1008, talkSeconds: 32, outcome: 'answered', recording: `${ID}.wav`,
    })
    expect(fold([made, ...over('unreached', 'BUSY', 17)])).toMatchObject({ operatorId: 7, answered: false, talkSeconds: null, outcome: 'unreached', recording: null })
  })

  it("is an operator's own call that went on after their page was gone: what the citizen waited meanwhile is no talk", () => {
    const lines = [
      at(0, 'NONE', 'op-7', 'CALLARRIVED|0912345678|1022|operator'),
      at(8, 'NONE', 'op-7', 'OPERATORREACHED|'),
      at(28, 'NONE', 'op-7', 'OPERATORTRIED|ANSWER|41|'),
      at(28, 'NONE', 'op-7', 'BROKENOFF|'),
      at(36, 'NONE', 'op-7', 'OPERATORRESUMED|'),
      at(46, 'NONE', 'op-7', `OPERATORTRIED|ANSWER|16|${1000 + 36}`),
      ended(46, 'talk'),
    ]
    expect(fold(lines)).toMatchObject({ source: 'operator', operatorId: 7, answeredAt: 1008, talkSeconds: 30, endedAt: 1046, outcome: 'answered' })
  })

  describe('with the citizen on hold', () => {
    // Hold lines tell epoch milliseconds; the talk is from second 1025 to 1085.
    const T0 = 1_764_202_500_000
    const talk = [arrived, toQueue, entered, connected]
    const over = [completed, ended(85, 'talk')]
    const began = (ms: number, mark = '') => at(30, 'NONE', 'op-7', `HOLDBEGAN|${mark}${T0 + ms}`)
    const heldFor = (from: number, to: number, marks: [string, string] = ['', '']) => at(40, 'NONE', 'op-7', `HOLDENDED|${marks[0]}${T0 + from}|${marks[1]}${T0 + to}`)
    const hold = (...lines: string[]) => fold([...talk, ...lines, ...over])?.holdSeconds

    it('counts each hold', () => {
      expect(fold([...talk, began(0), heldFor(0, 12_400), began(20_000), heldFor(20_000, 30_000), ...over])).toMatchObject({ talkSeconds: 60, holdSeconds: 22 })
      expect(hold()).toBe(0)
      expect(fold([arrived, toQueue, entered, abandoned(30), ended(40, 'queue')])?.holdSeconds).toBeNull()
    })
    it('is told of a hold by its end alone, and never counts more than the talk', () => {
      expect(hold(heldFor(0, 10_000))).toBe(10)
      expect(hold(heldFor(0, 60_400))).toBe(60)
      expect(hold(heldFor(0, 900_000))).toBe(60)
    })
    it('goes on over a console that was restarted, and ends with a hang-up that the dialplan tells of, or the console, or both', () => {
      expect(hold(began(0), began(0), heldFor(0, 30_000))).toBe(30)
      expect(hold(began(0), heldFor(0, 30_000), heldFor(0, 30_004))).toBe(30)
      expect(fold([...talk, began(0), ...over, heldFor(0, 30_004)])).toMatchObject({ holdSeconds: 30, outcome: 'answered' })
    })
    it('does not guess what nobody watched, or what was lost', () => {
      expect(hold(began(0, '~'), heldFor(0, 30_000, ['~', '']))).toBeNull()
      expect(hold(began(0), heldFor(0, 30_000, ['', '~']))).toBeNull()
      expect(hold(began(0))).toBeNull()
      expect(hold(heldFor(0, 0, ['~', '~']))).toBeNull()
      expect(fold([...talk, began(0), restart])).toMatchObject({ holdSeconds: null, talkSeconds: null })
      // An end that was watched is better than one that was found after it.
      expect(hold(began(0), heldFor(0, 30_000), heldFor(0, 33_000, ['', '~']))).toBe(30)
    })
    it('is of talks of a time in which holds were told, and of calls that there are', () => {
      const older = { ...(fold(talk) as JournalCall), holds: null }
      expect(fold([began(0), heldFor(0, 9_000), ...over], older, 50)?.holdSeconds).toBeNull()
      expect(fold([began(0)])).toBeNull()
    })
    it('goes through a transfer while on hold: the sum of both talks', () => {
      const second = [at(85, 'reports', 'NONE', 'TOQUEUE|0|vi|transfer'), at(90, 'reports', 'op-8', 'CONNECT|5|1.2|3'), at(99, 'NONE', 'op-8', `HOLDENDED|${T0 + 90_000}|${T0 + 95_000}`), at(110, 'reports', 'op-8', 'COMPLETEAGENT|5|20|1')]
      expect(fold([...talk, began(0), heldFor(0, 20_000), completed, ...second, ended(110, 'talk')])).toMatchObject({ talkSeconds: 80, holdSeconds: 25, operatorId: 8 })
    })
    it('comes out the same in whatever order its lines came, and however often', () => {
      const line = fc.record({ from: fc.integer({ min: 0, max: 5 }), long: fc.integer({ min: 1, max: 5 }), kind: fc.constantFrom('began', 'ended', 'found') }).map(({ from, long, kind }) => {
        const start = from * 10_000
        if (kind === 'began') return began(start)
        return kind === 'ended' ? heldFor(start, start + long * 1_500) : heldFor(start, start + long * 1_500, ['', '~'])
      })
      fc.assert(
        fc.property(
          fc.array(line, { minLength: 1, maxLength: 10 }).chain((lines) => fc.tuple(fc.constant(lines), fc.shuffledSubarray([...lines, ...lines, ...over], { minLength: lines.length * 2 + over.length }))),
          ([lines, shuffled]) => {
            const plain = fold([...talk, ...lines, ...over])
            const other = fold([...talk, ...shuffled])
            expect({ holds: other?.holds, holdSeconds: other?.holdSeconds }).toEqual({ holds: plain?.holds, holdSeconds: plain?.holdSeconds })
            expect(holdsOf(holdsText(plain?.holds ?? null))).toEqual(plain?.holds)
            if (plain?.holdSeconds != null) expect(plain.holdSeconds).toBeLessThanOrEqual(plain.talkSeconds ?? 0)
          },
        ),
      )
    })
  })

  const stories = fc.constantFrom<string[][]>(
    [arrived, toQueue, entered, connected, completed, recording, ended(85, 'talk')],
    [arrived, toQueue, entered, abandoned(4), ended(14, 'queue')],
    [arrived, toQueue, entered, abandoned(30), ended(40, 'queue')],
    [arrived, toQueue, entered, timedOut, queueLeft, voicemail, ended(210, 'voicemail')],
    [arrived, toQueue, entered, timedOut, queueLeft, ended(191, 'voicemail')],
    [arrived, ended(8, 'flow')],
  )

  it('does not depend on the order in which the last lines came', () => {
    fc.assert(
      fc.property(
        stories.chain((story) => fc.tuple(fc.constant(story), fc.shuffledSubarray(story.slice(3), { minLength: Math.max(0, story.length - 3) }))),
        ([story, tail]) => expect(fold([...story.slice(0, 3), ...tail])).toEqual(fold(story)),
      ),
    )
  })

  const anyLine = fc.constantFrom(arrived, toQueue, entered, missed, connected, completed, abandoned(3), abandoned(9), timedOut, queueLeft, voicemail, recording, ended(85, 'talk'), ended(85, 'queue'), ended(85, 'flow'), ended(85, 'voicemail'), restart)

  it('is the same when any of its lines are told again', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 15 }), fc.array(fc.nat(14)), (lines, again) => {
        const once = fold(lines)
        const twice = again.reduce<JournalCall | null>((call, i) => (lines[i] ? foldCall(call, entryOf(lines[i]), `9-${i + 1}`, settings) : call), once)
        expect(twice).toEqual(once)
      }),
    )
  })

  it('has exactly one outcome once it ended, none before, whatever came in whatever order', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 15 }), (lines) => {
        const call = fold(lines)
        if (!call) return
        if (call.endedAt === null) expect(call.outcome).toBeNull()
        else expect(CALL_OUTCOMES).toContain(call.outcome)
        expect(call.waitSeconds ?? 0).toBeGreaterThanOrEqual(0)
        expect(call.talkSeconds ?? 0).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

describe('a journal line', () => {
  it.each(['', 'rubbish', 'x|1.2|q|a|CONNECT|1', '123|1.2|q|a', '123|1.2|q|a|'])('%p is unreadable', (text) => {
    expect(parseLine(text)).toHaveProperty('unreadable')
  })

  it('of another event, or of no call, is kept as other', () => {
    expect(entryOf('123|NONE|NONE|op-7|PAUSE|break')).toEqual({ kind: 'other', at: 123, event: 'PAUSE' })
    expect(entryOf(`123|${ID}|procedures|NONE|SOMETHINGNEW|1`)).toEqual({ kind: 'other', at: 123, event: 'SOMETHINGNEW' })
  })

  it('is understood, whatever its fields hold', () => {
    const events = fc.constantFrom('CALLARRIVED', 'TOQUEUE', 'CONNECT', 'COMPLETEAGENT', 'ABANDON', 'VOICEMAIL', 'RECORDING', 'CALLENDED', 'QUEUELEFT')
    fc.assert(
      fc.property(events, fc.array(fc.string(), { maxLength: 5 }), fc.string(), (event, data, agent) => {
        const entry = understand({ at: 1, callId: ID, queue: 'procedures', agent, event, data })
        expect(() => foldCall(null, entry, '1-1', settings)).not.toThrow()
      }),
    )
  })

  it('is ordered by generation, then by offset as a number', () => {
    expect(isNewer('9-10', '9-9')).toBe(true)
    expect(isNewer('10-0', '9-999')).toBe(true)
    expect(isNewer('9-9', '9-9')).toBe(false)
  })
})
