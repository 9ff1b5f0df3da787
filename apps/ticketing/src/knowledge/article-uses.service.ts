import { Injectable } from '@nestjs/common'
import type { ArticleFigures, ArticleUses as Uses, Session, UseArticle } from '@app/contracts'
import { wordsIn } from '@app/word-search'
import { DateTime } from 'luxon'
import { LessThan, type EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import { ArticleMissEntity, ArticleUseEntity } from '../database/knowledge.entities.js'
import { ZONE } from '../settings.js'
import { today } from './article-views.js'
import { ArticlesService } from './articles.service.js'

const MOST_SHOWN = 200
const MISSES_KEPT_DAYS = 365
/** A longer run of digits is somebody's number. */
const SHORTEST_NUMBER = 5

type Occasion = Pick<UseArticle, 'occasion' | 'callId'>

/** What became of articles: opened, read out, sent, did it help; and what was looked for in vain. */
@Injectable()
export class ArticleUses {
  constructor(
    private readonly database: Database,
    private readonly articles: ArticlesService,
  ) {}

  /** At one occasion each counts once; of "did it help" the last word. */
  async note(key: string, { deed, remark, ...occasion }: UseArticle, session: Session): Promise<void> {
    const { version } = await this.articles.inForce(key)
    await this.put(this.database.manager, key, version.version, occasion, session.userId, deedChange(deed, remark, new Date()))
  }

  /** Within the transaction that stores the message. */
  noteSent(tx: EntityManager, key: string, version: number, occasion: Occasion, userId: number): Promise<void> {
    return this.put(tx, key, version, occasion, userId, { sentAt: new Date() })
  }

  /** Words that find nothing are kept, without digits, and with nobody's name beside them; those that find something are not. */
  async missed(words: string): Promise<void> {
    if (!(await this.articles.findsNothing(words))) return
    const kept = wordsIn(words.normalize('NFC').toLowerCase())
      .map(({ start, end }) => words.normalize('NFC').toLowerCase().slice(start, end))
      .filter((word) => !new RegExp(`\\d{${SHORTEST_NUMBER},}`).test(word))
      .join(' ')
      .slice(0, 120)
    if (kept === '') return
    await this.database.manager.query('INSERT INTO article_misses (words, times, last_at) VALUES (?, 1, ?) ON DUPLICATE KEY UPDATE times = times + 1, last_at = VALUES(last_at)', [kept, today()])
    await this.database.manager.delete(ArticleMissEntity, { lastAt: LessThan(daysAgo(MISSES_KEPT_DAYS)) })
  }

  async figures(days: number): Promise<ArticleFigures> {
    const { manager } = this.database
    const since = daysAgo(days - 1)
    const from = DateTime.fromISO(since, { zone: ZONE }).toJSDate()
    const sums = 'COUNT(*) AS opened, SUM(u.read_out_at IS NOT NULL) AS readOut, SUM(u.sent_at IS NOT NULL) AS sent, SUM(u.helped = 1) AS helped, SUM(u.helped = 0) AS notHelped'
    const ask = (what: string, by: string) => manager.query(`SELECT ${what}${sums} FROM article_uses u JOIN articles a ON a.article_key = u.article_key JOIN users p ON p.id = u.user_id WHERE u.opened_at >= ? ${by}`, [from]) as Promise<SumRow[]>
    const [total] = await ask('', '')
    const articles = await ask('a.article_key AS `key`, a.title_vi AS vi, a.title_en AS en, ', `GROUP BY a.article_key ORDER BY opened DESC, a.title_vi LIMIT ${MOST_SHOWN}`)
    const operators = await ask('p.id AS id, p.display_name AS name, ', `GROUP BY p.id ORDER BY opened DESC, p.display_name LIMIT ${MOST_SHOWN}`)
    const remarks = (await manager.query("SELECT a.article_key AS `key`, a.title_vi AS vi, a.title_en AS en, u.remark, u.opened_at AS at FROM article_uses u JOIN articles a ON a.article_key = u.article_key WHERE u.opened_at >= ? AND u.helped = 0 AND u.remark <> '' ORDER BY u.opened_at DESC LIMIT 50", [from])) as { key: string; vi: string; en: string; remark: string; at: Date }[]
    const missed = await manager.find(ArticleMissEntity, { order: { times: 'DESC', lastAt: 'DESC' }, take: 100 })
    return {
      since,
      total: usesOf(total),
      articles: articles.map((row) => ({ key: row.key, title: { vi: row.vi, en: row.en }, ...usesOf(row) })),
      operators: operators.map((row) => ({ id: row.id, name: row.name, ...usesOf(row) })),
      remarks: remarks.map(({ key, vi, en, remark, at }) => ({ key, title: { vi, en }, remark, at: at.toISOString() })),
      missed: missed.map(({ words, times, lastAt }) => ({ words, times, lastAt })),
    }
  }

  private async put(tx: EntityManager, key: string, version: number, { occasion, callId }: Occasion, userId: number, change: UseChange): Promise<void> {
    const row = { key, version, occasion, callId, userId }
    // Whoever does the second thing without the first has opened it too.
    await tx
      .createQueryBuilder()
      .insert()
      .into(ArticleUseEntity)
      .values({ ...row, openedAt: new Date(), readOutAt: null, sentAt: null, helped: null, remark: '' })
      .orIgnore()
      .execute()
    if (Object.keys(change).length > 0) await tx.update(ArticleUseEntity, { key, occasion, userId }, change)
  }
}

type UseChange = Partial<Pick<ArticleUseEntity, 'readOutAt' | 'sentAt' | 'helped' | 'remark'>>

interface SumRow extends Record<keyof Uses, number | string | null> {
  key: string
  vi: string
  en: string
  id: number
  name: string
}

function deedChange(deed: UseArticle['deed'], remark: string, at: Date): UseChange {
  switch (deed) {
    case 'opened':
      return {}
    case 'read-out':
      return { readOutAt: at }
    case 'helped':
      return { helped: true, remark: '' }
    case 'not-helped':
      return { helped: false, remark }
    default:
      return deed satisfies never
  }
}

const usesOf = (row: SumRow | undefined): Uses => ({ opened: Number(row?.opened ?? 0), readOut: Number(row?.readOut ?? 0), sent: Number(row?.sent ?? 0), helped: Number(row?.helped ?? 0), notHelped: Number(row?.notHelped ?? 0) })

const daysAgo = (days: number): string => DateTime.fromISO(today()).minus({ days }).toISODate() ?? today()
