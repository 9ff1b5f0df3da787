import { Inject, Injectable } from '@nestjs/common'
import type { FlowDetails, FlowSummary, FlowVersion, FlowVersionSummary, PublishFlow, RollBackFlow, SaveDraft, Session } from '@app/contracts'
import { checkFlow, parseFlow, type Flow, type FlowFinding } from '@app/flow'
import { refusal, RefusedError } from '@app/service'
import type { EntityManager } from 'typeorm'
import { parse } from 'yaml'
import { Database } from '../database/database.js'
import { FlowDraftEntity, FlowEntity, FlowVersionEntity, type FlowDefinition } from '../database/flow.entities.js'
import { Outbox } from '../outbox/outbox.js'
import { SETTINGS, type TicketingSettings } from '../settings.js'
import { FlowPublisher } from './flow-publisher.js'

const LARGEST_DRAFT = 500_000

/** Flows from draft to published, and back. History is only ever added to. */
@Injectable()
export class FlowsService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly publisher: FlowPublisher,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
  ) {}

  async list(): Promise<FlowSummary[]> {
    const flows = await this.database.manager.find(FlowEntity, { order: { id: 'ASC' } })
    return Promise.all(flows.map((flow) => this.summary(flow)))
  }

  async details(id: number): Promise<FlowDetails> {
    const flow = await this.find(id)
    const { manager } = this.database
    const draft = await manager.findOneBy(FlowDraftEntity, { flowId: id })
    const versions = await manager.find(FlowVersionEntity, { where: { flowId: id }, order: { version: 'DESC' } })
    return { ...(await this.summary(flow)), versions: versions.map((row, i) => versionSummary(row, i === 0)), definition: draft?.definition ?? versions[0]?.definition ?? null }
  }

  async version(id: number, version: number): Promise<FlowVersion> {
    const { manager } = this.database
    const row = await manager.findOneBy(FlowVersionEntity, { flowId: id, version })
    if (!row) throw refusal.notFound({ vi: 'phiên bản này', en: 'version' })
    const newest = await newestOf(manager, id)
    return { ...versionSummary(row, newest?.version === version), definition: row.definition }
  }

  async draft(id: number): Promise<FlowDraftEntity> {
    const draft = await this.database.manager.findOneBy(FlowDraftEntity, { flowId: id })
    if (!draft) throw refusal.notFound({ vi: 'bản nháp', en: 'draft' })
    return draft
  }

  async saveDraft(id: number, { revision, definition }: SaveDraft, session: Session): Promise<{ revision: number }> {
    await this.find(id)
    if (JSON.stringify(definition).length > LARGEST_DRAFT) throw refusal.conflict('draft-too-large', { vi: 'Kịch bản quá lớn (trên 500 kB).', en: 'The flow is too large (over 500 kB).' })
    const saved = await this.database.manager.transaction(async (tx) => {
      const there = await tx.findOne(FlowDraftEntity, { where: { flowId: id }, lock: { mode: 'pessimistic_write' } })
      if ((there?.revision ?? null) !== revision) throw staleDraft(there)
      const draft = Object.assign(new FlowDraftEntity(), { flowId: id, revision: (there?.revision ?? 0) + 1, definition, savedAt: new Date(), savedBy: session.displayName })
      await tx.save(draft)
      await this.outbox.store(tx, { topic: 'flow', id: String(id), departmentId: null })
      return draft
    })
    this.outbox.wake()
    return { revision: saved.revision }
  }

  async dropDraft(id: number): Promise<void> {
    await this.database.manager.transaction(async (tx) => {
      await tx.delete(FlowDraftEntity, { flowId: id })
      await this.outbox.store(tx, { topic: 'flow', id: String(id), departmentId: null })
    })
    this.outbox.wake()
  }

  /** A file as the next draft; faults are kept in it for the editor to show, but it must be readable. */
  async import(id: number, text: string, session: Session): Promise<FlowDetails> {
    const { faults } = parseFlow(text, this.world)
    const unreadable = faults.filter(({ code }) => code === 'bad-yaml' || code === 'bad-field')
    if (unreadable.length > 0) {
      throw new RefusedError(400, {
        code: 'bad-flow-file',
        message: { vi: `Tệp không đọc được: dòng ${unreadable[0]?.line}: ${unreadable[0]?.message.vi}`, en: `The file cannot be read: line ${unreadable[0]?.line}: ${unreadable[0]?.message.en}` },
        details: unreadable.map(({ line, message }) => ({ path: `line ${line}`, message: message.en })),
      })
    }
    const draft = await this.database.manager.findOneBy(FlowDraftEntity, { flowId: id })
    await this.saveDraft(id, { revision: draft?.revision ?? null, definition: parse(text) as FlowDefinition }, session)
    return this.details(id)
  }

  async publish(id: number, { revision, note }: PublishFlow, session: Session): Promise<FlowDetails> {
    const draft = await this.draft(id)
    if (draft.revision !== revision) throw staleDraft(draft)
    await this.publishDefinition(id, draft.definition, { note, by: session.displayName, rolledBackTo: null, revision })
    return this.details(id)
  }

  async rollBack(id: number, { version, note }: RollBackFlow, session: Session): Promise<FlowDetails> {
    const { definition } = await this.version(id, version)
    await this.publishDefinition(id, definition, { note, by: session.displayName, rolledBackTo: version, revision: null })
    return this.details(id)
  }

  /** Makes a flow that is published at once; for the first start. */
  async add(name: string, numbers: string[], definition: FlowDefinition, by: string): Promise<void> {
    const { id } = await this.database.manager.save(Object.assign(new FlowEntity(), { name, numbers }))
    await this.publishDefinition(id, definition, { note: '', by, rolledBackTo: null, revision: null })
  }

  /** Sounds first, then the row, then the files: what a caller reaches is always whole. */
  private async publishDefinition(id: number, definition: FlowDefinition, how: { note: string; by: string; rolledBackTo: number | null; revision: number | null }): Promise<void> {
    const flow = this.checked(definition)
    const sounds = await this.publisher.makeSounds(flow)
    await this.publisher.writeVersion(flow, sounds)
    await this.database.manager.transaction(async (tx) => {
      await tx.findOneOrFail(FlowEntity, { where: { id }, lock: { mode: 'pessimistic_write' } })
      if (how.revision !== null) {
        const { affected } = await tx.delete(FlowDraftEntity, { flowId: id, revision: how.revision })
        if (affected === 0) throw staleDraft(await tx.findOneBy(FlowDraftEntity, { flowId: id }))
      }
      const newest = await newestOf(tx, id)
      const version = { flowId: id, version: (newest?.version ?? 0) + 1, hash: flow.version, definition, note: how.note, rolledBackTo: how.rolledBackTo, publishedAt: new Date(), publishedBy: how.by }
      await tx.save(Object.assign(new FlowVersionEntity(), version))
      await this.outbox.store(tx, { topic: 'flow', id: String(id), departmentId: null })
    })
    this.outbox.wake()
    await this.publisher.writeNumbers()
  }

  /** Everything published that callers can reach, on disk again: after a lost disk, or an end between the row and the files. */
  async reconcile(): Promise<void> {
    const { manager } = this.database
    await this.publisher.speakDepartments()
    for (const { id } of await manager.find(FlowEntity)) {
      const newest = await newestOf(manager, id)
      if (!newest) continue
      const flow = this.checked(newest.definition)
      await this.publisher.writeVersion(flow, await this.publisher.makeSounds(flow))
    }
    await this.publisher.writeNumbers()
  }

  /** @throws RefusedError 409 with every fault */
  private checked(definition: FlowDefinition): Flow {
    const { flow, faults } = checkFlow(definition, this.world)
    if (!flow) throw flowHasFaults(faults)
    return flow
  }

  private get world() {
    return { queues: this.settings.QUEUES }
  }

  private async find(id: number): Promise<FlowEntity> {
    const flow = await this.database.manager.findOneBy(FlowEntity, { id })
    if (!flow) throw refusal.notFound({ vi: 'kịch bản này', en: 'flow' })
    return flow
  }

  private async summary({ id, name, numbers }: FlowEntity): Promise<FlowSummary> {
    const { manager } = this.database
    const newest = await newestOf(manager, id)
    const draft = await manager.findOneBy(FlowDraftEntity, { flowId: id })
    return {
      id,
      name,
      numbers,
      published: newest && { version: newest.version, at: newest.publishedAt.toISOString(), by: newest.publishedBy },
      draft: draft && { revision: draft.revision, at: draft.savedAt.toISOString(), by: draft.savedBy },
    }
  }
}

