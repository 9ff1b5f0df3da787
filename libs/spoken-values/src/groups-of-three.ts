/** The part that names a group's scale; the lowest group has none. */
const SCALES = ['', 'thousand', 'million', 'billion'] as const

export interface Group {
  /** 1 to 999. */
  value: number
  /** The highest of its number. */
  first: boolean
  /** The lowest: what stands after the thousands. */
  last: boolean
  /** Its scale, to be spoken after it. */
  scale: readonly string[]
}

/** A whole number in groups of three digits, the highest first, without those that are zero. */
export function groupsOfThree(n: number): Group[] {
  const groups: number[] = []
  for (let rest = n; rest > 0; rest = Math.floor(rest / 1000)) groups.push(rest % 1000)
  return groups
    .map((value, scale): Group => ({ value, first: scale === groups.length - 1, last: scale === 0, scale: scale > 0 ? [SCALES[scale] as string] : [] }))
    .reverse()
    .filter(({ value }) => value > 0)
}
