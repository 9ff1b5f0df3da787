import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { sameName, scopeOf } from './person-scope.js'

const calls = ['a', 'b', 'c', 'd'].map((id) => ({ id }))
const tickets = [
  { id: 1, callId: 'a', name: 'Nguyễn Thị Mai' },
  { id: 2, callId: 'b', name: 'Trần Văn Hùng' },
  { id: 3, callId: 'c', name: null },
]

describe("what of a number is one person's", () => {
  it('is all of it without a name', () => {
    expect(scopeOf({ calls, tickets }, null, false)).toEqual({ calls: ['a', 'b', 'c', 'd'], tickets: [1, 2, 3], names: ['Nguyễn Thị Mai', 'Trần Văn Hùng'] })
  })
  it('is only what bears the name, when others use the number', () => {
    expect(scopeOf({ calls, tickets }, ' nguyễn thị  mai', false)).toMatchObject({ calls: ['a'], tickets: [1] })
  })
  it('is also what bears no name, when somebody says so', () => {
    expect(scopeOf({ calls, tickets }, 'Nguyễn Thị Mai', true)).toMatchObject({ calls: ['a', 'c', 'd'], tickets: [1, 3] })
  })
  it('is all that bears no name, when nobody else is known', () => {
    expect(scopeOf({ calls, tickets: tickets.filter(({ id }) => id !== 2) }, 'Nguyễn Thị Mai', false)).toMatchObject({ calls: ['a', 'b', 'c', 'd'], tickets: [1, 3] })
  })
  it("is never another's", () => {
    const name = fc.constantFrom('Mai', 'Hùng', null)
    const rows = fc.array(fc.record({ callId: fc.option(fc.constantFrom('a', 'b', 'c', 'd')), name }), { maxLength: 8 }).map((found) => found.map((row, index) => ({ ...row, id: index })))
    fc.assert(
      fc.property(rows, fc.boolean(), (found, unnamed) => {
        const scope = scopeOf({ calls, tickets: found }, 'Mai', unnamed)
        const others = found.filter((row) => row.name === 'Hùng')
        for (const other of others) {
          expect(scope.tickets).not.toContain(other.id)
          expect(scope.calls).not.toContain(other.callId)
        }
      }),
    )
  })
  it('knows that a diacritic makes another name', () => {
    expect([sameName('Hòa', 'hòa'), sameName('Hòa', 'Hoa'), sameName('Hòa', 'Hòa'.normalize('NFD'))]).toEqual([true, false, true])
  })
})
