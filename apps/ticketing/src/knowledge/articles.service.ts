import { Injectable } from '@nestjs/common'
import type { Article, ArticleHit, SearchArticles } from '@app/contracts'
import { spokenArticle } from '@app/knowledge'
import { refusal } from '@app/service'
import { In, IsNull, Not } from 'typeorm'
import { Database } from '../database/database.js'
import { UserEntity } from '../database/directory.entities.js'
import { ArticleEntity, ArticleVersionEntity } from '../database/knowledge.entities.js'
import { hitView, isOverdue, ownerOf, today } from './article-views.js'
import { KnowledgeIndex } from './knowledge-index.js'

const MOST_SHOWN = 30
const MOST_LISTED = 200
/** What is offered before anybody typed is what was used most in so many days. */
const USED_WITHIN_DAYS = 90

/** What is in force, for whoever reads. */
@Injectable()
export class ArticlesService {
  constructor(
    private readonly database: Database,
    private readonly index: KnowledgeIndex,
  ) {}

  /** The best first; without words those that are used most. */
  async search({ words, topic }: SearchArticles): Promise<ArticleHit[]> {
    if (words === '') return this.mostUsed(topic ?? null)
    const found = (await this.index.current()).search(words, MOST_SHOWN, topic ?? null)
    return this.hits(found.map(({ key }) => key), new Set(found.filter(({ slip }) => slip).map(({ key }) => key)))
  }

  /** Whether these words find nothing at all. */
  async findsNothing(words: string): Promise<boolean> {
    return (await this.index.current()).search(words, 1).length === 0
  }

  async article(key: string): Promise<Article> {
    const { row, version } = await this.inForce(key)
    const { content } = version
    const names = new Map<number, string>()
    if (row.ownerId !== null) names.set(row.ownerId, (await this.database.manager.findOneByOrFail(UserEntity, { id: row.ownerId })).displayName)
    return {
      key,
      version: version.version,
      content,
      publishedAt: version.madeAt.toISOString(),
      publishedBy: version.madeBy,
      owner: ownerOf(row, names),
      reviewAt: row.reviewAt,
      isOverdue: isOverdue(row, today()),
      spoken: { vi: spokenArticle(content, 'vi'), en: spokenArticle(content, 'en') },
    }
  }

  /** @throws RefusedError 404 for one that is not in force */
  async inForce(key: string): Promise<{ row: ArticleEntity; version: ArticleVersionEntity }> {
    const { manager } = this.database
    const row = await manager.findOneBy(ArticleEntity, { key, version: Not(IsNull()) })
    const version = row && (await manager.findOneBy(ArticleVersionEntity, { key, version: row.version ?? 0 }))
    if (!row || !version) throw noSuchArticle()
    return { row, version }
  }

  /** In the order of the keys; one that was withdrawn meanwhile is left out. */
  async hits(keys: readonly string[], slips: ReadonlySet<string> = new Set()): Promise<ArticleHit[]> {
    if (keys.length === 0) return []
    await this.index.current()
    const rows = await this.database.manager.find(ArticleEntity, { select: { key: true, reviewAt: true }, where: { key: In([...keys]) } })
    const reviews = new Map(rows.map((row) => [row.key, row]))
    const day = today()
    return keys.flatMap((key) => {
      const head = this.index.head(key)
      const row = reviews.get(key)
      return head && row ? [hitView(key, head, { overdue: isOverdue(row, day), slip: slips.has(key) })] : []
    })
  }

  /** For whoever looks through them all: by title. */
  async everyOne(): Promise<ArticleHit[]> {
    const rows = await this.database.manager.find(ArticleEntity, { select: { key: true }, where: { version: Not(IsNull()) }, order: { titleVi: 'ASC', key: 'ASC' }, take: MOST_LISTED })
    return this.hits(rows.map(({ key }) => key))
  }

  private async mostUsed(topic: string | null): Promise<ArticleHit[]> {
    const rows = (await this.database.manager.query(
      `SELECT a.article_key AS \`key\` FROM articles a
       LEFT JOIN (SELECT article_key, COUNT(*) AS times FROM article_uses WHERE opened_at > NOW() - INTERVAL ${USED_WITHIN_DAYS} DAY GROUP BY article_key) u ON u.article_key = a.article_key
       WHERE a.version IS NOT NULL AND (? IS NULL OR a.topic = ?)
       ORDER BY COALESCE(u.times, 0) DESC, a.title_vi, a.article_key LIMIT ${MOST_SHOWN}`,
      [topic, topic],
    )) as { key: string }[]
    return this.hits(rows.map(({ key }) => key))
  }
}

export const noSuchArticle = () => refusal.notFound({ vi: 'bài viết này', en: 'article' })
