import type { ARTICLE_DEEDS, ArticleContent, ArticleTopic } from '@app/contracts'
import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, type ValueTransformer } from 'typeorm'
import { UserEntity } from './directory.entities.js'

const json: ValueTransformer = { to: (value: unknown) => JSON.stringify(value), from: (text: string) => JSON.parse(text) as unknown }

/** An article as it is kept; what it says stands in its versions and its draft. */
@Entity('articles')
@Index('ix_articles_review', ['reviewAt'])
export class ArticleEntity {
  @PrimaryColumn({ name: 'article_key', type: 'varchar', length: 40 }) key: string
  /** Of what was written last, for lists. */
  @Column({ type: 'varchar', length: 20 }) topic: ArticleTopic
  @Column({ name: 'title_vi', type: 'varchar', length: 120 }) titleVi: string
  @Column({ name: 'title_en', type: 'varchar', length: 120 }) titleEn: string
  @Column({ name: 'is_example', type: 'boolean' }) isExample: boolean
  /** In force; null: never was, or was withdrawn. */
  @Column({ type: 'int', nullable: true }) version: number | null
  /** What is in force may be named by a flow. */
  @Column({ name: 'for_flows', type: 'boolean' }) forFlows: boolean
  /** The last number given to a draft; also of one that was published or thrown away. */
  @Column({ name: 'draft_revision', type: 'int' }) draftRevision: number
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_articles_owner' })
  @Column({ name: 'owner_id', type: 'int', nullable: true })
  ownerId: number | null
  /** The day by which somebody is to look at it again. */
  @Column({ name: 'review_at', type: 'date', nullable: true }) reviewAt: string | null
  @Column({ name: 'reviewed_at', type: 'datetime', precision: 3, nullable: true }) reviewedAt: Date | null
  @Column({ name: 'reviewed_by', type: 'varchar', length: 120, nullable: true }) reviewedBy: string | null
  @Column({ name: 'changed_at', type: 'datetime', precision: 3 }) changedAt: Date
  @Column({ name: 'changed_by', type: 'varchar', length: 120 }) changedBy: string
}

/** What somebody works on; at most one an article. */
@Entity('article_drafts')
export class ArticleDraftEntity {
  @ForeignKey(() => ArticleEntity, 'key', { name: 'fk_article_drafts_article' })
  @PrimaryColumn({ name: 'article_key', type: 'varchar', length: 40 })
  key: string
  @Column({ type: 'int' }) revision: number
  @Column({ type: 'mediumtext', transformer: json }) content: ArticleContent
  @Column({ name: 'saved_at', type: 'datetime', precision: 3 }) savedAt: Date
  @Column({ name: 'saved_by', type: 'varchar', length: 120 }) savedBy: string
}

/** What was published, and that it was withdrawn; only ever added to. Under the stamp's lock, so ids are in the order of the commits. */
@Entity('article_versions')
@Index('uq_article_versions', ['key', 'version'], { unique: true })
export class ArticleVersionEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @ForeignKey(() => ArticleEntity, 'key', { name: 'fk_article_versions_article' })
  @Column({ name: 'article_key', type: 'varchar', length: 40 })
  key: string
  @Column({ type: 'int' }) version: number
  @Column({ type: 'varchar', length: 12 }) deed: (typeof ARTICLE_DEEDS)[number]
  @Column({ type: 'mediumtext', transformer: json }) content: ArticleContent
  @Column({ type: 'varchar', length: 300 }) note: string
  @Column({ name: 'rolled_back_to', type: 'int', nullable: true }) rolledBackTo: number | null
  @Column({ name: 'made_at', type: 'datetime', precision: 3 }) madeAt: Date
  @Column({ name: 'made_by', type: 'varchar', length: 120 }) madeBy: string
}

/** One row: the id of the newest version of any article, so that whoever keeps an index knows with one word what is new. */
@Entity('knowledge_stamp')
export class KnowledgeStampEntity {
  @PrimaryColumn({ type: 'tinyint' }) id: number
  @Column({ name: 'last_version_id', type: 'int' }) lastVersionId: number
}

/** An article at one occasion: a call, or a look outside of calls. */
@Entity('article_uses')
@Index('uq_article_uses', ['occasion', 'key', 'userId'], { unique: true })
@Index('ix_article_uses_opened', ['openedAt'])
export class ArticleUseEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @ForeignKey(() => ArticleEntity, 'key', { name: 'fk_article_uses_article' })
  @Column({ name: 'article_key', type: 'varchar', length: 40 })
  key: string
  @Column({ type: 'varchar', length: 64 }) occasion: string
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_article_uses_user' })
  @Column({ name: 'user_id', type: 'int' })
  userId: number
  @Column({ name: 'call_id', type: 'varchar', length: 64, nullable: true }) callId: string | null
  @Column({ type: 'int' }) version: number
  @Column({ name: 'opened_at', type: 'datetime', precision: 3 }) openedAt: Date
  @Column({ name: 'read_out_at', type: 'datetime', precision: 3, nullable: true }) readOutAt: Date | null
  @Column({ name: 'sent_at', type: 'datetime', precision: 3, nullable: true }) sentAt: Date | null
  @Column({ type: 'boolean', nullable: true }) helped: boolean | null
  /** What was missing, where it did not help. */
  @Column({ type: 'varchar', length: 300 }) remark: string
}

/** Words for which nothing was found: not whose they were, nor who looked. */
@Entity('article_misses')
export class ArticleMissEntity {
  @PrimaryColumn({ type: 'varchar', length: 120 }) words: string
  @Column({ type: 'int' }) times: number
  @Column({ name: 'last_at', type: 'date' }) lastAt: string
}
