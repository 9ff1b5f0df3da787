import type { RoutingRule } from '@app/contracts'

export type RuleChange =
  | { change: 'added'; after: RoutingRule; number: number }
  | { change: 'removed'; before: RoutingRule; number: number }
  | { change: 'changed'; before: RoutingRule; after: RoutingRule; number: number }
  | { change: 'switched'; after: RoutingRule; number: number }
  /** Its place among the rules that are in both. */
  | { change: 'moved'; after: RoutingRule; number: number; from: number }

/** What makes one list of rules into another; `number` is the place from 1 in the later list, of a removed one in the earlier. */
export function diffRules(before: readonly RoutingRule[], after: readonly RoutingRule[]): RuleChange[] {
  const old = new Map(before.map((rule, index) => [rule.id, { rule, index }]))
  const kept = after.filter(({ id }) => old.has(id))
  const stays = stayingOf(kept.map(({ id }) => old.get(id)?.index ?? 0))
  const changes = after.flatMap((rule, index): RuleChange[] => {
    const number = index + 1
    const earlier = old.get(rule.id)
    if (!earlier) return [{ change: 'added', after: rule, number }]
    const moved = stays.has(earlier.index) ? [] : [{ change: 'moved' as const, after: rule, number, from: earlier.index + 1 }]
    if (!isSame({ ...earlier.rule, on: true }, { ...rule, on: true })) return [{ change: 'changed', before: earlier.rule, after: rule, number }, ...moved]
    return earlier.rule.on === rule.on ? moved : [{ change: 'switched', after: rule, number }, ...moved]
  })
  const removed = before.flatMap((rule, index): RuleChange[] => (after.some(({ id }) => id === rule.id) ? [] : [{ change: 'removed', before: rule, number: index + 1 }]))
  return [...changes, ...removed]
}

/** The longest run of earlier places that still stand in their order: all others have moved. */
function stayingOf(places: readonly number[]): Set<number> {
  const runs: number[][] = []
  for (const place of places) {
    const longest = runs.filter((run) => (run.at(-1) ?? -1) < place).sort((a, b) => b.length - a.length)[0] ?? []
    runs.push([...longest, place])
  }
  return new Set(runs.sort((a, b) => b.length - a.length)[0] ?? [])
}

/** The same data, in whatever order its fields stand. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return a === b
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return Array.isArray(a) === Array.isArray(b) && [...names].every((name) => isSame((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]))
}
