import { z } from 'zod'
import { CallId, Language, LocalName, Moment } from './words.js'

/** What articles are grouped by. */
export const ARTICLE_TOPICS = ['civil-status', 'residence', 'identity', 'land', 'construction', 'business', 'transport', 'insurance', 'labour', 'social-support', 'education', 'health', 'justice', 'other'] as const
export const ArticleTopic = z.enum(ARTICLE_TOPICS)
export type ArticleTopic = z.infer<typeof ArticleTopic>

export const ArticleKey = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)

/** In Vietnamese, and in English where there is one. */
const Bilingual = (most: number) => z.object({ vi: z.string().trim().max(most), en: z.string().trim().max(most) })
const Line = z.object({ vi: z.string().trim().min(1).max(600), en: z.string().trim().max(600) })

/** What is versioned of an article: one model for what an operator reads, a citizen is sent, and the telephone speaks. */
export const ArticleContent = z.object({
  topic: ArticleTopic,
  title: z.object({ vi: z.string().trim().min(1).max(120), en: z.string().trim().max(120) }),
  summary: Bilingual(2_000),
  documents: z.array(Line).max(30),
  steps: z.array(Line).max(20),
  fee: Bilingual(1_000),
  time: Bilingual(1_000),
  place: Bilingual(1_000),
  /** How it is done without going anywhere. */
  online: Bilingual(1_000),
  legalBase: z.array(Line).max(20),
  /** Other words that people use for it; searched like the title, shown to nobody but editors. */
  keywords: z.string().trim().max(1_000),
  /** Read out on the telephone; empty: title and summary are. */
  spoken: Bilingual(5_000),
  /** A flow may name it (`information`); then it is spoken in both languages. */
  forFlows: z.boolean(),
  /** Written as an example: somebody has to check it before it is relied upon. */
  isExample: z.boolean(),
})
export type ArticleContent = z.infer<typeof ArticleContent>

/** Fields of a text in each language, and those of lines, in the order in which they are shown. */
export const ARTICLE_TEXTS = ['summary', 'fee', 'time', 'place', 'online', 'spoken'] as const
export const ARTICLE_LINES = ['documents', 'steps', 'legalBase'] as const

/** One line of a list of articles. */
export const ArticleHit = z.object({
  key: ArticleKey,
  topic: ArticleTopic,
  title: LocalName,
  summary: LocalName,
  isExample: z.boolean(),
  /** The day by which somebody should have looked at it again is over. */
  isOverdue: z.boolean(),
  /** Found only when slips of the fingers are forgiven. */
  slip: z.boolean(),
})
export type ArticleHit = z.infer<typeof ArticleHit>

export const SearchArticles = z.object({ words: z.string().trim().max(200).default(''), topic: ArticleTopic.optional() })
export type SearchArticles = z.infer<typeof SearchArticles>

const Person = z.object({ id: z.number().int().positive(), name: z.string() })
/** A calendar day, `2026-11-26`. */
const Day = z.iso.date()

export const Article = z.object({
  key: ArticleKey,
  version: z.number().int().positive(),
  content: ArticleContent,
  publishedAt: Moment,
  publishedBy: z.string(),
  owner: Person.nullable(),
  reviewAt: Day.nullable(),
  isOverdue: z.boolean(),
  /** In words, as the telephone or an operator says it. */
  spoken: LocalName,
})
export type Article = z.infer<typeof Article>

/** For whoever keeps articles: also those that are not published, or no longer. */
export const KeptArticle = z.object({
  key: ArticleKey,
  topic: ArticleTopic,
  title: LocalName,
  /** In force; null: never was, or was withdrawn. */
  version: z.number().int().positive().nullable(),
  draft: z.object({ revision: z.number().int().positive(), at: Moment, by: z.string() }).nullable(),
  isExample: z.boolean(),
  owner: Person.nullable(),
  reviewAt: Day.nullable(),
  isOverdue: z.boolean(),
  changedAt: Moment,
  changedBy: z.string(),
})
export type KeptArticle = z.infer<typeof KeptArticle>

export const KEPT_STATES = ['all', 'draft', 'review', 'withdrawn', 'example'] as const
/** `review`: overdue or due within 30 days, the longest overdue first. */
export const KeptArticlesQuery = z.object({ state: z.enum(KEPT_STATES).default('all'), words: z.string().trim().max(120).default(''), page: z.coerce.number().int().min(1).default(1) })
export type KeptArticlesQuery = z.infer<typeof KeptArticlesQuery>

