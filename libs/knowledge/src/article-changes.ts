import { ARTICLE_LINES, ARTICLE_TEXTS, type ArticleChange, type ArticleContent } from '@app/contracts'

type Piece = ArticleChange['pieces'][number]

/** A text with more words is shown as one that was replaced: nobody reads a thousand single words. */
const MOST_COMPARED = 1_500

/** What is different between two contents, word by word, in the order in which an article is read. Nothing for what is the same. */
export function articleChanges(before: ArticleContent | null, after: ArticleContent): ArticleChange[] {
  const [was, is] = [before ? textsOf(before) : new Map<string, string>(), textsOf(after)]
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((field) => {
    const [from, to] = [was.get(field) ?? '', is.get(field) ?? '']
    return from === to ? [] : [{ field, pieces: piecesOf(from, to) }]
  })
}

function textsOf(content: ArticleContent): Map<string, string> {
  const texts = new Map<string, string>([['topic', content.topic]])
  const both = (field: string, { vi, en }: { vi: string; en: string }) => {
    if (vi !== '') texts.set(`${field}.vi`, vi)
    if (en !== '') texts.set(`${field}.en`, en)
  }
  both('title', content.title)
  for (const field of ARTICLE_TEXTS) both(field, content[field])
  for (const field of ARTICLE_LINES) content[field].forEach((line, i) => both(`${field}.${i + 1}`, line))
  if (content.keywords !== '') texts.set('keywords', content.keywords)
  texts.set('forFlows', String(content.forFlows))
  texts.set('isExample', String(content.isExample))
  return texts
}

/** Longest common subsequence of words and of what stands between them. */
function piecesOf(before: string, after: string): Piece[] {
  const [a, b] = [split(before), split(after)]
  if (a.length * b.length === 0 || a.length + b.length > MOST_COMPARED) return joined([{ text: before, how: 'removed' }, { text: after, how: 'added' }])
  const width = b.length + 1
  const common = new Uint16Array((a.length + 1) * width)
  const at = (i: number, j: number) => common[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--) common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const pieces: Piece[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      pieces.push({ text: a[i] ?? '', how: 'same' })
      i++
      j++
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) pieces.push({ text: a[i++] ?? '', how: 'removed' })
    else pieces.push({ text: b[j++] ?? '', how: 'added' })
  }
  return joined(pieces)
}

const split = (text: string): string[] => text.match(/\s+|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu) ?? []

function joined(pieces: readonly Piece[]): Piece[] {
  const all: Piece[] = []
  for (const { text, how } of pieces) {
    const last = all.at(-1)
    if (text === '') continue
    if (last?.how === how) last.text += text
    else all.push({ text, how })
  }
  return all
}
