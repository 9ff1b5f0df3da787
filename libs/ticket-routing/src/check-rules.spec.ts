import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { checkRules } from './check-rules.js'
import { leastLoaded } from './least-loaded.js'
import { route } from './route.js'
import { anyRules, anyTicket, city, department, rulesOf } from './routing.testing.js'

const DAY = '2026-11-23'
const faults = (...drafts: Parameters<typeof rulesOf>) => checkRules(rulesOf(...drafts), city, DAY).map(({ ruleId, number, code }) => `${number} ${ruleId} ${code}`)

describe('the check of rules', () => {
  it.each<[string, Parameters<typeof rulesOf>[0]]>([
    ['unknown-department', { to: { lead: { by: 'department', code: 'khong-co' } } }],
    ['unknown-department', { to: { support: ['khong-co'] } }],
    ['unknown-department', { when: { holders: ['khong-co'] } }],
    ['unknown-category', { when: { categories: ['khong-co'] } }],
    ['unknown-ward', { when: { wards: ['xay-dung'] } }],
    ['unknown-hours', { when: { time: { by: 'hours', code: 'khong-co', open: true } } }],
    ['no-time', { when: { time: { by: 'clock', weekdays: ['1'], from: '07:00', to: '07:00' } } }],
    ['empty-words', { when: { words: ['đèn', ' ! '] } }],
    ['unknown-person', { to: { people: ['ai'] } }],
    ['person-elsewhere', { to: { people: ['bao'] } }],
    ['people-without-department', { to: { lead: { by: 'category' }, people: ['bao'] } }],
    ['support-is-lead', { to: { support: ['dien-luc'] } }],
  ])('refuses %s', (code, draft) => {
    expect(faults({ when: { kinds: ['complaint'] } }, draft)).toEqual([`2 r2 ${code}`])
    expect(faults({ ...draft, on: false })).toEqual([])
  })

  it('refuses a department that is not there on that day, and names who took over', () => {
    const departments = [department(1, 'cu', { validUntil: '2026-06-30', successorId: 2 }), department(2, 'moi', { validFrom: '2026-07-01' }), department(5, 'sau', { validFrom: '2027-01-01' })]
    const to = (code: string) => rulesOf({ to: { lead: { by: 'department', code } } })
    expect(checkRules(to('cu'), { ...city, departments }, DAY)).toMatchObject([{ code: 'department-gone', message: { en: 'Department "cu" was there until 30/06/2026; now it is "moi".' } }])
    expect(checkRules(to('sau'), { ...city, departments }, DAY)).toMatchObject([{ code: 'department-not-yet' }])
    expect(checkRules(to('moi'), { ...city, departments }, DAY)).toEqual([])
  })

  it('refuses what an earlier rule covers', () => {
    expect(faults({}, { when: { words: ['đèn'] } })).toEqual(['2 r2 never-reached'])
    expect(faults({ on: false }, { when: { words: ['đèn'] } })).toEqual([])
    expect(faults({ when: { categories: ['dien', 'den-duong'], words: ['đèn', 'điện'] } }, { when: { categories: ['dien'], words: ['mất điện'], kinds: ['problem'] } })).toEqual(['2 r2 never-reached'])
    expect(faults({ when: { categories: ['dien'], words: ['mất điện'] } }, { when: { categories: ['dien'], words: ['điện'] } })).toEqual([])
    expect(faults({ when: { time: { by: 'clock', weekdays: ['1', '2'], from: '20:00', to: '06:00' } } }, { when: { time: { by: 'clock', weekdays: ['2'], from: '00:00', to: '05:00' } } })).toEqual(['2 r2 never-reached'])
    expect(faults({ to: { lead: { by: 'ward' } } }, {})).toEqual([])
    expect(faults({ to: { lead: { by: 'ward' } } }, { when: { wards: ['an-binh'] } })).toEqual(['2 r2 never-reached'])
    expect(faults({ when: { holders: [] } }, { to: { lead: { by: 'holder' } } })).toEqual(['2 r2 never-reached'])
  })

  it('never calls a rule unreached that decides over some ticket', () => {
    const codes = ['xay-dung', 'dien-luc', 'van-phong']
    fc.assert(
      fc.property(anyRules(codes), fc.array(anyTicket([1, 2, 3, 4, 9]), { minLength: 20, maxLength: 20 }), (rules, tickets) => {
        const there = { ...city, departments: city.departments.map((one) => ({ ...one, validFrom: '2000-01-01' })), categories: [...city.categories, { code: 'khac', departmentId: 9 }] }
        const unreached = checkRules(rules, there, DAY).filter(({ code }) => code === 'never-reached')
        for (const one of tickets) expect(unreached.map(({ ruleId }) => ruleId)).not.toContain(route(one, rules, there).why.rule?.id)
      }),
      { numRuns: 400 },
    )
  })
})

describe('a pool', () => {
  it('gives to whoever has the fewest, the lowest id among equals', () => {
    expect(leastLoaded([12, 11, 13], new Map([[11, 3], [12, 1], [13, 1]]))).toBe(12)
    expect(leastLoaded([13, 12], new Map())).toBe(12)
    expect(leastLoaded([], new Map())).toBeNull()
  })
})
