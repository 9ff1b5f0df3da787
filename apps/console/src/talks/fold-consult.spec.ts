import { describe, expect, it } from '@jest/globals'
import { foldConsult, type AmiEvent, type Consult } from './fold-consult.js'

const calling: Consult = {
  id: 'consult-7-1.1',
  userId: 7,
  callId: '100.1',
  citizen: '100.1',
  queue: 'procedures',
  number: '0901234567',
  talkLeg: '100.2',
  consulted: { kind: 'operator', userId: 8, displayName: 'Trần Văn Hùng' },
  since: '2026-11-26T01:00:00.000Z',
  phase: 'calling',
  askedLeg: '100.4',
  joining: false,
}
const talking: Consult = { ...calling, phase: 'talking' }
const joining: Consult = { ...talking, joining: true }
const together: Consult = { ...talking, phase: 'together' }
const over = (failed: string | null = null) => ({ over: true, failed })
const hangup = (uniqueid: string): AmiEvent => ({ event: 'Hangup', uniqueid })

describe('a consult', () => {
  it('knows the leg that rings, and that it answered', () => {
    expect(foldConsult({ ...calling, askedLeg: null }, { event: 'DialBegin', uniqueid: calling.id, destuniqueid: '100.4' })).toEqual(calling)
    expect(foldConsult(calling, { event: 'DialEnd', uniqueid: calling.id, dialstatus: 'ANSWER' })).toEqual(talking)
  })

  it.each([['BUSY', 'busy'], ['NOANSWER', 'no-answer'], ['CHANUNAVAIL', 'unreachable'], ['CONGESTION', 'unreachable'], ['', 'unreachable'], ['CANCEL', null]])('comes to nothing: %s', (dialstatus, failed) => {
    expect(foldConsult(calling, { event: 'DialEnd', uniqueid: calling.id, dialstatus })).toEqual(over(failed))
  })

  it.each([['calling', calling], ['talking', talking], ['joining', joining], ['together', together]])('is over with the talk or the asked one, while %s', (_, consult) => {
    expect(foldConsult(consult, hangup(consult.talkLeg))).toEqual(over())
    expect(foldConsult(consult, hangup('100.4'))).toEqual(over())
    expect(foldConsult(consult, hangup('999.9'))).toBe(consult)
    expect(foldConsult(consult, { event: 'DialEnd', uniqueid: '999.9', dialstatus: 'BUSY' })).toBe(consult)
  })

  it('is over with the second leg, unless all three talk together', () => {
    for (const consult of [calling, talking]) expect(foldConsult(consult, hangup(consult.id))).toEqual(over())
    for (const consult of [joining, together]) expect(foldConsult(consult, hangup(consult.id))).toBe(consult)
  })

  it('is a talk of three once the asked one has come into it', () => {
    expect(foldConsult(joining, { event: 'BridgeEnter', uniqueid: '100.4' })).toEqual(together)
    expect(foldConsult(talking, { event: 'BridgeEnter', uniqueid: '100.4' })).toBe(talking)
  })
})
