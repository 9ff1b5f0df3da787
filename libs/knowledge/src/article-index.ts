import { ARTICLE_LINES, ARTICLE_TEXTS, type ArticleContent, type ArticleTopic } from '@app/contracts'
import { maySlip, searchTerms, Vocabulary, wordsIn } from '@app/word-search'

export interface FoundArticle {
  key: string
  score: number
  /** Found only when slips of the fingers are forgiven. */
  slip: boolean
}

interface Entry {
  key: string
  topic: ArticleTopic
  /** Words of title and keywords in their order, marks off, for words that stand side by side; `|` ends each. */
  heads: string
  /** The same with marks, for whoever writes them. */
  marked: string
  titleWords: number
  words: Map<string, number>
}

/** A word in the title says more than one in the small print. */
const WEIGHTS = { title: 10, keywords: 6, summary: 3, rest: 1 } as const
const LIKENESS = { same: 1, beginning: 0.8, slip: 0.55 } as const
/** Of what was asked, by how rarely its words are written, so much must be there. */
const LEAST_COVERED = 0.5
/** Much worse than the best one is noise. */
const LEAST_OF_BEST = 0.2
/** As many of the best by words are looked at for words side by side. */
const RERANKED = 60
const SIDE_BY_SIDE = 8
const SAME_MARKS = 1.5
/** Words in which a question is put; they find nothing by themselves. */
const ASKING = new Set('toi minh em anh chi co chu muon can hoi cho xin lam sao nao o dau bao nhieu gi thi ve duoc khong va cua nhu the de mot the nay phai may how what where is a the to do i my for of in can get'.split(' '))
const ASKING_WEIGHT = 0.15

/**
 * Articles by their words: without marks, from beginnings, with a slip in a word, or with two words written as one. The title counts before
 * the keywords, these before the summary and the rest; words that are rare before those that every article has. In memory, milliseconds for
 * thousands.
 */
export class ArticleIndex {
  private readonly entries: (Entry | null)[] = []
  private readonly places = new Map<string, number>()
  private readonly free: number[] = []
  private readonly postings = new Map<string, Map<number, number>>()
  private readonly vocabulary = new Vocabulary()

  get size(): number {
    return this.places.size
  }

  /** An article as it is from now on. */
  put(key: string, content: ArticleContent): void {
    this.remove(key)
    const entry = entryOf(key, content)
    const place = this.free.pop() ?? this.entries.length
    this.entries[place] = entry
    this.places.set(key, place)
    this.vocabulary.add(entry.words.keys())
    for (const [word, weight] of entry.words) {
      const there = this.postings.get(word)
      if (there) there.set(place, weight)
      else this.postings.set(word, new Map([[place, weight]]))
    }
  }

  remove(key: string): void {
    const place = this.places.get(key)
    if (place === undefined) return
    for (const word of this.entries[place]?.words.keys() ?? []) {
      const there = this.postings.get(word)
      there?.delete(place)
      if (there?.size === 0) this.postings.delete(word)
    }
    this.entries[place] = null
    this.places.delete(key)
    this.free.push(place)
  }

  /** The best first, at most so many. @param topic null: any */
  search(text: string, most: number, topic: ArticleTopic | null = null): FoundArticle[] {
    const { words, lastIsOpen } = searchTerms(text)
    if (words.length === 0) return []
    const written = this.apart(words)
    const asked = written.map((word, i): AskedWord => ({ word, isOpen: lastIsOpen && i === written.length - 1, maySlip: false }))
    const marks = marksOf(text)
    const first = this.ranked(asked.map((one) => (this.likeWords(one).alike.length > 0 ? one : { ...one, maySlip: true })), marks, topic)
    const isWhole = first.some(({ covered }) => covered > 0.999)
    // Every word may be known and another one be meant: "kai" for "khai".
    const found = isWhole ? first : this.ranked(asked.map((one) => ({ ...one, maySlip: true })), marks, topic)
    const best = found[0]?.score ?? 0
    return found
      .filter(({ score }) => score >= best * LEAST_OF_BEST)
      .slice(0, most)
      .map(({ key, score, slip }) => ({ key, score, slip }))
  }

  /** `khaisinh` is what whoever types fast makes of `khai sinh`. */
  private apart(words: readonly string[]): string[] {
    return words.flatMap((word) => {
      if (word.length < 5 || this.likeWords({ word, isOpen: true, maySlip: false }).alike.length > 0) return [word]
      for (let at = word.length - 2; at >= 2; at--) {
        const [head, tail] = [word.slice(0, at), word.slice(at)]
        if (this.postings.has(head) && this.postings.has(tail)) return [head, tail]
      }
      return [word]
    })
  }

