import { RoutingRules, type RoutingRule } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { diffRules } from './diff-rules.js'
import { moveRule } from './move-rule.js'

const rule = (id: string, words: string[] = [], on = true): RoutingRule => RoutingRules.parse({ rules: [{ id, name: { vi: id, en: id }, on, when: { words }, to: { lead: { by: 'category' } } }] }).rules[0] as RoutingRule
const told = (before: RoutingRule[], after: RoutingRule[]) => diffRules(before, after).map((one) => [one.change, 'after' in one ? one.after.id : one.before.id, one.number])

describe('what changes between two sets of rules', () => {
  it('is nothing between the same', () => {
    expect(told([rule('a'), rule('b')], [rule('a'), rule('b')])).toEqual([])
  })
  it('is what was added, removed, changed, switched or moved', () => {
    expect(told([rule('a'), rule('b'), rule('c'), rule('d')], [rule('d'), rule('a', ['đèn']), rule('c', [], false), rule('e')])).toEqual([
      ['moved', 'd', 1],
      ['changed', 'a', 2],
      ['switched', 'c', 3],
      ['added', 'e', 4],
      ['removed', 'b', 2],
    ])
  })
  it('of one move is that one rule', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8 }), fc.nat(7), fc.nat(7), (length, from, to) => {
        const rules = Array.from({ length }, (_, index) => rule(`r${index}`))
        const moved = moveRule(rules, from % length, to % length)
        expect(moved.map(({ id }) => id).toSorted()).toEqual(rules.map(({ id }) => id))
        expect(moved[to % length]).toBe(rules[from % length])
        expect(diffRules(rules, moved)).toHaveLength(from % length === to % length ? 0 : 1)
      }),
    )
  })
})
