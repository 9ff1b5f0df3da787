import { ROLES, TICKET_ACTS, TICKET_STATES, type Role, type TicketAct, type TicketState } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { begin, checkLife, deedsOf, doDeed, TRANSITIONS, type Transition } from './ticket-life.js'

/** Said once more, by hand: state × deed → who may, and what it becomes. An empty cell is refused to everybody. */
const TABLE: Record<TicketState, Partial<Record<TicketAct, { may: Role[]; then: TicketState }>>> = {
  routed: {
    accepted: { may: ['officer'], then: 'accepted' },
    returned: { may: ['officer'], then: 'returned' },
    'sent-on': { may: ['supervisor', 'admin'], then: 'routed' },
    answered: { may: ['officer'], then: 'answered' },
  },
  accepted: {
    returned: { may: ['officer'], then: 'returned' },
    'sent-on': { may: ['supervisor', 'admin'], then: 'routed' },
    answered: { may: ['officer'], then: 'answered' },
  },
  returned: {
    'sent-on': { may: ['supervisor', 'admin'], then: 'routed' },
  },
  answered: {
    reopened: { may: ['operator', 'supervisor', 'admin'], then: 'routed' },
  },
}
const CELLS = TICKET_STATES.flatMap((state) => TICKET_ACTS.flatMap((deed) => ROLES.map((role) => [state, deed, role] as const)))

describe('the life of a ticket', () => {
  it.each(CELLS)('%s: %s by %s', (state, deed, role) => {
    const cell = TABLE[state][deed]
    const expected = cell === undefined ? { refusal: 'not-now' } : cell.may.includes(role) ? { state: cell.then } : { refusal: 'not-yours' }
    expect(doDeed(role, state, deed)).toEqual(expected)
    expect(deedsOf(role, state).includes(deed)).toBe('state' in expected)
  })

  it('has nothing wrong with it', () => {
    expect(checkLife(TRANSITIONS)).toEqual([])
  })

  it.each<[string, (transitions: readonly Transition[]) => Transition[]]>([
    ['no way leads to returned', (all) => all.filter(({ to }) => to !== 'returned')],
    ['no way leads from returned to an answer', (all) => all.filter(({ deed }) => deed !== 'sent-on')],
    ['nobody may do accepted', (all) => all.map((one) => (one.deed === 'accepted' ? { ...one, by: [] } : one))],
    ['answered leads to two states from routed', (all) => [...all, { deed: 'answered', from: ['routed'], to: 'accepted', by: ['admin'] }]],
  ])('is refused when %s', (fault, change) => {
    expect(checkLife(change(TRANSITIONS))).toContain(fault)
  })

  it('whatever was done, somebody can still bring it to an answer', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...ROLES), fc.constantFrom(...TICKET_ACTS)), { maxLength: 30 }), (deeds) => {
        let state: TicketState = begin
        for (const [role, deed] of deeds) {
          const after = doDeed(role, state, deed)
          if ('state' in after) state = after.state
        }
        const open: [Role, TicketAct][] = [['supervisor', 'sent-on'], ['officer', 'answered']]
        for (const [role, deed] of open) {
          const after = doDeed(role, state, deed)
          if ('state' in after) state = after.state
        }
        expect(state).toBe('answered')
      }),
    )
  })
})
