import { describe, expect, it } from '@jest/globals'
import { NobodyToRouteTo, route, type RoutedDepartment } from './route-ticket.js'

const department = (id: number, more: Partial<RoutedDepartment> = {}): RoutedDepartment => ({ id, validFrom: '2025-07-01', validUntil: null, successorId: null, isFallback: false, ...more })
const fallback = department(9, { isFallback: true })
const rules = (...departments: RoutedDepartment[]) => ({ categories: [{ id: 1, departmentId: 1 }], departments: [...departments, fallback] })
const to = (day: string, ...departments: RoutedDepartment[]) => route({ categoryId: 1, day }, rules(...departments)).id

describe('routing', () => {
  it('goes to the department of the category, its last day included', () => {
    expect(to('2026-11-23', department(1))).toBe(1)
    expect(to('2026-12-31', department(1, { validUntil: '2026-12-31' }))).toBe(1)
  })

  it('goes to whoever took over', () => {
    expect(to('2027-01-01', department(1, { validUntil: '2026-12-31', successorId: 2 }), department(2, { validFrom: '2027-01-01' }))).toBe(2)
  })

  it('goes to the fallback and never to nobody', () => {
    expect(to('2025-06-30', department(1))).toBe(9)
    expect(to('2027-01-01', department(1, { validUntil: '2026-12-31', successorId: 1 }))).toBe(9)
    expect(route({ categoryId: 404, day: '2026-11-23' }, rules(department(1))).id).toBe(9)
    expect(() => route({ categoryId: 1, day: '2026-11-23' }, { categories: [], departments: [] })).toThrow(NobodyToRouteTo)
  })
})
