interface Placed {
  id: number
  parentId: number | null
}

/** Rows of a tree from the top, each right above what is below it, with how deep it is. What stands below something that is not there is at the top. */
export function treeRows<D extends Placed>(departments: readonly D[]): { department: D; depth: number }[] {
  const there = new Set(departments.map(({ id }) => id))
  const below = new Map<number | null, D[]>()
  for (const department of departments) {
    const parent = department.parentId !== null && there.has(department.parentId) ? department.parentId : null
    below.set(parent, [...(below.get(parent) ?? []), department])
  }
  const rows: { department: D; depth: number }[] = []
  const walk = (parent: number | null, depth: number): void => {
    for (const department of below.get(parent) ?? []) {
      rows.push({ department, depth })
      walk(department.id, depth + 1)
    }
  }
  walk(null, 0)
  return rows
}

/** A code that nobody has: the one wanted, or with a number behind it. */
export function freeCode(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted
  for (let number = 2; ; number++) {
    const code = `${wanted.slice(0, 36)}-${number}`
    if (!taken.has(code)) return code
  }
}
