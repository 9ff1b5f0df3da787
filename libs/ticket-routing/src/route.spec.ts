import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { isValidOn } from './directory.js'
import { NobodyToRouteTo, route } from './route.js'
import { anyDirectory, anyRules, anyTicket, city, department, rulesOf, ticket } from './routing.testing.js'

const at = (moment: string) => ({ at: new Date(moment) })
const numberOf = (routing: ReturnType<typeof route>) => routing.why.rule?.number ?? routing.why.by
const fits = (when: object, more: Parameters<typeof ticket>[0] = {}) => numberOf(route(ticket(more), rulesOf({ when }), city)) === 1

describe('where a ticket goes', () => {
  it('goes by the first rule that is on and fits, and says which', () => {
    const rules = rulesOf({ on: false }, { when: { categories: ['dien'] } }, { when: { words: ['đèn đường'] }, to: { lead: { by: 'department', code: 'an-binh' }, support: ['dien-luc', 'an-binh', 'dien-luc'] } }, {})
    expect(route(ticket(), rules, city)).toEqual({ departmentId: 3, insteadOfId: null, supportIds: [2], people: [], why: { by: 'rule', rule: { id: 'r3', number: 3, name: { vi: 'Quy tắc 3', en: 'Rule 3' } } } })
  })

  it('goes to the department of the category where no rule fits', () => {
    expect(route(ticket(), rulesOf({ when: { kinds: ['complaint'] } }), city)).toMatchObject({ departmentId: 1, why: { by: 'category', rule: null } })
    expect(route(ticket({ category: 'khac' }), rulesOf(), city)).toMatchObject({ departmentId: 9, why: { by: 'fallback' } })
  })

  it('asks for everything that a rule names', () => {
    expect(fits({ kinds: ['problem', 'proposal'], categories: ['den-duong'], words: ['hỏng'] })).toBe(true)
    expect(fits({ kinds: ['problem'], categories: ['dien'] })).toBe(false)
    expect(fits({ wards: ['an-binh'] }, { wardId: 3 })).toBe(true)
    expect(fits({ wards: ['an-binh'] }, { wardId: 4 })).toBe(false)
    expect(fits({ wards: ['an-binh'] })).toBe(false)
  })

  it('looks at the clock in Việt Nam, past midnight too', () => {
    const night = { time: { by: 'clock' as const, weekdays: ['5' as const, '7' as const], from: '22:00', to: '06:00' } }
    expect(fits(night, at('2026-11-27T15:00:00Z'))).toBe(true) // Friday 22:00
    expect(fits(night, at('2026-11-27T22:59:00Z'))).toBe(true) // Saturday 5:59
    expect(fits(night, at('2026-11-27T23:00:00Z'))).toBe(false) // Saturday 6:00
    expect(fits(night, at('2026-11-28T16:00:00Z'))).toBe(false) // Saturday 23:00
    expect(fits(night, at('2026-11-29T22:00:00Z'))).toBe(true) // Monday 5:00, begun on Sunday
    expect(fits(night, at('2026-11-22T22:00:00Z'))).toBe(true)
  })

  it('looks at opening hours, and at none that are gone', () => {
    const open = (open: boolean, code = 'office') => ({ time: { by: 'hours' as const, code, open } })
    expect([fits(open(true)), fits(open(false)), fits(open(true), at('2026-11-23T05:00:00Z')), fits(open(false), at('2026-11-23T05:00:00Z'))]).toEqual([true, false, false, true])
    expect([fits(open(true, 'khong-co')), fits(open(false, 'khong-co'))]).toEqual([false, false])
  })

  it('goes to whoever holds the subject, the person too', () => {
    const rules = rulesOf({ when: { holders: [] }, to: { lead: { by: 'holder' } } })
    expect(route(ticket({ held: { departmentId: 2, userId: 21 } }), rules, city)).toMatchObject({ departmentId: 2, people: [21] })
    expect(route(ticket({ held: { departmentId: 2, userId: 11 } }), rules, city)).toMatchObject({ departmentId: 2, people: [] })
    expect(numberOf(route(ticket(), rules, city))).toBe('category')
    expect(fits({ holders: ['xay-dung'] }, { held: { departmentId: 2, userId: null } })).toBe(false)
    expect(fits({ holders: ['dien-luc'] }, { held: { departmentId: 2, userId: null } })).toBe(true)
  })

  it('goes to the ward, where the place has one', () => {
    const rules = rulesOf({ to: { lead: { by: 'ward' } } })
    expect(route(ticket({ wardId: 4 }), rules, city)).toMatchObject({ departmentId: 4 })
    expect(numberOf(route(ticket(), rules, city))).toBe('category')
  })

  it('gives people only of the department that gets it', () => {
    const rules = rulesOf({ to: { lead: { by: 'department', code: 'xay-dung' }, people: ['han', 'tam', 'bao', 'ai'] } })
    expect(route(ticket(), rules, city)).toMatchObject({ departmentId: 1, people: [12, 11] })
  })

  it('goes to whoever took over, and says from whom', () => {
    const departments = [department(1, 'cu', { validUntil: '2026-06-30', successorId: 2 }), department(2, 'moi', { validFrom: '2026-07-01' }), department(9, 'van-phong', { isFallback: true })]
    const world = { ...city, departments }
    const rules = rulesOf({ to: { lead: { by: 'department', code: 'cu' }, support: ['moi'] } })
    expect(route(ticket(), rules, world)).toMatchObject({ departmentId: 2, insteadOfId: 1, supportIds: [] })
    expect(route(ticket(at('2026-06-30T10:00:00Z')), rules, world)).toMatchObject({ departmentId: 1, insteadOfId: null })
    const gone = { ...world, departments: departments.map((one) => ({ ...one, successorId: null })) }
    expect(route(ticket(), rules, gone)).toMatchObject({ departmentId: 9, why: { by: 'fallback' } })
  })

  it('knows a ward by its name before and after a merger', () => {
    const departments = [department(3, 'xa-cu', { isWard: true, validUntil: '2026-06-30', successorId: 4 }), department(4, 'xa-moi', { isWard: true, validFrom: '2026-07-01' }), department(2, 'dien-luc')]
    for (const [wardId, code] of [[3, 'xa-cu'], [3, 'xa-moi'], [4, 'xa-cu'], [4, 'xa-moi']] as const) expect(numberOf(route(ticket({ wardId }), rulesOf({ when: { wards: [code] } }), { ...city, departments }))).toBe(1)
  })

  it('always ends at a department, and at one that is there on that day if any is, whatever the rules and the ticket', () => {
    fc.assert(
      fc.property(anyTicket([0, 1, 2, 3, 7]), anyRules(), anyDirectory, (one, rules, directory) => {
        const day = new Date(one.at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
        const { departmentId, supportIds, people } = route(one, rules, directory)
        const found = directory.departments.find(({ id }) => id === departmentId)
        expect(found).toBeDefined()
        if (directory.departments.some((department) => isValidOn(department, day))) expect(found && isValidOn(found, day)).toBe(true)
        for (const id of supportIds) expect(directory.departments.some((department) => department.id === id && isValidOn(department, day))).toBe(true)
        expect([...new Set([departmentId, ...supportIds])]).toEqual([departmentId, ...supportIds])
        for (const id of people) expect(directory.people.find((person) => person.id === id)?.departmentId).toBe(departmentId)
        expect(route(one, rules, directory)).toEqual(route(one, rules, directory))
      }),
      { numRuns: 2_000 },
    )
  })

  it('has nobody only where there is no department', () => {
    expect(() => route(ticket(), rulesOf(), { ...city, departments: [] })).toThrow(NobodyToRouteTo)
  })
})
