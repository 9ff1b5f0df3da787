import { describe, expect, it } from '@jest/globals'
import { holdsAfterAbsence } from './holds-after-absence.js'

const NOW = 1_764_202_500_000
const since = { at: NOW - 60_000, sure: true }
const late = { at: NOW, sure: false }

describe('after a time in which nobody watched', () => {
  it('a hold that was told of and is still there is told again, as the same one', () => {
    expect(holdsAfterAbsence(since, true, NOW)).toEqual({ began: since, ended: null, leave: 'keep' })
  })
  it('one that began meanwhile began at the latest now', () => {
    expect(holdsAfterAbsence(null, true, NOW)).toEqual({ began: late, ended: null, leave: late })
  })
  it('one that ended meanwhile ended at the latest now', () => {
    expect(holdsAfterAbsence(since, false, NOW)).toEqual({ began: null, ended: { began: since, ended: late }, leave: null })
  })
  it('of a talk without one it is told that nobody watched', () => {
    expect(holdsAfterAbsence(null, false, NOW)).toEqual({ began: null, ended: { began: late, ended: late }, leave: 'keep' })
  })
})
