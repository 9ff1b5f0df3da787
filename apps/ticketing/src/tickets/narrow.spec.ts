import { describe, expect, it } from '@jest/globals'
import { dueUntil } from './narrow.js'
import { stateOutside } from './state-outside.js'

describe('what is due', () => {
  it('ends with the day and with the Sunday of Việt Nam', () => {
    // Wednesday 23:30 in London is Thursday 06:30 in Việt Nam.
    const now = new Date('2026-11-25T23:30:00Z')
    expect(dueUntil('today', now)?.toISOString()).toBe('2026-11-26T16:59:59.999Z')
    expect(dueUntil('week', now)?.toISOString()).toBe('2026-11-29T16:59:59.999Z')
    expect(dueUntil('overdue', now)).toBeNull()
  })
})

describe('an answer that can still be taken back', () => {
  const heldUntil = new Date('2026-11-25T10:00:10Z')
  it('is none outside, until then', () => {
    const told = (at: string, state: 'approved' | 'told' = 'approved', held: Date | null = heldUntil) => stateOutside({ state, heldUntil: held }, new Date(at))
    expect(told('2026-11-25T10:00:09Z')).toBe('answered')
    expect(told('2026-11-25T10:00:10Z')).toBe('approved')
    expect(told('2026-11-25T10:00:09Z', 'told')).toBe('told')
    expect(told('2026-11-25T10:00:09Z', 'approved', null)).toBe('approved')
  })
})
