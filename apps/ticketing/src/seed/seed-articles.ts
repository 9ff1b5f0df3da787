import { ArticleContent, ArticleKey, ArticleTopic } from '@app/contracts'
import { dayOf } from '@app/metrics'
import { DateTime } from 'luxon'
import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import { ArticleEntity, ArticleVersionEntity, KnowledgeStampEntity } from '../database/knowledge.entities.js'
import { ZONE } from '../settings.js'
import business from './procedures/business.json' with { type: 'json' }
import civilStatus from './procedures/civil-status.json' with { type: 'json' }
import construction from './procedures/construction.json' with { type: 'json' }
import education from './procedures/education.json' with { type: 'json' }
import identity from './procedures/identity.json' with { type: 'json' }
import insurance from './procedures/insurance.json' with { type: 'json' }
import justice from './procedures/justice.json' with { type: 'json' }
import labour from './procedures/labour.json' with { type: 'json' }
import land from './procedures/land.json' with { type: 'json' }
import residence from './procedures/residence.json' with { type: 'json' }
import socialSupport from './procedures/social-support.json' with { type: 'json' }
import transport from './procedures/transport.json' with { type: 'json' }

const BY_TOPIC: Partial<Record<ArticleTopic, unknown>> = {
  'civil-status': civilStatus,
  residence,
  identity,
  land,
  construction,
  business,
  transport,
  insurance,
  labour,
  'social-support': socialSupport,
  education,
  justice,
}

/** The city checks them first. */
const REVIEW_WITHIN_DAYS = 30

const Procedures = z.array(ArticleContent.omit({ topic: true, spoken: true, forFlows: true, isExample: true }).extend({ key: ArticleKey, steps: ArticleContent.shape.steps.default([]) }))

/** The procedures that people ask for most, each an example that somebody has to check. */
export const EXAMPLE_ARTICLES: readonly { key: string; content: ArticleContent }[] = Object.entries(BY_TOPIC).flatMap(([topic, procedures]) =>
  Procedures.parse(procedures).map(({ key, ...content }) => ({ key, content: { ...content, topic: ArticleTopic.parse(topic), spoken: { vi: '', en: '' }, forFlows: false, isExample: true } })),
)

/** At the first start; what is there is never changed. @returns what was done, for the log */
export async function seedArticles(tx: EntityManager): Promise<string[]> {
  const stamp = await tx.findOneOrFail(KnowledgeStampEntity, { where: { id: 1 }, lock: { mode: 'pessimistic_write' } })
  const there = new Set((await tx.find(ArticleEntity, { select: { key: true } })).map(({ key }) => key))
  const missing = EXAMPLE_ARTICLES.filter(({ key }) => !there.has(key))
  if (missing.length === 0) return []
  const at = new Date()
  const reviewAt = DateTime.fromISO(dayOf(at, ZONE).day).plus({ days: REVIEW_WITHIN_DAYS }).toISODate()
  await tx.insert(
    ArticleEntity,
    missing.map(({ key, content: { topic, title } }) => ({ key, topic, titleVi: title.vi, titleEn: title.en, isExample: true, version: 1, forFlows: false, draftRevision: 0, ownerId: null, reviewAt, reviewedAt: null, reviewedBy: null, changedAt: at, changedBy: 'system' })),
  )
  await tx.insert(
    ArticleVersionEntity,
    missing.map(({ key, content }) => ({ key, version: 1, deed: 'published' as const, content, note: '', rolledBackTo: null, madeAt: at, madeBy: 'system' })),
  )
  await tx.update(KnowledgeStampEntity, { id: stamp.id }, { lastVersionId: (await tx.maximum(ArticleVersionEntity, 'id')) ?? 0 })
  return [`example articles put in: ${missing.length}`]
}
