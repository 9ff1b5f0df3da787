/** What was edited, so that each step can be taken back. The objects themselves are kept, never copies. */
export interface EditHistory<T> {
  readonly past: readonly T[]
  readonly present: T
  readonly future: readonly T[]
  /** What the last edit was about: more of the same (the next letter of a text) is one step. */
  readonly about: string | null
}

const MOST_STEPS = 300

export const beginHistory = <T,>(present: T): EditHistory<T> => ({ past: [], present, future: [], about: null })

/** An edit that changed nothing is none. */
export function edited<T>(history: EditHistory<T>, next: T, about: string | null = null): EditHistory<T> {
  if (next === history.present) return history
  const more = about !== null && about === history.about
  return { past: more ? history.past : [...history.past, history.present].slice(-MOST_STEPS), present: next, future: [], about }
}

export function undo<T>(history: EditHistory<T>): EditHistory<T> {
  const before = history.past.at(-1)
  if (history.past.length === 0 || before === undefined) return history
  return { past: history.past.slice(0, -1), present: before, future: [history.present, ...history.future], about: null }
}

export function redo<T>(history: EditHistory<T>): EditHistory<T> {
  const [next, ...future] = history.future
  if (history.future.length === 0 || next === undefined) return history
  return { past: [...history.past, history.present], present: next, future, about: null }
}
