import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { parseFlow } from '@app/flow'
import { makeTicketCode } from '@app/ticket-code'
import fc from 'fast-check'
import { answerQuestion, answersOf, beginTry, giveBack, hangUp, listens, nodeNow, pressKey, sayNothing, waysOf, type TriedCall } from './try-flow.js'

const file = readFileSync(new URL('../../../../libs/flow/src/small-flow.testing.yaml', import.meta.url), 'utf8')
const flowOf = (text: string) => {
  const { flow, faults } = parseFlow(text, { queues: ['procedures', 'reports'] })
  if (!flow) throw new Error(JSON.stringify(faults))
  return flow
}
const flow = flowOf(file)
const begin = () => beginTry(flow, { caller: '0912345678', dialled: '1022' })
const keys = (call: TriedCall, text: string) => [...text].reduce(pressKey, call)
const code = makeTicketCode(() => 1_234)

describe('a call on the page', () => {
  it('reads the welcome and stops where the caller may press a key', () => {
    const call = begin()
    expect(call.lines.map((line) => (line.who === 'flow' ? line.node : line.who))).toEqual(['welcome', 'main-menu'])
    expect([nodeNow(call), listens(call), call.timerSeconds]).toEqual(['main-menu', true, 5])
  })
  it('speaks the language that was chosen', () => {
    expect(pressKey(begin(), '9').lines.at(-1)).toMatchObject({ who: 'flow', node: 'main-menu', language: 'en' })
  })
  it('leaves for a queue, which keeps a caller whose flow names no way out', () => {
    const call = answerQuestion(pressKey(begin(), '2'), 'open', {})
    expect(call.lines.at(-1)).toEqual({ who: 'call', what: 'queue', queue: 'reports' })
    expect(giveBack(call, 'nobody')).toBe(call)
    expect(waysOf(call)).toEqual([['welcome', 'main-menu'], ['main-menu', 'reports']])
  })
  it('comes back from a queue that gives it back', () => {
    const call = giveBack(answerQuestion(pressKey(beginTry(flowOf(file.replace('    queue: reports', '    queue: reports\n    nobody: goodbye')), { caller: '', dialled: '' }), '2'), 'open', {}), 'nobody')
    expect(call.lines.slice(-2)).toEqual([{ who: 'flow', node: 'goodbye', language: 'vi', speech: [{ prompt: 'goodbye' }] }, { who: 'call', what: 'hung-up' }])
    expect([call.state.at, nodeNow(call)]).toEqual(['ended', null])
  })
  it('asks whether a queue is open, and leads on from a closed one by where nobody is, else to its voicemail', () => {
    const asked = pressKey(begin(), '2')
    expect([asked.question, answersOf(asked)]).toEqual([{ about: 'queue-hours', queue: 'reports' }, ['open', 'closed']])
    expect(answerQuestion(asked, 'closed', {}).lines.at(-1)).toEqual({ who: 'call', what: 'voicemail', queue: 'reports' })
    const guarded = pressKey(beginTry(flowOf(file.replace('    queue: reports', '    queue: reports\n    nobody: goodbye')), { caller: '', dialled: '' }), '2')
    expect(answerQuestion(guarded, 'closed', {}).lines.at(-1)).toEqual({ who: 'call', what: 'hung-up' })
  })
  it('asks about a ticket and speaks the answer', () => {
    const asked = keys(pressKey(begin(), '3'), code)
    expect([asked.question, answersOf(asked)]).toEqual([{ about: 'ticket', code }, ['inProgress', 'answered', 'unknown', 'failed']])
    const told = answerQuestion(asked, 'inProgress', { department: 'x', deadlineDate: '2026-12-01', deadlineTime: '17:00' })
    expect(told.lines.find((line) => line.who === 'flow' && line.node === 'ticket-in-progress')).toMatchObject({ speech: expect.arrayContaining([{ as: 'code', value: code }, { as: 'date', value: '2026-12-01' }]) })
    expect([told.question, nodeNow(told)]).toEqual([null, 'after-status'])
  })
  it('goes to an operator after three silences', () => {
    expect(nodeNow(sayNothing(sayNothing(sayNothing(begin()))))).toBe('operator')
  })
  it('always stands where something can be done, or is over', () => {
    const act = fc.oneof(
      fc.constantFrom(...'0123456789*#').map((key) => (call: TriedCall) => pressKey(call, key)),
      fc.constant(sayNothing),
      fc.constantFrom('inProgress', 'answered', 'unknown', 'failed', 'other', 'open', 'closed').map((exit) => (call: TriedCall) => answerQuestion(call, exit, {})),
      fc.constantFrom('tooLong' as const, 'nobody' as const).map((reason) => (call: TriedCall) => giveBack(call, reason)),
    )
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const call = acts.reduce((before, does) => does(before), begin())
        expect(listens(call) || call.question !== null || call.state.at === 'left' || call.state.at === 'ended').toBe(true)
        expect(hangUp(call).state.at).toBe('ended')
      }),
    )
  })
})