export const ARTICLE_DEEDS = ['published', 'rolled-back', 'withdrawn'] as const
export const ArticleVersion = z.object({
  version: z.number().int().positive(),
  deed: z.enum(ARTICLE_DEEDS),
  note: z.string(),
  at: Moment,
  by: z.string(),
  rolledBackTo: z.number().int().positive().nullable(),
  isCurrent: z.boolean(),
})
export type ArticleVersion = z.infer<typeof ArticleVersion>

/** With its draft and versions, newest first. */
export const ArticleRecord = KeptArticle.extend({ content: ArticleContent, versions: z.array(ArticleVersion) })
/** `content`: the draft's, or where there is none the newest version's. */
export type ArticleRecord = z.infer<typeof ArticleRecord>

/** What became of one text: pieces in their order. `field` is a path such as `fee.vi` or `documents.2.vi`. */
export const ArticleChange = z.object({ field: z.string(), pieces: z.array(z.object({ text: z.string(), how: z.enum(['same', 'added', 'removed']) })) })
export type ArticleChange = z.infer<typeof ArticleChange>

const Side = z.union([z.coerce.number().int().positive(), z.literal('draft')])
export const CompareArticle = z.object({ from: Side, to: Side })
export type CompareArticle = z.infer<typeof CompareArticle>

/** `revision`: of the draft that was opened; null for a first one. Another one there means that somebody else saved meanwhile. `isNew`: the key must be nobody's. */
export const SaveArticleDraft = z.object({ revision: z.number().int().positive().nullable(), content: ArticleContent, isNew: z.boolean().default(false) })
export type SaveArticleDraft = z.infer<typeof SaveArticleDraft>

const Note = z.string().trim().max(300).default('')
export const PublishArticle = z.object({ revision: z.number().int().positive(), note: Note })
export type PublishArticle = z.infer<typeof PublishArticle>
export const RollBackArticle = z.object({ version: z.number().int().positive(), note: Note })
export type RollBackArticle = z.infer<typeof RollBackArticle>
export const WithdrawArticle = z.object({ note: Note })
export type WithdrawArticle = z.infer<typeof WithdrawArticle>

/** Who answers for it, and by when it is to be looked at again. `reviewed`: it was looked at now, and is right. */
export const CareForArticle = z.object({ ownerId: z.number().int().positive().nullable(), reviewAt: Day.nullable(), reviewed: z.boolean().default(false) })
export type CareForArticle = z.infer<typeof CareForArticle>

/** One occasion at which somebody had an article open: the call, or a word of the browser's own. */
const Occasion = z.object({ occasion: z.string().regex(/^[\w.-]{1,64}$/), callId: CallId.nullable() })

export const UseArticle = Occasion.extend({ deed: z.enum(['opened', 'read-out', 'helped', 'not-helped']), remark: z.string().trim().max(300).default('') })
export type UseArticle = z.infer<typeof UseArticle>

/** `requestId`: said twice, it is sent once. */
export const SendArticle = Occasion.extend({ requestId: z.uuid(), channel: z.enum(['email', 'sms']), to: z.string().trim().min(3).max(254), language: Language })
export type SendArticle = z.infer<typeof SendArticle>

/** `waits`: an SMS goes in waking hours; then its moment. */
export const SentArticle = z.object({ state: z.enum(['waiting', 'sent', 'given-up']), nextTryAt: Moment.nullable() })
export type SentArticle = z.infer<typeof SentArticle>

export const MissedWords = z.object({ words: z.string().trim().min(2).max(200) })
export type MissedWords = z.infer<typeof MissedWords>

const Uses = z.object({ opened: z.number().int(), readOut: z.number().int(), sent: z.number().int(), helped: z.number().int(), notHelped: z.number().int() })
export const ArticleUses = Uses
export type ArticleUses = z.infer<typeof Uses>

export const ArticleFigures = z.object({
  since: Day,
  total: Uses,
  articles: z.array(Uses.extend({ key: ArticleKey, title: LocalName })),
  operators: z.array(Uses.extend({ id: z.number().int(), name: z.string() })),
  /** What did not help, in the words of operators, newest first. */
  remarks: z.array(z.object({ key: ArticleKey, title: LocalName, remark: z.string(), at: Moment })),
  /** Searches that found nothing, the most frequent first. */
  missed: z.array(z.object({ words: z.string(), times: z.number().int(), lastAt: Day })),
})
export type ArticleFigures = z.infer<typeof ArticleFigures>

export const ArticleFiguresQuery = z.object({ days: z.coerce.number().int().min(1).max(366).default(30) })
