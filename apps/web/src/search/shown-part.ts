/** As much as stands in a row before it is cut off. */
const SHOWN = 70
/** So much is shown of what stands before the first mark. */
const BEFORE = 30

export interface Piece {
  words: string
  marked: boolean
}

/** A text in pieces, marked or not; what stands long before the first mark is left out. */
export function shownPart(text: string, marks: readonly [number, number][]): { pieces: Piece[]; cut: boolean } {
  const first = marks[0]?.[0] ?? 0
  const from = first <= SHOWN ? 0 : text.lastIndexOf(' ', first - BEFORE) + 1
  const pieces: Piece[] = []
  let at = from
  for (const [begin, end] of marks) {
    if (begin > at) pieces.push({ words: text.slice(at, begin), marked: false })
    pieces.push({ words: text.slice(begin, end), marked: true })
    at = end
  }
  if (at < text.length) pieces.push({ words: text.slice(at), marked: false })
  return { pieces, cut: from > 0 }
}
