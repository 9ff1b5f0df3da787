import { Inject, Injectable } from '@nestjs/common'
import { EVERY_OTHER, type FlowDetails, type FlowSummary, type FlowVersion, type FlowVersionSummary, type NameFlow, type NewFlow, type PublishFlow, type RollBackFlow, type SaveDraft, type Session, type TryFlow } from '@app/contracts'
import { checkFlow, FlowFile, parseFlow, type Flow, type FlowWorld } from '@app/flow'
import { refusal } from '@app/service'
import { IsNull, Not, type EntityManager } from 'typeorm'
import { parse } from 'yaml'
import { Database } from '../database/database.js'
import { DepartmentEntity, OpeningHoursEntity } from '../database/directory.entities.js'
import { FlowDraftEntity, FlowEntity, FlowVersionEntity, type FlowDefinition } from '../database/flow.entities.js'
import { ArticleEntity } from '../database/knowledge.entities.js'
import { Outbox } from '../outbox/outbox.js'
import { SETTINGS, type TicketingSettings } from '../settings.js'
import { FlowPublisher } from './flow-publisher.js'
import { draftTooLarge, flowHasFaults, numberTaken, staleDraft, unreadableFile, whyOf } from './flow-refusals.js'

/** Bytes. */
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
    if (Buffer.byteLength(JSON.stringify(definition)) > LARGEST_DRAFT) throw draftTooLarge()
    const saved = await this.change(id, async (tx, flow) => {
      const there = await tx.findOneBy(FlowDraftEntity, { flowId: id })
      if ((there?.revision ?? null) !== revision) throw staleDraft(there)
      const next = flow.draftRevision + 1
      await tx.update(FlowEntity, id, { draftRevision: next })
      await tx.save(Object.assign(new FlowDraftEntity(), { flowId: id, revision: next, definition, savedAt: new Date(), savedBy: session.displayName }))
      return next
    })
    return { revision: saved }
  }

  async dropDraft(id: number): Promise<void> {
    await this.change(id, (tx) => tx.delete(FlowDraftEntity, { flowId: id }))
  }

  /** A file as the next draft; faults are kept in it for the editor to show, but it must be readable. */
  async import(id: number, text: string, session: Session): Promise<FlowDetails> {
    return this.replaceDraft(id, await this.readable(text), session)
  }

  /** What stands in a file. @throws RefusedError 400 with the line of each fault that keeps it from being read */
  async readable(text: string): Promise<FlowFile> {
    const { faults } = parseFlow(text, await this.world())
    const unreadable = faults.filter(({ code }) => code === 'bad-yaml' || code === 'bad-field')
    if (unreadable.length > 0) throw unreadableFile(unreadable)
    return FlowFile.parse(parse(text))
  }

  /** Whatever the draft was before. */
  async replaceDraft(id: number, definition: FlowFile, session: Session): Promise<FlowDetails> {
    const draft = await this.database.manager.findOneBy(FlowDraftEntity, { flowId: id })
    await this.saveDraft(id, { revision: draft?.revision ?? null, definition }, session)
    return this.details(id)
  }

  async publish(id: number, { revision, note }: PublishFlow, session: Session): Promise<FlowDetails> {
    await this.find(id)
    const draft = await this.database.manager.findOneBy(FlowDraftEntity, { flowId: id })
    if (draft?.revision !== revision) throw staleDraft(draft)
    const spoken = await this.speak(draft.definition)
    await this.change(id, async (tx) => {
      const { affected } = await tx.delete(FlowDraftEntity, { flowId: id, revision })
      if (affected === 0) throw staleDraft(await tx.findOneBy(FlowDraftEntity, { flowId: id }))
      await addVersion(tx, id, spoken, { note, publishedBy: session.displayName, rolledBackTo: null })
    })
    await this.reachCallers()
    return this.details(id)
  }

  /** Makes the sounds and the file of a version that is not stored. @throws RefusedError 409 with its faults */
  async trial(id: number, { definition }: TryFlow): Promise<{ version: string }> {
    await this.find(id)
    if (Buffer.byteLength(JSON.stringify(definition)) > LARGEST_DRAFT) throw draftTooLarge()
    return { version: (await this.speak(definition)).hash }
  }

  async rollBack(id: number, { version, note }: RollBackFlow, session: Session): Promise<FlowDetails> {
    const { definition } = await this.version(id, version)
    const spoken = await this.speak(definition)
    await this.change(id, (tx) => addVersion(tx, id, spoken, { note, publishedBy: session.displayName, rolledBackTo: version }))
    await this.reachCallers()
    return this.details(id)
  }

  /** A new flow, with a draft that nobody reaches until it is published. */
  async make({ name, numbers, like }: NewFlow, session: Session): Promise<FlowDetails> {
    const { definition } = await this.details(like)
    const id = await this.database.manager.transaction(async (tx) => {
      await refuseTaken(tx, numbers, null)
      const flow = await tx.save(Object.assign(new FlowEntity(), { name, numbers, draftRevision: 1 }))
      await tx.save(Object.assign(new FlowDraftEntity(), { flowId: flow.id, revision: 1, definition: { ...definition, name }, savedAt: new Date(), savedBy: session.displayName }))
      await this.outbox.store(tx, { topic: 'flow', id: String(flow.id), departmentId: null })
      return flow.id
    })
    this.outbox.wake()
    return this.details(id)
  }

  /** Which numbers reach a flow from now on: callers of a number taken away reach the flow of every other number. */
  async name(id: number, { name, numbers }: NameFlow): Promise<FlowDetails> {
    await this.change(id, async (tx, flow) => {
      await refuseTaken(tx, numbers, id)
      await tx.update(FlowEntity, id, { name, numbers: [...numbers, ...flow.numbers.filter((number) => number === EVERY_OTHER)] })
    })
    await this.reachCallers()
    return this.details(id)
  }

  /** Makes a flow that is published at once; for the first start. What cannot be spoken is not made at all. */
  async add(name: string, numbers: string[], definition: FlowDefinition, publishedBy: string): Promise<void> {
    const spoken = await this.speak(definition)
    await this.database.manager.transaction(async (tx) => {
      const { id } = await tx.save(Object.assign(new FlowEntity(), { name, numbers }))
      await addVersion(tx, id, spoken, { note: '', publishedBy, rolledBackTo: null })
    })
    await this.reachCallers()
  }

  /**
   * Everything published that callers can reach, on disk again: after a lost disk, or an end between the row and the files.
   * @returns what could not be written; the rest was
   */
  async reconcile(): Promise<string[]> {
    const troubles: string[] = []
    const attempt = (what: string, work: () => Promise<unknown>) =>
      work().catch((error: unknown) => void troubles.push(`${what}: ${whyOf(error)}`))
    const { manager } = this.database
    for (const { id, name } of await manager.find(FlowEntity)) {
      const newest = await newestOf(manager, id)
      if (newest) await attempt(`flow ${name}`, () => this.speak(newest.definition))
    }
    // What can be served is served, whatever is wrong with another flow.
    await attempt('numbers', () => this.publisher.writeNumbers())
    await attempt('departments', () => this.publisher.speakDepartments())
    return troubles
  }

  private reachCallers(): Promise<void> {
    return this.publisher.reach(() => this.publisher.writeNumbers())
  }

  /** Checked, and its sounds and file made: nobody reaches it yet. */
  private async speak(definition: FlowDefinition): Promise<Spoken> {
    const flow = await this.checked(definition)
    await this.publisher.writeVersion(flow, await this.publisher.makeSounds(flow))
    return { definition, hash: flow.version }
  }

  /** One change of a flow at a time; told after its commit. */
  private async change<T>(id: number, work: (tx: EntityManager, flow: FlowEntity) => Promise<T>): Promise<T> {
    const done = await this.database.manager.transaction(async (tx) => {
      const flow = await tx.findOne(FlowEntity, { where: { id }, lock: { mode: 'pessimistic_write' } })
      if (!flow) throw noSuchFlow()
      const result = await work(tx, flow)
      await this.outbox.store(tx, { topic: 'flow', id: String(id), departmentId: null })
      return result
    })
    this.outbox.wake()
    return done
  }

  /** @throws RefusedError 409 with every fault */
  private async checked(definition: FlowDefinition): Promise<Flow> {
    const { flow, faults } = checkFlow(definition, await this.world())
    if (!flow) throw flowHasFaults(faults)
    return flow
  }

  /** What a flow may name. */
  async world(): Promise<FlowWorld> {
    const { manager } = this.database
    const articles = await manager.find(ArticleEntity, { select: { key: true }, where: { forFlows: true, version: Not(IsNull()) }, order: { key: 'ASC' } })
    const hours = await manager.find(OpeningHoursEntity, { select: { id: true, code: true }, order: { code: 'ASC' } })
    const departments = await manager.find(DepartmentEntity, { where: { phone: Not(IsNull()) }, order: { code: 'ASC' } })
    return { queues: this.settings.QUEUES, departments: departments.map(({ code }) => code), hours: hours.map(({ code }) => code), articles: articles.map(({ key }) => key), hosts: this.settings.WEB_REQUEST_HOSTS }
  }

  private async find(id: number): Promise<FlowEntity> {
    const flow = await this.database.manager.findOneBy(FlowEntity, { id })
    if (!flow) throw noSuchFlow()
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

/** @throws RefusedError 409 when another flow has one of these numbers */
async function refuseTaken(tx: EntityManager, numbers: readonly string[], own: number | null): Promise<void> {
  const others = (await tx.find(FlowEntity, { lock: { mode: 'pessimistic_write' } })).filter(({ id }) => id !== own)
  for (const { name, numbers: theirs } of others) {
    const taken = numbers.find((number) => theirs.includes(number))
    if (taken !== undefined) throw numberTaken(taken, name)
  }
}

/** A definition whose sounds and file are made. */
interface Spoken {
  definition: FlowDefinition
  hash: string
}

const noSuchFlow = () => refusal.notFound({ vi: 'kịch bản này', en: 'flow' })

async function addVersion(tx: EntityManager, flowId: number, { definition, hash }: Spoken, how: Pick<FlowVersionEntity, 'note' | 'publishedBy' | 'rolledBackTo'>): Promise<void> {
  const newest = await newestOf(tx, flowId)
  await tx.save(Object.assign(new FlowVersionEntity(), { flowId, version: (newest?.version ?? 0) + 1, hash, definition, publishedAt: new Date(), ...how }))
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

