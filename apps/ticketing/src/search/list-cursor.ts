/** Where a list goes on: behind an open ticket, behind an answered one, or behind the last open one. Moments in epoch milliseconds. */
export type ListCursor = { part: 'open'; deadlineAt: number; id: number } | { part: 'answered'; answeredAt: number; deadlineAt: number; id: number }
/** Where a search goes on: behind a ticket of the exact ones, or of those with a slip. */
export interface SearchCursor {
  tier: 'code' | 'exact' | 'slip'
  id: number
}

export const writeListCursor = (cursor: ListCursor): string => (cursor.part === 'open' ? `o${cursor.deadlineAt}.${cursor.id}` : `a${cursor.answeredAt}.${cursor.deadlineAt}.${cursor.id}`)

/** @returns null for what is no such cursor */
export function readListCursor(text: string): ListCursor | null {
  const open = /^o(\d{1,15})\.(\d{1,10})$/.exec(text)
  if (open) return { part: 'open', deadlineAt: Number(open[1]), id: Number(open[2]) }
  const answered = /^a(\d{1,15})\.(\d{1,15})\.(\d{1,10})$/.exec(text)
  return answered && { part: 'answered', answeredAt: Number(answered[1]), deadlineAt: Number(answered[2]), id: Number(answered[3]) }
}

const TIERS = { c: 'code', e: 'exact', s: 'slip' } as const

export const writeSearchCursor = ({ tier, id }: SearchCursor): string => `${tier[0]}${id}`

/** @returns null for what is no such cursor */
export function readSearchCursor(text: string): SearchCursor | null {
  const [, letter, id] = /^([ces])(\d{1,10})$/.exec(text) ?? []
  return letter === undefined ? null : { tier: TIERS[letter as keyof typeof TIERS], id: Number(id) }
}
