import type { Person } from '@app/contracts'

/** The name that is being typed after an `@` before the caret; null when none is. */
export function mentionAt(text: string, caret: number): { from: number; search: string } | null {
  const found = /(?:^|[\s(])@([\p{L}\p{M}]*(?: [\p{L}\p{M}]*){0,4})$/u.exec(text.slice(0, caret))
  if (!found) return null
  const search = found[1] ?? ''
  return { from: caret - search.length - 1, search }
}

/** The text with the whole name where it was begun, and where the caret is then. */
export function withMention(text: string, { from, search }: { from: number; search: string }, name: string): { text: string; caret: number } {
  const written = `@${name} `
  const after = text.slice(from + 1 + search.length).replace(/^ /, '')
  return { text: text.slice(0, from) + written + after, caret: from + written.length }
}

/** Whose names stand in the text after an `@`; of two names that begin alike only the longer. */
export function mentionsIn(text: string, people: readonly Person[]): Person[] {
  let rest = text
  return people
    .toSorted((a, b) => b.displayName.length - a.displayName.length)
    .filter(({ displayName }) => {
      const parts = rest.split(`@${displayName}`)
      rest = parts.join(' ')
      return parts.length > 1
    })
}
