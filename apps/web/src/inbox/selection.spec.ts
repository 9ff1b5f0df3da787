import type { TicketSummary } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import { seenAgain, stepFrom, toggled } from './selection.js'

const ticket = (code: string, revision = 1) => ({ code, revision }) as TicketSummary
const list = ['1', '2', '3'].map((code) => ticket(code))

describe('the list by keyboard', () => {
  it('goes one on and one back, and stops at its ends', () => {
    expect([stepFrom(list, null, 1), stepFrom(list, '1', 1), stepFrom(list, '3', 1), stepFrom(list, '1', -1), stepFrom(list, 'gone', -1), stepFrom([], '1', 1)]).toEqual(['1', '2', '3', '1', '1', null])
  })
  it('chooses and lets go, and knows the newest of what is chosen, on other pages too', () => {
    const both = toggled(toggled(new Map(), ticket('1')), ticket('9'))
    expect([...both.keys()]).toEqual(['1', '9'])
    expect(seenAgain(both, list)).toBe(both)
    expect([...seenAgain(both, [ticket('1', 2), ticket('2', 5)]).values()]).toEqual([ticket('1', 2), ticket('9')])
    expect([...toggled(both, ticket('1', 4)).keys()]).toEqual(['9'])
  })
})
