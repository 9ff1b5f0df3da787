import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { audienceKey, readAudience, whomToWarn, type Staff } from './whom-to-warn.js'

const staff: Staff = {
  departments: [
    { id: 1, parentId: null },
    { id: 2, parentId: 1 },
    { id: 3, parentId: 2 },
  ],
  people: [
    { id: 10, departmentId: 1, isHead: false },
    { id: 20, departmentId: 2, isHead: true },
    { id: 30, departmentId: 3, isHead: false },
    { id: 31, departmentId: 3, isHead: true },
  ],
}
const warned = (percent: number, more: Partial<Parameters<typeof whomToWarn>[1]> = {}, who = staff) => whomToWarn(percent, { departmentId: 3, assigneeId: null, ...more }, who).map(audienceKey)

describe('who must look at a ticket whose time runs out', () => {
  it.each([
    [50, 'its department', {}, ['department:3']],
    [50, 'whose it is', { assigneeId: 30 }, ['person:30']],
    [50, 'its department, when whose it was went to another one', { assigneeId: 20 }, ['department:3']],
    [80, 'its heads', { assigneeId: 30 }, ['heads:3']],
    [100, 'all above it, and the supervisors', {}, ['heads:2', 'department:1', 'leads']],
    [100, 'the supervisors, at the head of the tree', { departmentId: 1 }, ['leads']],
  ])('%i %%: %s', (percent, _, ticket, expected) => {
    expect(warned(percent, ticket)).toEqual(expected)
  })

  it('goes up where nobody is, and to the supervisors at last', () => {
    const without = (...ids: number[]): Staff => ({ ...staff, people: staff.people.filter(({ id }) => !ids.includes(id)) })
    expect(warned(50, {}, without(30, 31))).toEqual(['heads:2'])
    expect(warned(80, {}, without(31))).toEqual(['heads:2'])
    expect(warned(80, {}, without(20, 31))).toEqual(['leads'])
    expect(warned(50, {}, { ...staff, people: [] })).toEqual(['leads'])
  })

  it('is never nobody, nobody twice, and ends for any tree, even one that is none', () => {
    const anyStaff: fc.Arbitrary<Staff> = fc.record({
      departments: fc.uniqueArray(fc.record({ id: fc.integer({ min: 1, max: 8 }), parentId: fc.option(fc.integer({ min: 1, max: 8 })) }), { selector: ({ id }) => id }),
      people: fc.uniqueArray(fc.record({ id: fc.integer({ min: 1, max: 30 }), departmentId: fc.option(fc.integer({ min: 1, max: 8 })), isHead: fc.boolean() }), { selector: ({ id }) => id }),
    })
    fc.assert(
      fc.property(anyStaff, fc.constantFrom(50, 80, 100), fc.integer({ min: 1, max: 8 }), fc.option(fc.integer({ min: 1, max: 30 })), (who, percent, departmentId, assigneeId) => {
        const found = whomToWarn(percent, { departmentId, assigneeId }, who)
        const keys = found.map(audienceKey)
        expect(keys.length).toBeGreaterThan(0)
        expect(new Set(keys).size).toBe(keys.length)
        if (percent === 100) expect(keys).toContain('leads')
        for (const audience of found) {
          const read = readAudience(audienceKey(audience))
          if (read.warned === 'heads') expect(who.people.some((person) => person.departmentId === read.id && person.isHead)).toBe(true)
          if (read.warned === 'department') expect(who.people.some((person) => person.departmentId === read.id)).toBe(true)
        }
      }),
    )
  })
})
