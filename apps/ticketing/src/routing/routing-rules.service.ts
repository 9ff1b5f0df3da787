import { Injectable, Logger } from '@nestjs/common'
import { RoutingRules, type PublishRouting, type RollBackRouting, type RoutingDetails, type RoutingVersion, type RoutingVersionSummary, type RoutingWorld, type SaveRouting, type Session } from '@app/contracts'
import { dayOf } from '@app/metrics'
import { refusal } from '@app/service'
import { checkRules, isValidOn } from '@app/ticket-routing'
import type { EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import { CategoryEntity, DepartmentEntity, OpeningHoursEntity, UserEntity } from '../database/directory.entities.js'
import { RoutingDraftEntity, RoutingVersionEntity } from '../database/routing.entities.js'
import { Outbox } from '../outbox/outbox.js'
import { ZONE } from '../settings.js'
import { newestRules, NO_RULES } from './published-rules.js'
import { readDirectory } from './read-directory.js'
import { nothingToPublish, routingHasFaults, staleRouting } from './routing-refusals.js'

/** Routing rules from draft to published, and back. Versions are only ever added to. */
@Injectable()
export class RoutingRulesService {
  private readonly log = new Logger(RoutingRulesService.name)

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  async details(): Promise<RoutingDetails> {
    const { manager } = this.database
    const draft = await manager.findOneByOrFail(RoutingDraftEntity, { id: 1 })
    const versions = await manager.find(RoutingVersionEntity, { order: { version: 'DESC' } })
    const publishedDefinition = RoutingRules.parse(versions[0]?.definition ?? NO_RULES)
    const definition = draft.definition === null ? publishedDefinition : RoutingRules.parse(draft.definition)
    const summaries = versions.map((row, index) => summaryOf(row, index === 0))
    return {
      published: summaries[0] ?? null,
      draft: draft.definition === null || draft.savedAt === null ? null : { revision: draft.revision, at: draft.savedAt.toISOString(), by: draft.savedBy ?? '' },
      definition,
      publishedDefinition,
      faults: await this.check(manager, definition),
      versions: summaries,
    }
  }

  async world(): Promise<RoutingWorld> {
    const { manager } = this.database
    const { day } = dayOf(new Date(), ZONE)
    const departments = await manager.find(DepartmentEntity, { order: { id: 'ASC' } })
    const codeOf = new Map(departments.map(({ id, code }) => [id, code]))
    const people = await manager.find(UserEntity, { where: { role: 'officer' }, order: { displayName: 'ASC' } })
    return {
      departments: departments.map((row) => ({ code: row.code, name: { vi: row.nameVi, en: row.nameEn }, ward: row.type === 'ward', valid: isValidOn(row, day), fallback: row.isFallback })),
      categories: (await manager.find(CategoryEntity, { order: { position: 'ASC', id: 'ASC' } })).map((row) => ({ code: row.code, name: { vi: row.nameVi, en: row.nameEn }, department: codeOf.get(row.departmentId) ?? '' })),
      hours: (await manager.find(OpeningHoursEntity, { order: { id: 'ASC' } })).map(({ code, titleVi, titleEn }) => ({ code, title: { vi: titleVi, en: titleEn } })),
      people: people.flatMap(({ username, displayName, departmentId }) => (departmentId === null ? [] : [{ username, name: displayName, department: codeOf.get(departmentId) ?? '' }])),
    }
  }

  async version(version: number): Promise<RoutingVersion> {
    const { manager } = this.database
    const row = await manager.findOneBy(RoutingVersionEntity, { version })
    if (!row) throw refusal.notFound({ vi: 'phiên bản này', en: 'version' })
    const newest = await newestRules(manager)
    return { ...summaryOf(row, newest?.version === version), definition: RoutingRules.parse(row.definition) }
  }

  /** Faults and all: nobody loses work. @throws RefusedError 409 when somebody else saved meanwhile */
  async saveDraft({ revision, definition }: SaveRouting, session: Session): Promise<RoutingDetails> {
    await this.change(async (tx, draft) => {
      if ((draft.definition === null ? null : draft.revision) !== revision) throw staleRouting(draft)
      await tx.update(RoutingDraftEntity, 1, { revision: draft.revision + 1, definition, savedAt: new Date(), savedBy: session.displayName })
    })
    return this.details()
  }

  async dropDraft(): Promise<RoutingDetails> {
    await this.change((tx) => tx.update(RoutingDraftEntity, 1, { definition: null }))
    return this.details()
  }

  /** @throws RefusedError 409 with every fault, or when the draft is another one by now */
  async publish({ revision, note }: PublishRouting, session: Session): Promise<RoutingDetails> {
    await this.change(async (tx, draft) => {
      if (draft.definition === null) throw nothingToPublish()
      if (draft.revision !== revision) throw staleRouting(draft)
      await this.addVersion(tx, RoutingRules.parse(draft.definition), { note, publishedBy: session.displayName, rolledBackTo: null })
      await tx.update(RoutingDraftEntity, 1, { definition: null })
    })
    return this.details()
  }

  /** An older version in force again, as a new one; a draft stays what it is. @throws RefusedError 409 when it names what is no longer there */
  async rollBack({ version, note }: RollBackRouting, session: Session): Promise<RoutingDetails> {
    const { definition } = await this.version(version)
    await this.change((tx) => this.addVersion(tx, definition, { note, publishedBy: session.displayName, rolledBackTo: version }))
    return this.details()
  }

  private async addVersion(tx: EntityManager, definition: RoutingRules, how: Pick<RoutingVersionEntity, 'note' | 'publishedBy' | 'rolledBackTo'>): Promise<void> {
    const faults = await this.check(tx, definition)
    if (faults.length > 0) throw routingHasFaults(faults)
    const version = ((await newestRules(tx))?.version ?? 0) + 1
    await tx.insert(RoutingVersionEntity, { version, definition, publishedAt: new Date(), ...how })
    this.log.log(`routing rules: version ${version} published by ${how.publishedBy}`)
  }

  private async check(manager: EntityManager, rules: RoutingRules) {
    return checkRules(rules, await readDirectory(manager), dayOf(new Date(), ZONE).day)
  }

  /** One change at a time; told after its commit. */
  private async change(work: (tx: EntityManager, draft: RoutingDraftEntity) => Promise<unknown>): Promise<void> {
    await this.database.manager.transaction(async (tx) => {
      await work(tx, await tx.findOneOrFail(RoutingDraftEntity, { where: { id: 1 }, lock: { mode: 'pessimistic_write' } }))
      await this.outbox.store(tx, { topic: 'routing', id: 'rules', departmentId: null })
    })
    this.outbox.wake()
  }
}

const summaryOf = (row: RoutingVersionEntity, current: boolean): RoutingVersionSummary => ({
  version: row.version,
  current,
  at: row.publishedAt.toISOString(),
  by: row.publishedBy,
  note: row.note,
  rules: row.definition.rules.length,
  rolledBackTo: row.rolledBackTo,
})
