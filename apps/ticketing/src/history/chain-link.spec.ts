import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { CHAIN_START, linkHash, type TicketChange } from './chain-link.js'

const change: TicketChange = { seq: 1, ticketId: 7, at: new Date('2026-11-23T01:02:03.456Z'), by: 3, deed: 'made', state: 'routed', departmentId: 2, categoryId: 4, deadlineAt: new Date('2026-11-26T10:00:00.000Z'), textHash: null }

describe('a link of the history', () => {
  it('has the hash that it has always had', () => {
    expect(linkHash(CHAIN_START, change)).toBe('6909fcd1b13e9379ab66958568841b386ad44609b5eeaa8986af474bcec89229')
  })

  const others: { [K in keyof TicketChange]: fc.Arbitrary<TicketChange[K]> } = {
    seq: fc.nat(),
    ticketId: fc.nat(),
    at: fc.date({ noInvalidDate: true }),
    by: fc.option(fc.nat()),
    deed: fc.constantFrom('described', 'answered'),
    state: fc.constant('answered'),
    departmentId: fc.nat(),
    categoryId: fc.nat(),
    deadlineAt: fc.date({ noInvalidDate: true }),
    textHash: fc.string(),
  }
  it.each(Object.keys(others) as (keyof TicketChange)[])('is another one when %s is another', (field) => {
    fc.assert(
      fc.property(others[field] as fc.Arbitrary<unknown>, (value) => {
        fc.pre(JSON.stringify(value) !== JSON.stringify(change[field]))
        expect(linkHash(CHAIN_START, { ...change, [field]: value })).not.toBe(linkHash(CHAIN_START, change))
      }),
    )
  })

  it('hangs on the one before', () => {
    const first = linkHash(CHAIN_START, change)
    expect(linkHash(first, { ...change, seq: 2 })).not.toBe(linkHash(linkHash(CHAIN_START, { ...change, by: 4 }), { ...change, seq: 2 }))
  })
})