  private ranked(asked: readonly AskedWord[], marks: ReadonlySet<string>, topic: ArticleTopic | null): (FoundArticle & { covered: number })[] {
    const scores = new Float64Array(this.entries.length)
    const covered = new Float64Array(this.entries.length)
    const slipped = new Uint8Array(this.entries.length)
    const touched = new Set<number>()
    const terms = asked.map((one) => this.likeWords(one))
    const whole = terms.reduce((sum, term) => sum + term.importance, 0)
    for (const { alike, importance } of terms) {
      const best = new Map<number, { value: number; isSlip: boolean; factor: number }>()
      for (const { word, factor, isSlip } of alike) {
        const postings = this.postings.get(word)
        if (!postings) continue
        const rarity = this.rarity(postings.size)
        for (const [place, weight] of postings) {
          const value = weight * rarity * factor
          const there = best.get(place)
          if (!there || value > there.value) best.set(place, { value, isSlip, factor })
        }
      }
      for (const [place, { value, isSlip, factor }] of best) {
        if (topic !== null && this.entries[place]?.topic !== topic) continue
        touched.add(place)
        scores[place] = (scores[place] ?? 0) + value * (importance / (whole || 1))
        covered[place] = (covered[place] ?? 0) + importance * (isSlip ? 0.5 + factor / 2 : 1)
        if (isSlip) slipped[place] = 1
      }
    }
    const fit = [...touched].flatMap((place) => {
      const share = (covered[place] ?? 0) / (whole || 1)
      const entry = this.entries[place]
      return entry && share >= LEAST_COVERED ? [{ place, entry, share, score: (scores[place] ?? 0) * share * share }] : []
    })
    fit.sort((a, b) => b.score - a.score)
    return fit
      .slice(0, RERANKED)
      .map(({ place, entry, share, score }) => ({ key: entry.key, covered: share, slip: slipped[place] === 1, score: score * (1 + nearness(entry, terms, marks)) }))
      .sort((a, b) => b.score - a.score || a.key.localeCompare(b.key))
  }

  /** Words that are written somewhere and may be meant. */
  private likeWords({ word, isOpen, maySlip: slips }: AskedWord): Term {
    const alike = new Map<string, LikeWord>()
    const add = (words: readonly string[], factor: number, isSlip: boolean) => {
      for (const like of words) if (this.postings.has(like) && !alike.has(like)) alike.set(like, { word: like, factor, isSlip })
    }
    add([word], LIKENESS.same, false)
    if (isOpen) add(this.vocabulary.alike({ word, likeness: 'beginning' }), LIKENESS.beginning, false)
    if (slips && maySlip(word)) add(this.vocabulary.alike({ word, likeness: 'slip' }), LIKENESS.slip, true)
    const most = Math.max(0, ...[...alike.values()].map((like) => this.postings.get(like.word)?.size ?? 0))
    return { alike: [...alike.values()], importance: (ASKING.has(word) ? ASKING_WEIGHT : 1) * this.rarity(most) }
  }

  private rarity(articles: number): number {
    return Math.log(1 + (this.size + 1) / (articles + 1))
  }
}

interface AskedWord {
  word: string
  /** It may still be being typed. */
  isOpen: boolean
  maySlip: boolean
}

interface LikeWord {
  word: string
  factor: number
  isSlip: boolean
}

interface Term {
  alike: LikeWord[]
  /** How much of the question it is. */
  importance: number
}

const marksOf = (text: string): ReadonlySet<string> =>
  new Set(
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.filter((word) => /[^a-z0-9]/.test(word)) ?? [],
  )

/** How far the words stand in the title as they were asked: side by side, with the same marks, and little else. */
function nearness({ heads, marked, titleWords }: Entry, terms: readonly Term[], marks: ReadonlySet<string>): number {
  const inHead = terms.map(({ alike }) => alike.filter(({ word }) => heads.includes(` ${word} `)))
  let pairs = 0
  for (let i = 1; i < inHead.length; i++) {
    const best = Math.max(0, ...(inHead[i - 1] ?? []).flatMap((left) => (inHead[i] ?? []).map((right) => (heads.includes(` ${left.word} ${right.word} `) ? left.factor * right.factor : 0))))
    pairs += best
  }
  const sameMarks = [...marks].filter((word) => marked.includes(` ${word} `)).length
  const share = inHead.filter((words) => words.length > 0).length / Math.max(titleWords, terms.length)
  return ((pairs / Math.max(1, terms.length - 1)) * SIDE_BY_SIDE + (sameMarks / Math.max(1, marks.size)) * SAME_MARKS + share) / 4
}

function entryOf(key: string, content: ArticleContent): Entry {
  const words = new Map<string, number>()
  const add = (text: string, weight: number) => {
    for (const { word } of wordsIn(text)) if (weight > (words.get(word) ?? 0)) words.set(word, weight)
  }
  const { title, keywords, summary } = content
  add(title.vi, WEIGHTS.title)
  add(title.en, WEIGHTS.title)
  add(keywords, WEIGHTS.keywords)
  add(summary.vi, WEIGHTS.summary)
  add(summary.en, WEIGHTS.summary)
  for (const field of ARTICLE_TEXTS) for (const text of Object.values(content[field])) add(text, WEIGHTS.rest)
  for (const field of ARTICLE_LINES) for (const line of content[field]) for (const text of Object.values(line)) add(text, WEIGHTS.rest)
  const heads = [title.vi, title.en, ...keywords.split(/[,;\n]/)]
  return {
    key,
    topic: content.topic,
    heads: heads.map((text) => ` ${wordsIn(text).map(({ word }) => word).join(' ')} |`).join(''),
    marked: heads.map((text) => ` ${(text.normalize('NFC').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} |`).join(''),
    titleWords: wordsIn(title.vi).length,
    words,
  }
}
