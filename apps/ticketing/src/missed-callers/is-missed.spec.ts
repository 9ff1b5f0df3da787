import { describe, expect, it } from '@jest/globals'
import { CALL_OUTCOMES, CALL_SOURCES } from '@app/contracts'
import { isMissed } from './is-missed.js'

const number = '0912000001'

describe('a caller is missed', () => {
  it.each(CALL_OUTCOMES)('with the outcome %s as it should be', (outcome) => {
    const missed = (shortAbandons: boolean) => isMissed({ outcome, source: 'trunk', number }, { shortAbandons })
    expect([missed(false), missed(true)]).toEqual(outcome === 'abandoned' || outcome === 'overflowed' ? [true, true] : outcome === 'short-abandoned' ? [false, true] : [false, false])
  })

  it.each(CALL_SOURCES)('by a call from %s only when it was the citizen who called, or was handed on by us', (source) => {
    expect(isMissed({ outcome: 'abandoned', source, number }, { shortAbandons: false })).toBe(source === 'trunk' || source === 'browser' || source === 'handed')
  })

  it('not without a number, nor while the call goes on', () => {
    expect(isMissed({ outcome: 'abandoned', source: 'browser', number: null }, { shortAbandons: true })).toBe(false)
    expect(isMissed({ outcome: null, source: 'trunk', number }, { shortAbandons: true })).toBe(false)
  })
})
