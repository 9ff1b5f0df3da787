import { FALLBACK, type RuledTime } from '@app/deadline-rules'
import { describe, expect, it } from '@jest/globals'
import { ruleIn } from './deadline-matrix.js'

const rule = (part: Partial<RuledTime>): RuledTime => ({ ...FALLBACK, ...part })
const base = rule({})
const complaint = rule({ kind: 'complaint' })
const lights = rule({ categoryId: 2 })
const urgent = rule({ urgency: 'urgent' })
const all = [base, complaint, lights, urgent]

describe('a cell of the matrix', () => {
  it.each([
    [{ kind: null, categoryId: null, urgency: null }, base, true],
    [{ kind: 'complaint', categoryId: null, urgency: null }, complaint, true],
    [{ kind: 'complaint', categoryId: 2, urgency: null }, complaint, false],
    [{ kind: null, categoryId: 2, urgency: null }, lights, true],
    [{ kind: 'problem', categoryId: 2, urgency: null }, lights, false],
    [{ kind: 'problem', categoryId: 3, urgency: null }, base, false],
    [{ kind: 'problem', categoryId: 2, urgency: 'urgent' }, urgent, false],
    [{ kind: null, categoryId: null, urgency: 'normal' }, base, false],
  ] as const)('%j', (scope, wanted, own) => {
    const found = ruleIn(scope, all)
    expect(found.rule).toBe(wanted)
    expect(found.own).toBe(own)
  })

  it('has a rule where there is none', () => expect(ruleIn({ kind: 'problem', categoryId: null, urgency: null }, [])).toEqual({ rule: FALLBACK, own: false }))
})
