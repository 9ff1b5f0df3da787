/** A list in which one entry stands at another place; places are from 0. */
export function moveRule<T>(rules: readonly T[], from: number, to: number): T[] {
  const others = rules.filter((_, index) => index !== from)
  return rules[from] === undefined ? [...rules] : others.toSpliced(to, 0, rules[from])
}
