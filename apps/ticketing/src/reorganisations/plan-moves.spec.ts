import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { isValidOn } from '@app/ticket-routing'
import { heirOf, lineOf } from './heir-of.js'
import { carryOut, dayBefore, faultsOf, planMoves, type Directory, type PlacedDepartment, type Reorganised } from './plan-moves.js'

const DAY = '2027-01-01'
const TODAY = '2026-11-25'
const department = (id: number, more: Partial<PlacedDepartment> = {}): PlacedDepartment => ({ id, parentId: id === 1 ? null : 1, validFrom: '2025-07-01', validUntil: null, successorId: null, isFallback: id === 1, ...more })
const made = (id: number) => department(id, { validFrom: DAY })

/** A tree of 8 departments, of which 7 and 8 begin on the day, with people, categories and open tickets; and a plan for it. */
const anyPlan = fc
  .record({
    sources: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }),
    targets: fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 3 }),
    parts: fc.array(fc.record({ wardId: fc.option(fc.integer({ min: 50, max: 53 })), categoryId: fc.option(fc.integer({ min: 1, max: 5 })), target: fc.nat(2) }), { maxLength: 5 }),
    tickets: fc.array(fc.record({ departmentId: fc.integer({ min: 1, max: 6 }), wardId: fc.option(fc.integer({ min: 50, max: 53 })), categoryId: fc.integer({ min: 1, max: 5 }) }), { maxLength: 40 }),
    parents: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
    people: fc.array(fc.option(fc.integer({ min: 1, max: 6 })), { maxLength: 8 }),
    categories: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 5, maxLength: 5 }),
  })
  .map(({ sources, targets, parts, tickets, parents, people, categories }) => {
    const plan: Reorganised = { day: DAY, sources, targets, parts: parts.map((part) => ({ ...part, target: part.target % targets.length })) }
    const directory: Directory = {
      departments: [1, 2, 3, 4, 5, 6, 7, 8].map((id) => department(id, { parentId: id === 1 ? null : 1 + ((parents[id - 1] ?? 0) % (id - 1)), validFrom: id > 6 ? DAY : '2025-07-01' })),
      tickets: tickets.map((ticket, index) => ({ ...ticket, id: index + 1 })),
      people: people.map((departmentId, index) => ({ id: index + 1, departmentId })),
      categories: categories.map((departmentId, index) => ({ id: index + 1, departmentId })),
    }
    return { plan, directory }
  })
  .filter(({ plan, directory }) => faultsOf(plan, directory.departments, TODAY).length === 0)

