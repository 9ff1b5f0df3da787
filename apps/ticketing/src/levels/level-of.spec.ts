import { TICKET_KINDS, URGENCIES } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { levelOf } from './level-of.js'

const LEVELS: Record<(typeof TICKET_KINDS)[number], [normal: number, urgent: number, normalApproved: number, urgentApproved: number]> = {
  information: [1, 2, 2, 3],
  problem: [2, 2, 2, 3],
  complaint: [3, 3, 3, 3],
  proposal: [2, 2, 2, 3],
  dossier: [2, 2, 2, 3],
  voicemail: [2, 2, 2, 3],
  'call-back': [1, 2, 2, 3],
}

describe('the level of a ticket', () => {
  it.each(TICKET_KINDS)('of the kind %s', (kind) => {
    const [normal, urgent, normalApproved, urgentApproved] = LEVELS[kind]
    expect(levelOf({ kind, urgency: 'normal', departments: 1 })).toBe(normal)
    expect(levelOf({ kind, urgency: 'urgent', departments: 1 })).toBe(urgent)
    expect(levelOf({ kind, urgency: 'normal', needsApproval: true, departments: 1 })).toBe(normalApproved)
    expect(levelOf({ kind, urgency: 'urgent', needsApproval: true, departments: 1 })).toBe(urgentApproved)
    expect(levelOf({ kind, urgency: 'normal', departments: 2 })).toBe(3)
  })

  it('never falls when a ticket becomes urgent, needs approval or another department', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TICKET_KINDS), fc.constantFrom(...URGENCIES), fc.boolean(), fc.integer({ min: 1, max: 5 }), (kind, urgency, needsApproval, departments) => {
        const level = levelOf({ kind, urgency, needsApproval, departments })
        expect(levelOf({ kind, urgency: 'urgent', needsApproval, departments })).toBeGreaterThanOrEqual(level)
        expect(levelOf({ kind, urgency, needsApproval: true, departments })).toBeGreaterThanOrEqual(level)
        expect(levelOf({ kind, urgency, needsApproval, departments: departments + 1 })).toBeGreaterThanOrEqual(level)
      }),
    )
  })
})