async function newestOf(manager: EntityManager, flowId: number): Promise<FlowVersionEntity | null> {
  const [newest = null] = await manager.find(FlowVersionEntity, { where: { flowId }, order: { version: 'DESC' }, take: 1 })
  return newest
}

const versionSummary = (row: FlowVersionEntity, current: boolean): FlowVersionSummary => ({
  version: row.version,
  current,
  at: row.publishedAt.toISOString(),
  by: row.publishedBy,
  note: row.note,
  rolledBackTo: row.rolledBackTo,
})

function staleDraft(there: FlowDraftEntity | null): RefusedError {
  const who = there ? { vi: ` (${there.savedBy}, ${there.savedAt.toISOString()})`, en: ` (${there.savedBy}, ${there.savedAt.toISOString()})` } : { vi: '', en: '' }
  return refusal.conflict('stale-draft', { vi: `Bản nháp đã được người khác lưu hoặc xuất bản${who.vi}.`, en: `Somebody else saved or published the draft meanwhile${who.en}.` })
}

const flowHasFaults = (faults: FlowFinding[]) =>
  new RefusedError(409, {
    code: 'flow-has-faults',
    message: { vi: `Kịch bản còn ${faults.length} lỗi nên chưa thể xuất bản.`, en: `The flow has ${faults.length} faults and cannot be published.` },
    details: faults.map(({ path, message }) => ({ path: path.join('.'), message: `${message.vi} / ${message.en}` })),
  })
