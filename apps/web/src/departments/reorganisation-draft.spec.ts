import { ReorganisationPlan, type DatedDepartment } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import { planOf, withKind, type ReorganisationDraft } from './reorganisation-draft.js'

const department = (id: number, code: string): DatedDepartment => ({ id, code, name: { vi: code, en: code }, type: 'agency', parentId: 1, openingHoursId: 4, validFrom: '2025-07-01', validUntil: null, phone: null, email: null, successorId: null, isFallback: false, people: 0, openTickets: 0, categories: 0 })
const departments = [department(2, 'so-y-te'), department(3, 'so-noi-vu')]
const draft: ReorganisationDraft = { kind: 'rename', day: '2027-01-01', sources: [2], targets: [{ name: { vi: 'Sở Y tế', en: 'Health' } }], parts: [], note: 'Nghị quyết 1' }

describe('the draft of a reorganisation', () => {
  it('is a plan that the server takes when nothing is missing; a new department stands where the old one did', () => {
    const plan = planOf(draft, departments)
    expect(ReorganisationPlan.parse(plan)).toEqual(plan)
    expect(plan?.targets).toEqual([{ made: { code: 'so-y-te-2', name: { vi: 'Sở Y tế', en: 'Health' }, type: 'agency', parentId: 1, openingHoursId: 4 } }])
  })
  it('is none while something is missing', () => {
    expect(planOf({ ...draft, note: ' ' }, departments)).toBeNull()
    expect(planOf({ ...draft, sources: [] }, departments)).toBeNull()
    expect(planOf({ ...draft, targets: [{ departmentId: null }] }, departments)).toBeNull()
    expect(planOf({ ...withKind(draft, 'split'), targets: [{ departmentId: 2 }] }, departments)).toBeNull()
  })
  it('splits by what was filled in only', () => {
    const split = { ...withKind(draft, 'split'), targets: [{ departmentId: 2 }, { departmentId: 3 }], parts: [{ wardId: null, categoryId: 7, target: 1 }, { wardId: null, categoryId: null, target: 0 }] }
    expect(planOf(split, departments)).toMatchObject({ kind: 'split', parts: [{ categoryId: 7, target: 1 }] })
  })
})