describe('a reorganisation', () => {
  it('merges, splits by ward and by category, and renames', () => {
    const departments = [department(1), department(2), department(3), made(4), made(5)]
    const ticket = (id: number, departmentId: number, wardId: number | null, categoryId: number) => ({ id, departmentId, wardId, categoryId })
    const world: Directory = { departments, categories: [{ id: 7, departmentId: 2 }, { id: 8, departmentId: 2 }], people: [{ id: 1, departmentId: 2 }, { id: 2, departmentId: null }], tickets: [ticket(1, 2, null, 7), ticket(2, 2, 50, 7), ticket(3, 2, null, 8), ticket(4, 3, null, 7)] }
    const merged = planMoves({ day: DAY, sources: [2, 3], targets: [4], parts: [] }, world)
    expect(merged.tickets.map(({ id, to }) => [id, to])).toEqual([[1, 4], [2, 4], [3, 4], [4, 4]])
    expect(merged.ends).toEqual([{ id: 2, validUntil: '2026-12-31', successorId: 4 }, { id: 3, validUntil: '2026-12-31', successorId: 4 }])
    const split = planMoves({ day: DAY, sources: [2], targets: [4, 5], parts: [{ wardId: 50, categoryId: null, target: 1 }, { wardId: null, categoryId: 8, target: 1 }] }, world)
    expect(split.tickets.map(({ id, to }) => [id, to])).toEqual([[1, 4], [2, 5], [3, 5]])
    expect([split.categories, split.people]).toEqual([[{ id: 7, from: 2, to: 4 }, { id: 8, from: 2, to: 5 }], [{ id: 1, from: 2, to: 4 }]])
    // A part of 2 goes to 3, and 2 goes on.
    const handedOver = planMoves({ day: DAY, sources: [2], targets: [2, 3], parts: [{ wardId: null, categoryId: 8, target: 1 }] }, world)
    expect([handedOver.ends, handedOver.people, handedOver.tickets]).toEqual([[], [], [{ id: 3, from: 2, to: 3 }]])
  })

  it('leaves every open ticket at exactly one department that is there, loses none, and moves nothing when it is done twice', () => {
    fc.assert(
      fc.property(anyPlan, ({ plan, directory }) => {
        const after = carryOut(planMoves(plan, directory), directory)
        const there = new Map(after.departments.filter((row) => isValidOn(row, DAY)).map((row) => [row.id, row]))
        expect(after.tickets.map(({ id }) => id)).toEqual(directory.tickets.map(({ id }) => id))
        for (const { departmentId } of [...after.tickets, ...after.categories]) expect(there.has(departmentId)).toBe(true)
        for (const { departmentId } of after.people) expect(departmentId === null || there.has(departmentId)).toBe(true)
        expect(carryOut(planMoves(plan, after), after)).toEqual(after)
        expect(planMoves(plan, after)).toMatchObject({ tickets: [], categories: [], people: [], below: [] })
      }),
    )
  })

  it('leaves a tree with one fallback, and no department below one that is gone', () => {
    fc.assert(
      fc.property(anyPlan, ({ plan, directory }) => {
        const { departments } = carryOut(planMoves(plan, directory), directory)
        const byId = new Map(departments.map((row) => [row.id, row]))
        expect(departments.filter((row) => row.isFallback && isValidOn(row, DAY))).toHaveLength(1)
        for (const row of departments.filter(({ validUntil }) => validUntil === null)) {
          const above: number[] = []
          for (let next = row.parentId; next !== null; next = byId.get(next)?.parentId ?? null) {
            expect(above).not.toContain(next)
            expect(byId.get(next)?.validUntil).toBeNull()
            above.push(next)
          }
        }
      }),
    )
  })

  it('moves only what was at a department that is reorganised, and ends none that takes over', () => {
    fc.assert(
      fc.property(anyPlan, ({ plan, directory }) => {
        const moves = planMoves(plan, directory)
        for (const { from, to } of [...moves.tickets, ...moves.categories, ...moves.people]) expect([plan.sources.includes(from), plan.targets.includes(to)]).toEqual([true, true])
        for (const { id, validUntil } of moves.ends) expect([plan.targets.includes(id), validUntil]).toEqual([false, dayBefore(DAY)])
      }),
    )
  })

  it('is refused for what is not there, ends itself, would stand above itself or changes nothing', () => {
    const departments = [department(1), department(2), department(3, { parentId: 2 }), department(4, { validUntil: '2026-12-01' }), department(5, { validUntil: '2027-06-30' })]
    const faults = (sources: number[], targets: number[], day = DAY) => faultsOf({ day, sources, targets, parts: [] }, departments, TODAY).map(({ fault }) => fault)
    expect(faults([2], [3])).toEqual(['in-a-circle'])
    expect(faults([4], [2])).toEqual(['source-not-there'])
    expect(faults([2], [9])).toEqual(['target-not-there'])
    expect(faults([2], [5])).toEqual(['target-ends'])
    expect(faults([2], [2])).toEqual(['nothing-changes'])
    expect(faults([3], [2], '2026-11-24')).toEqual(['day-is-past'])
    expect(faults([3], [2])).toEqual([])
  })
})

describe('who took over', () => {
  it('is where a ticket was moved to, whenever it is asked, and the fallback at the end', () => {
    fc.assert(
      fc.property(anyPlan, ({ plan, directory }) => {
        const after = carryOut(planMoves(plan, directory), directory)
        directory.tickets.forEach((ticket, index) => {
          const heir = heirOf(ticket, after.departments, [plan], DAY).id
          // One that goes on keeps what it had; what ended is with whom the plan gave it to.
          expect(heir).toBe(plan.targets.includes(ticket.departmentId) ? ticket.departmentId : after.tickets[index]?.departmentId)
          expect(lineOf(heir, after.departments, [plan])).toContain(ticket.departmentId)
        })
      }),
    )
    expect(heirOf({ departmentId: 2, wardId: null, categoryId: 1 }, [department(1), department(2, { validUntil: '2026-01-01', successorId: 2 })], [], DAY).id).toBe(1)
  })
})
