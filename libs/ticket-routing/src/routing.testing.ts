import { RoutingRules, TICKET_KINDS, WEEKDAYS, type RoutingRule } from '@app/contracts'
import { OpeningHours } from '@app/opening-hours'
import fc from 'fast-check'
import type { RoutedDepartment, RoutingDirectory } from './directory.js'
import type { RoutedTicket } from './route.js'

export const office = OpeningHours.parse({ weekly: Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, [{ from: '07:00', to: '11:30' }, { from: '13:30', to: '17:00' }]])) })

export const department = (id: number, code: string, more: Partial<RoutedDepartment> = {}): RoutedDepartment => ({ id, code, validFrom: '2025-07-01', validUntil: null, successorId: null, isFallback: false, isWard: false, ...more })

/** Construction, power, two wards, an office that takes the rest. */
export const city: RoutingDirectory = {
  departments: [department(1, 'xay-dung'), department(2, 'dien-luc'), department(3, 'an-binh', { isWard: true }), department(4, 'my-tho', { isWard: true }), department(9, 'van-phong', { isFallback: true })],
  categories: [
    { code: 'den-duong', departmentId: 1 },
    { code: 'dien', departmentId: 2 },
  ],
  people: [
    { id: 11, username: 'bao', departmentId: 1 },
    { id: 12, username: 'han', departmentId: 1 },
    { id: 21, username: 'tam', departmentId: 2 },
  ],
  hours: [{ code: 'office', definition: office }],
}

/** Monday 23/11/2026, 9:00 in Việt Nam. */
export const monday = new Date('2026-11-23T02:00:00Z')
export const ticket = (more: Partial<RoutedTicket> = {}): RoutedTicket => ({ kind: 'problem', category: 'den-duong', wardId: null, texts: ['Đèn đường hỏng ở hẻm 12.'], at: monday, held: null, ...more })

type RuleDraft = { when?: Partial<RoutingRule['when']>; to?: Partial<RoutingRule['to']>; on?: boolean }
/** Rules with what is not said left open; they go to `dien-luc`. */
export const rulesOf = (...drafts: RuleDraft[]): RoutingRules =>
  RoutingRules.parse({ rules: drafts.map(({ when, to, on }, index) => ({ id: `r${index + 1}`, name: { vi: `Quy tắc ${index + 1}`, en: `Rule ${index + 1}` }, ...(on !== undefined && { on }), when, to: { lead: { by: 'department', code: 'dien-luc' }, ...to } })) })

const CODES = ['xay-dung', 'dien-luc', 'an-binh', 'my-tho', 'van-phong', 'khong-co']
const some = <T>(...values: T[]) => fc.uniqueArray(fc.constantFrom(...values), { maxLength: 3 })
const clock = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '30')).map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`)
const WORDS = ['đèn đường', 'den duong', 'đèn', 'hỏng', 'hong', 'mất điện', 'điện', 'đường', '']

/** Any rules: also such as name what is not there. */
export const anyRules = (codes: readonly string[] = CODES): fc.Arbitrary<RoutingRules> =>
  fc
    .array(
      fc.record({
        on: fc.boolean(),
        when: fc.record({
          kinds: some(...TICKET_KINDS),
          categories: some('den-duong', 'dien', 'khac'),
          wards: some('an-binh', 'my-tho', 'khong-co'),
          words: some(...WORDS),
          time: fc.option(
            fc.oneof(
              fc.record({ by: fc.constant('clock' as const), weekdays: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 }), from: clock, to: fc.oneof(clock, fc.constant('24:00')) }),
              fc.record({ by: fc.constant('hours' as const), code: fc.constantFrom('office', 'khong-co'), open: fc.boolean() }),
            ),
          ),
          holders: fc.option(some(...codes)),
        }),
        to: fc.record({
          lead: fc.oneof(fc.constantFrom({ by: 'ward' as const }, { by: 'holder' as const }, { by: 'category' as const }), fc.record({ by: fc.constant('department' as const), code: fc.constantFrom(...codes) })),
          people: some('bao', 'han', 'tam', 'ai'),
          support: some(...codes),
        }),
      }),
      { maxLength: 6 },
    )
    .map((rules) => ({ rules: rules.map((rule, index) => ({ id: `r${index + 1}`, name: { vi: `Quy tắc ${index + 1}`, en: `Rule ${index + 1}` }, ...rule })) }))

export const anyTicket = (ids: readonly number[] = [1, 2, 3, 4, 9, 404]): fc.Arbitrary<RoutedTicket> =>
  fc.record({
    kind: fc.constantFrom(...TICKET_KINDS),
    category: fc.constantFrom('den-duong', 'dien', 'khac'),
    wardId: fc.option(fc.constantFrom(...ids)),
    texts: fc.array(fc.array(fc.constantFrom('đèn', 'den', 'đường', 'duong', 'hỏng', 'hong', 'mất', 'điện', 'ở'), { maxLength: 6 }).map((words) => words.join(' ')), { maxLength: 2 }),
    at: fc.date({ min: new Date('2025-01-01'), max: new Date('2028-12-31'), noInvalidDate: true }),
    held: fc.option(fc.record({ departmentId: fc.constantFrom(...ids), userId: fc.option(fc.constantFrom(11, 12, 21, 404)) })),
  })

const day = fc.date({ min: new Date('2025-01-01'), max: new Date('2028-12-31'), noInvalidDate: true }).map((at) => at.toISOString().slice(0, 10))

/** Any departments: of the past and the future, with successors in circles, with and without a fallback. */
export const anyDirectory: fc.Arbitrary<RoutingDirectory> = fc
  .array(fc.record({ validFrom: day, validUntil: fc.option(day), successorId: fc.option(fc.integer({ min: 0, max: 7 })), isFallback: fc.boolean(), isWard: fc.boolean() }), { minLength: 1, maxLength: 6 })
  .chain((rows) =>
    fc.record({
      departments: fc.constant(rows.map((row, id) => ({ id, code: CODES[id] ?? `d${id}`, ...row }))),
      categories: fc.uniqueArray(fc.record({ code: fc.constantFrom('den-duong', 'dien'), departmentId: fc.integer({ min: 0, max: 7 }) }), { selector: ({ code }) => code }),
      people: fc.constant(city.people.map((person, index) => ({ ...person, departmentId: index }))),
      hours: fc.constant(city.hours),
    }),
  )
