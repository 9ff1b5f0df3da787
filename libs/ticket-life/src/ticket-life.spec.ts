import { TICKET_ACTORS, TICKET_ACTS, TICKET_STATES, type TicketAct, type TicketActor, type TicketState } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { checkLife } from './check-life.js'
import { begin, deedsOf, doDeed, TRANSITIONS, type Transition } from './ticket-life.js'

const DESK: TicketActor[] = ['operator', 'supervisor', 'admin']
const APPROVERS: TicketActor[] = ['supervisor', 'manager', 'admin']
type Cell = { may: TicketActor[]; then: TicketState }
const cell = (then: TicketState, ...may: TicketActor[]): Cell => ({ may, then })

/** Said once more, by hand: state × deed → who may, and what it becomes. An empty cell is refused to everybody. */
const TABLE: Record<TicketState, Partial<Record<TicketAct, Cell>>> = {
  routed: {
    corrected: cell('routed', ...DESK, 'officer'),
    'level-changed': cell('routed', ...APPROVERS),
    contributed: cell('routed', 'supporter'),
    accepted: cell('accepted', 'officer'),
    returned: cell('returned', 'officer'),
    'sent-on': cell('routed', 'supervisor', 'admin'),
    answered: cell('answered', 'officer'),
    'answered-on-call': cell('told', ...DESK),
    merged: cell('merged', 'officer', 'supervisor', 'admin', 'system'),
  },
  accepted: {
    corrected: cell('accepted', ...DESK, 'officer'),
    'level-changed': cell('accepted', ...APPROVERS),
    contributed: cell('accepted', 'supporter'),
    returned: cell('returned', 'officer'),
    'sent-on': cell('routed', 'supervisor', 'admin'),
    asked: cell('asked', 'officer'),
    'time-asked': cell('time-asked', 'officer'),
    answered: cell('answered', 'officer'),
    merged: cell('merged', 'officer', 'supervisor', 'admin', 'system'),
  },
  returned: {
    corrected: cell('returned', ...DESK, 'officer'),
    'level-changed': cell('returned', ...APPROVERS),
    'sent-on': cell('routed', 'supervisor', 'admin'),
    merged: cell('merged', 'officer', 'supervisor', 'admin', 'system'),
  },
  asked: {
    corrected: cell('asked', ...DESK, 'officer'),
    'level-changed': cell('asked', ...APPROVERS),
    contributed: cell('asked', 'supporter'),
    replied: cell('accepted', ...DESK, 'officer', 'citizen'),
    answered: cell('answered', 'officer'),
  },
  'time-asked': {
    corrected: cell('time-asked', ...DESK, 'officer'),
    'level-changed': cell('time-asked', ...APPROVERS),
    contributed: cell('time-asked', 'supporter'),
    extended: cell('accepted', ...APPROVERS),
    'time-refused': cell('accepted', ...APPROVERS),
    answered: cell('answered', 'officer'),
  },
  merged: {
    corrected: cell('merged', ...DESK, 'officer'),
    'level-changed': cell('merged', ...APPROVERS),
    separated: cell('routed', 'officer', 'supervisor', 'admin'),
    approved: cell('approved', 'system'),
  },
  answered: {
    corrected: cell('answered', ...DESK, 'officer'),
    'level-changed': cell('answered', ...APPROVERS),
    approved: cell('approved', ...APPROVERS, 'system'),
    'sent-back': cell('accepted', ...APPROVERS),
  },
  approved: {
    told: cell('told', ...DESK, 'system'),
    reopened: cell('routed', ...DESK, 'citizen'),
  },
  told: {
    rated: cell('closed', ...DESK, 'citizen'),
    reopened: cell('routed', ...DESK, 'citizen'),
    closed: cell('closed', 'system'),
  },
  closed: {
    rated: cell('closed', ...DESK, 'citizen'),
    reopened: cell('routed', ...DESK, 'citizen'),
  },
}
const CELLS = TICKET_STATES.flatMap((state) => TICKET_ACTS.flatMap((deed) => TICKET_ACTORS.map((actor) => [state, deed, actor] as const)))

describe('the life of a ticket', () => {
  it.each(CELLS)('%s: %s by %s', (state, deed, actor) => {
    const found = TABLE[state][deed]
    const expected = found === undefined ? { refusal: 'not-now' } : found.may.includes(actor) ? { state: found.then } : { refusal: 'not-yours' }
    expect(doDeed(actor, state, deed)).toEqual(expected)
    expect(deedsOf(actor, state).includes(deed)).toBe('state' in expected)
  })

  it('has nothing wrong with it', () => {
    expect(checkLife(TRANSITIONS)).toEqual([])
  })

  it.each<[string, (transitions: readonly Transition[]) => Transition[]]>([
    ['no way leads to returned', (all) => all.filter(({ to }) => to !== 'returned')],
    ['no way leads from returned to the end', (all) => all.filter(({ deed }) => deed !== 'sent-on' && deed !== 'merged')],
    ['nobody may do accepted', (all) => all.map((one) => (one.deed === 'accepted' ? { ...one, by: [] } : one))],
    ['answered leads to two states from routed', (all) => [...all, { deed: 'answered', from: ['routed'], to: 'accepted', by: ['admin'] }]],
  ])('is refused when %s', (fault, change) => {
    expect(checkLife(change(TRANSITIONS))).toContain(fault)
  })

  it('whatever was done, somebody can still bring it to its end', () => {
    const bringOn: [TicketActor, TicketAct][] = [
      ['supervisor', 'separated'],
      ['supervisor', 'sent-on'],
      ['officer', 'answered'],
      ['manager', 'approved'],
      ['operator', 'told'],
      ['system', 'closed'],
    ]
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...TICKET_ACTORS), fc.constantFrom(...TICKET_ACTS)), { maxLength: 40 }), (deeds) => {
        let state: TicketState = begin
        for (const [actor, deed] of [...deeds, ...bringOn]) {
          const after = doDeed(actor, state, deed)
          if ('state' in after) state = after.state
        }
        expect(state).toBe('closed')
      }),
    )
  })

  it('no answer reaches a citizen that nobody gave', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...TICKET_ACTORS), fc.constantFrom(...TICKET_ACTS)), { maxLength: 60 }), (deeds) => {
        let state: TicketState = begin
        let answer = false
        for (const [actor, deed] of deeds) {
          const after = doDeed(actor, state, deed)
          if (!('state' in after)) continue
          if (deed === 'answered' || deed === 'answered-on-call' || (state === 'merged' && deed === 'approved')) answer = true
          if (deed === 'reopened' || deed === 'sent-back') answer = false
          state = after.state
          if (state === 'told' || state === 'closed' || state === 'approved') expect(answer).toBe(true)
        }
      }),
    )
  })
})
