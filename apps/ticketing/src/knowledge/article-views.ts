import type { ArticleHit, ArticleVersion, KeptArticle } from '@app/contracts'
import { dayOf } from '@app/metrics'
import type { ArticleDraftEntity, ArticleEntity, ArticleVersionEntity } from '../database/knowledge.entities.js'
import type { ArticleHead } from './knowledge-index.js'
import { ZONE } from '../settings.js'

export const today = (): string => dayOf(new Date(), ZONE).day

/** The day itself is still in time. */
export const isOverdue = ({ reviewAt }: Pick<ArticleEntity, 'reviewAt'>, day: string): boolean => reviewAt !== null && reviewAt < day

export const hitView = (key: string, head: ArticleHead, { overdue, slip }: { overdue: boolean; slip: boolean }): ArticleHit => ({
  key,
  ...head,
  isOverdue: overdue,
  slip,
})

export const keptView = (row: ArticleEntity, draft: Pick<ArticleDraftEntity, 'revision' | 'savedAt' | 'savedBy'> | null, owners: ReadonlyMap<number, string>, day: string): KeptArticle => ({
  key: row.key,
  topic: row.topic,
  title: { vi: row.titleVi, en: row.titleEn },
  version: row.version,
  draft: draft && { revision: draft.revision, at: draft.savedAt.toISOString(), by: draft.savedBy },
  isExample: row.isExample,
  owner: ownerOf(row, owners),
  reviewAt: row.reviewAt,
  isOverdue: isOverdue(row, day),
  changedAt: row.changedAt.toISOString(),
  changedBy: row.changedBy,
})

export const ownerOf = ({ ownerId }: Pick<ArticleEntity, 'ownerId'>, names: ReadonlyMap<number, string>) => (ownerId === null ? null : { id: ownerId, name: names.get(ownerId) ?? '' })

export const versionView = (row: ArticleVersionEntity, current: number | null): ArticleVersion => ({
  version: row.version,
  deed: row.deed,
  note: row.note,
  at: row.madeAt.toISOString(),
  by: row.madeBy,
  rolledBackTo: row.rolledBackTo,
  isCurrent: row.version === current,
})
