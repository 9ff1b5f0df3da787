import { Injectable, Logger } from '@nestjs/common'
import type { ArticleChange, ArticleContent, ArticleRecord, CareForArticle, CompareArticle, KeptArticle, KeptArticlesQuery, Page, PublishArticle, RollBackArticle, SaveArticleDraft, Session, WithdrawArticle } from '@app/contracts'
import { articleChanges, spokenArticle } from '@app/knowledge'
import { refusal, RefusedError } from '@app/service'
import { DateTime } from 'luxon'
import { In, IsNull, type EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import { UserEntity } from '../database/directory.entities.js'
import { ArticleDraftEntity, ArticleEntity, ArticleVersionEntity, KnowledgeStampEntity } from '../database/knowledge.entities.js'
import { FlowPublisher } from '../flows/flow-publisher.js'
import { Outbox } from '../outbox/outbox.js'
import { PAGE_SIZE, pageAt } from '../page.js'
import { PublishedDataWriter } from '../published-data/published-data-writer.js'
import { keptView, today, versionView } from './article-views.js'
import { noSuchArticle } from './articles.service.js'
import { flowsNaming } from './flows-naming.js'

/** Days before its day of review from which an article stands in the list. */
const REVIEW_AHEAD_DAYS = 30

/** Articles from draft to published, and back. Versions are only ever added to. */
@Injectable()
export class ArticleKeeping {
  private readonly log = new Logger(ArticleKeeping.name)

  constructor(
    private readonly database: Database,
    private readonly publisher: FlowPublisher,
    private readonly writer: PublishedDataWriter,
    private readonly outbox: Outbox,
  ) {}

  async list({ state, words, page }: KeptArticlesQuery): Promise<Page<KeptArticle>> {
    const { manager } = this.database
    const day = today()
    const query = manager.createQueryBuilder(ArticleEntity, 'article')
    if (state === 'draft') query.andWhere('EXISTS (SELECT 1 FROM article_drafts draft WHERE draft.article_key = article.article_key)')
    if (state === 'review') query.andWhere('article.version IS NOT NULL AND article.review_at <= :until', { until: DateTime.fromISO(day).plus({ days: REVIEW_AHEAD_DAYS }).toISODate() })
    if (state === 'withdrawn') query.andWhere('article.version IS NULL AND EXISTS (SELECT 1 FROM article_versions version WHERE version.article_key = article.article_key)')
    if (state === 'example') query.andWhere('article.is_example = 1')
    // The collation of the table takes no notice of marks.
    if (words !== '') query.andWhere('(article.title_vi LIKE :like OR article.title_en LIKE :like OR article.article_key LIKE :like)', { like: `%${words.replace(/[\\%_]/g, '\\$&')}%` })
    query.orderBy(state === 'review' ? 'article.reviewAt' : 'article.titleVi', 'ASC').addOrderBy('article.key', 'ASC')
    const { skip, take } = pageAt(page)
    const [rows, total] = await query.skip(skip).take(take).getManyAndCount()
    const drafts = new Map((await manager.findBy(ArticleDraftEntity, { key: In(rows.map(({ key }) => key)) })).map((draft) => [draft.key, draft]))
    const names = await this.names(manager, rows)
    return { items: rows.map((row) => keptView(row, drafts.get(row.key) ?? null, names, day)), page, pageSize: PAGE_SIZE, total }
  }

  async record(key: string): Promise<ArticleRecord> {
    const { manager } = this.database
    const row = await manager.findOneBy(ArticleEntity, { key })
    if (!row) throw noSuchArticle()
    const draft = await manager.findOneBy(ArticleDraftEntity, { key })
    const versions = await manager.find(ArticleVersionEntity, { where: { key }, order: { version: 'DESC' } })
    const content = draft?.content ?? versions[0]?.content
    if (!content) throw noSuchArticle()
    return { ...keptView(row, draft, await this.names(manager, [row]), today()), content, versions: versions.map((version) => versionView(version, row.version)) }
  }

  async contentOf(key: string, version: number): Promise<ArticleContent> {
    const row = await this.database.manager.findOneBy(ArticleVersionEntity, { key, version })
    if (!row) throw refusal.notFound({ vi: 'phiên bản này', en: 'version' })
    return row.content
  }

  /** Word by word, in the order in which the article is read. */
  async compare(key: string, { from, to }: CompareArticle): Promise<ArticleChange[]> {
    const side = async (which: number | 'draft') => (which === 'draft' ? (await this.draft(key)).content : this.contentOf(key, which))
    return articleChanges(await side(from), await side(to))
  }

  async saveDraft(key: string, { revision, content, isNew }: SaveArticleDraft, session: Session): Promise<ArticleRecord> {
    await this.database.manager.transaction(async (tx) => {
      const at = new Date()
      const known = await tx.findOne(ArticleEntity, { where: { key }, lock: { mode: 'pessimistic_write' } })
      if (known && isNew) throw keyTaken(known)
      const row = known ?? newArticle(key)
      const there = await tx.findOneBy(ArticleDraftEntity, { key })
      if ((there?.revision ?? null) !== revision) throw savedMeanwhile()
      const next = row.draftRevision + 1
      await tx.save(ArticleEntity, { ...row, ...heads(content), draftRevision: next, changedAt: at, changedBy: session.displayName })
      await tx.save(ArticleDraftEntity, { key, revision: next, content, savedAt: at, savedBy: session.displayName })
      await this.tellChanged(tx, key)
    })
    this.outbox.wake()
    return this.record(key)
  }

  /** An article that was never published goes with its draft. */
  async dropDraft(key: string, session: Session): Promise<void> {
    await this.database.manager.transaction(async (tx) => {
      await this.lock(tx, key)
      await tx.delete(ArticleDraftEntity, { key })
      const newest = await newestOf(tx, key)
      if (newest) await tx.update(ArticleEntity, { key }, { ...heads(newest.content), changedAt: new Date(), changedBy: session.displayName })
      else await tx.delete(ArticleEntity, { key })
      await this.tellChanged(tx, key)
    })
    this.outbox.wake()
  }

  /** Sounds first, then the row, then the file that the IVR reads. */
  async publish(key: string, { revision, note }: PublishArticle, session: Session): Promise<ArticleRecord> {
    const draft = await this.draft(key)
    if (draft.revision !== revision) throw savedMeanwhile()
    await this.put(key, draft.content, { deed: 'published', note, rolledBackTo: null }, session, async (tx) => {
      const { affected } = await tx.delete(ArticleDraftEntity, { key, revision })
      if (affected === 0) throw savedMeanwhile()
    })
    return this.record(key)
  }

  /** An older version is in force again, as a new one; a draft stays. */
  async rollBack(key: string, { version, note }: RollBackArticle, session: Session): Promise<ArticleRecord> {
    await this.put(key, await this.contentOf(key, version), { deed: 'rolled-back', note, rolledBackTo: version }, session)
    return this.record(key)
  }

  /** Nobody finds it any more. @throws RefusedError 409 while a flow names it */
  async withdraw(key: string, { note }: WithdrawArticle, session: Session): Promise<ArticleRecord> {
    const { version } = await this.record(key)
    if (version === null) throw refusal.conflict('not-in-force', { vi: 'Bài viết này hiện không được sử dụng.', en: 'This article is not in force.' })
    await this.put(key, await this.contentOf(key, version), { deed: 'withdrawn', note, rolledBackTo: null }, session)
    return this.record(key)
  }

  async care(key: string, { ownerId, reviewAt, reviewed }: CareForArticle, session: Session): Promise<ArticleRecord> {
    if (ownerId !== null && !(await this.owners()).some(({ id }) => id === ownerId)) throw refusal.notFound({ vi: 'người phụ trách này', en: 'owner' })
    await this.database.manager.transaction(async (tx) => {
      await this.lock(tx, key)
      await tx.update(ArticleEntity, { key }, { ownerId, reviewAt, ...(reviewed && { reviewedAt: new Date(), reviewedBy: session.displayName }) })
      await this.tellChanged(tx, key)
    })
    this.outbox.wake()
    this.log.log(`article ${key}: owner ${ownerId ?? 'none'}, review ${reviewAt ?? 'none'}${reviewed ? ', reviewed' : ''} by ${session.username}`)
    return this.record(key)
  }

  /** Who may answer for an article: everybody whose account is open. */
  async owners(): Promise<{ id: number; name: string }[]> {
    const users = await this.database.manager.find(UserEntity, { where: { disabledAt: IsNull() }, order: { displayName: 'ASC' } })
    return users.map(({ id, displayName }) => ({ id, name: displayName }))
  }

  private async put(key: string, content: ArticleContent, how: Pick<ArticleVersionEntity, 'deed' | 'note' | 'rolledBackTo'>, session: Session, also: (tx: EntityManager) => Promise<void> = async () => undefined): Promise<void> {
    const isSpoken = content.forFlows && how.deed !== 'withdrawn'
    if (isSpoken) await this.publisher.speak({ vi: spokenArticle(content, 'vi'), en: spokenArticle(content, 'en') })
    const wasSpoken = await this.database.manager.transaction(async (tx) => {
      // One at a time, whichever article: so that ids of versions are in the order of the commits (KnowledgeIndex).
      const stamp = await tx.findOneOrFail(KnowledgeStampEntity, { where: { id: 1 }, lock: { mode: 'pessimistic_write' } })
      const row = await this.lock(tx, key)
      if (row.forFlows && !isSpoken) await refuseNamed(tx, key)
      await also(tx)
      const version = ((await newestOf(tx, key))?.version ?? 0) + 1
      const at = new Date()
      const { id } = await tx.save(Object.assign(new ArticleVersionEntity(), { key, version, content, madeAt: at, madeBy: session.displayName, ...how }))
      const draft = await tx.findOneBy(ArticleDraftEntity, { key })
      await tx.update(ArticleEntity, { key }, { ...heads(draft?.content ?? content), version: how.deed === 'withdrawn' ? null : version, forFlows: isSpoken, changedAt: at, changedBy: session.displayName })
      await tx.update(KnowledgeStampEntity, { id: stamp.id }, { lastVersionId: id })
      await this.tellChanged(tx, key)
      return row.forFlows
    })
    this.outbox.wake()
    this.log.log(`article ${key} ${how.deed} by ${session.username}`)
    if (isSpoken || wasSpoken) await this.writer.tell()
  }

  private async draft(key: string): Promise<ArticleDraftEntity> {
    const draft = await this.database.manager.findOneBy(ArticleDraftEntity, { key })
    if (!draft) throw refusal.notFound({ vi: 'bản nháp', en: 'draft' })
    return draft
  }

  private async lock(tx: EntityManager, key: string): Promise<ArticleEntity> {
    const row = await tx.findOne(ArticleEntity, { where: { key }, lock: { mode: 'pessimistic_write' } })
    if (!row) throw noSuchArticle()
    return row
  }

  private async names(manager: EntityManager, rows: readonly ArticleEntity[]): Promise<Map<number, string>> {
    const ids = rows.flatMap(({ ownerId }) => ownerId ?? [])
    return new Map(ids.length === 0 ? [] : (await manager.findBy(UserEntity, { id: In(ids) })).map(({ id, displayName }) => [id, displayName]))
  }

  private tellChanged(tx: EntityManager, key: string): Promise<void> {
    return this.outbox.store(tx, { topic: 'article', id: key, departmentId: null })
  }
}

const heads = ({ topic, title, isExample }: ArticleContent) => ({ topic, titleVi: title.vi, titleEn: title.en, isExample })

const newArticle = (key: string): Omit<ArticleEntity, 'topic' | 'titleVi' | 'titleEn' | 'isExample' | 'changedAt' | 'changedBy'> => ({ key, version: null, forFlows: false, draftRevision: 0, ownerId: null, reviewAt: null, reviewedAt: null, reviewedBy: null })

const newestOf = (tx: EntityManager, key: string) => tx.findOne(ArticleVersionEntity, { where: { key }, order: { version: 'DESC' } })

async function refuseNamed(tx: EntityManager, key: string): Promise<void> {
  const names = await flowsNaming(tx, key)
  if (names.length === 0) return
  throw new RefusedError(409, {
    code: 'named-by-flow',
    message: { vi: `Kịch bản ${names.join(', ')} đang đọc bài viết này. Vui lòng bỏ bài khỏi kịch bản trước.`, en: `The flow ${names.join(', ')} reads this article out. Please take it out of the flow first.` },
    details: names.map((name) => ({ path: 'flow', message: name })),
  })
}

const keyTaken = ({ titleVi, titleEn }: ArticleEntity) => refusal.conflict('article-key-taken', { vi: `Mã này đã được dùng cho bài "${titleVi}".`, en: `This key is taken by "${titleEn || titleVi}".` })

const savedMeanwhile = () => refusal.conflict('article-saved-meanwhile', { vi: 'Người khác vừa lưu bài viết này. Vui lòng tải lại trước khi sửa tiếp.', en: 'Somebody else has saved this article meanwhile. Please reload it before you go on.' })
