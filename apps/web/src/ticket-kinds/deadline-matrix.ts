import type { DeadlineScope } from '@app/contracts'
import { FALLBACK, ruleFor, scopeKey, type RuledTime } from '@app/deadline-rules'

/** No ticket has it: only a rule that says nothing of it is for it. */
const NONE = { kind: '' as never, categoryId: 0, urgency: '' as never }

/** What applies in a cell of the matrix: its own rule, or the one that it has from a wider scope. */
export function ruleIn<R extends RuledTime>(scope: DeadlineScope, rules: readonly R[]): { rule: R | RuledTime; own: boolean } {
  const rule = ruleFor({ kind: scope.kind ?? NONE.kind, categoryId: scope.categoryId ?? NONE.categoryId, urgency: scope.urgency ?? NONE.urgency }, rules)
  return { rule, own: rule !== FALLBACK && scopeKey(rule) === scopeKey(scope) }
}
