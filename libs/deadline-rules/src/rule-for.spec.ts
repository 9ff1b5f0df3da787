import { TICKET_KINDS, URGENCIES, type WorkingSpan } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { FALLBACK, ruleFor, scopeKey, type RuledTime } from './rule-for.js'

const span = fc.record({ amount: fc.integer({ min: 1, max: 30 }), unit: fc.constantFrom<WorkingSpan['unit']>('minutes', 'hours', 'days') })
const rule = fc.record({ kind: fc.option(fc.constantFrom(...TICKET_KINDS)), categoryId: fc.option(fc.integer({ min: 1, max: 3 })), urgency: fc.option(fc.constantFrom(...URGENCIES)), answer: span, reaction: span })
const rules: fc.Arbitrary<RuledTime[]> = fc.uniqueArray(rule, { selector: scopeKey, maxLength: 40 })
const ticket = fc.record({ kind: fc.constantFrom(...TICKET_KINDS), categoryId: fc.integer({ min: 1, max: 4 }), urgency: fc.constantFrom(...URGENCIES) })
const fits = (of: { kind: string; categoryId: number; urgency: string }, one: RuledTime) =>
  [one.kind ?? of.kind, one.categoryId ?? of.categoryId, one.urgency ?? of.urgency].join() === [of.kind, of.categoryId, of.urgency].join()
const bound = ({ kind, categoryId, urgency }: RuledTime) => Object.entries({ kind, categoryId, urgency }).filter(([, value]) => value !== null).map(([name]) => name)

describe('the rule of a ticket', () => {
  it('is always exactly one, the same in whatever order they stand', () => {
    fc.assert(
      fc.property(rules, ticket, fc.infiniteStream(fc.nat()), (all, of, order) => {
        const found = ruleFor(of, all)
        expect(found === FALLBACK || all.filter((one) => one === found).length === 1).toBe(true)
        const shuffled = all.map((one) => [order.next().value as number, one] as const).sort(([a], [b]) => a - b).map(([, one]) => one)
        expect(ruleFor(of, shuffled)).toBe(found)
      }),
    )
  })

  it('is for it, and no rule that is for it says more', () => {
    fc.assert(
      fc.property(rules, ticket, (all, of) => {
        const found = ruleFor(of, all)
        expect(fits(of, found)).toBe(true)
        for (const other of all.filter((one) => one !== found && fits(of, one))) {
          const says = bound(other)
          // Whatever the winner says, the other says too, and more: that may not be.
          expect(bound(found).every((name) => says.includes(name))).toBe(false)
        }
        if (found === FALLBACK) expect(all.some((one) => fits(of, one))).toBe(false)
      }),
    )
  })

  it.each([
    [['*|*|*', '*|2|*'], '*|2|*'],
    [['complaint|*|*', '*|2|*'], 'complaint|*|*'],
    [['complaint|2|*', '*|*|urgent'], '*|*|urgent'],
    [['complaint|*|urgent', '*|2|urgent'], 'complaint|*|urgent'],
    [['problem|*|*', '*|3|*', '*|*|normal'], '*|*|*'],
  ])('of %j for an urgent complaint in category 2 is %s', (keys, wanted) => {
    const all = keys.map((key): RuledTime => {
      const [kind, categoryId, urgency] = key.split('|')
      const or = <T>(text: string | undefined, value: T) => (text === '*' ? null : value)
      return { ...FALLBACK, kind: or(kind, kind as 'complaint'), categoryId: or(categoryId, Number(categoryId)), urgency: or(urgency, urgency as 'urgent') }
    })
    expect(scopeKey(ruleFor({ kind: 'complaint', categoryId: 2, urgency: 'urgent' }, all))).toBe(wanted)
  })
})
