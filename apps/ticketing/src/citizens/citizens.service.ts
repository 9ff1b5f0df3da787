import { Injectable } from '@nestjs/common'
import type { CitizenDeed, DoCitizenDeed, FindCitizens, FoundCitizen, Session } from '@app/contracts'
import { maskFor, sameName } from '@app/persons-data'
import { numberKey } from '@app/phone-number'
import { refusal } from '@app/service'
import { isTicketCode } from '@app/ticket-code'
import { In, type EntityManager } from 'typeorm'
import { CitizenCallEntity, CitizenChangeEntity, CitizenEntity, CitizenNoteEntity, CitizenNumberEntity, CitizenTicketEntity } from '../database/citizen.entities.js'
import { Database } from '../database/database.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { LookAudit } from '../persons-data/look-audit.js'
import { TicketVisibility } from '../visibility/ticket-visibility.js'
import { CitizenCards, type SeenCaller } from './citizen-cards.service.js'
import { groupOf } from './citizen-group.js'
import { makeFirstSeen, seenAsOf } from './first-seen.js'
import { personOf } from './whose.js'

const MOST_FOUND = 10
/** Of the same name: on so many numbers they are looked for. */
const MOST_NUMBERS = 20

/** Changes of who is who. Rows of people are only pointed to one another, so that what was merged comes apart as it was. */
@Injectable()
export class Citizens {
  constructor(
    private readonly database: Database,
    private readonly cards: CitizenCards,
    private readonly visibility: TicketVisibility,
    private readonly looks: LookAudit,
  ) {}

  /** @throws RefusedError 404, 409 as the deeds do */
  async do({ callId, number, deed }: DoCitizenDeed, session: Session): Promise<void> {
    const caller = await this.cards.callerOf({ callId, number }, session)
    const choice = deed.deed === 'choose' ? deed.citizenId : null
    if (choice !== null) await this.mayChoose(choice, caller, session, callId)
    await this.database.manager.transaction((tx) => this.change(tx, deed, callId, caller, session))
  }

  private async change(tx: EntityManager, deed: CitizenDeed, callId: string, caller: SeenCaller, { userId }: Session): Promise<void> {
    const at = new Date()
    switch (deed.deed) {
      case 'choose':
        await this.find(tx, deed.citizenId)
        return this.choose(tx, callId, deed.citizenId, userId, at)
      case 'add': {
        const citizen = await this.add(tx, deed.name, caller, at)
        return this.choose(tx, callId, citizen.id, userId, at)
      }
      case 'describe':
        return this.describe(tx, deed, at)
      case 'note':
        await this.find(tx, deed.citizenId)
        await tx.insert(CitizenNoteEntity, { citizenId: deed.citizenId, by: userId, text: deed.text, at })
        await tx.update(CitizenEntity, deed.citizenId, { seenAt: at })
        return
      case 'merge': {
        const group = await groupOf(tx, [(await this.find(tx, deed.citizenId)).id, (await this.find(tx, deed.intoId)).id])
        const [from, into] = [personOf(group, deed.citizenId), personOf(group, deed.intoId)]
        if (from === into) throw samePerson()
        await tx.update(CitizenEntity, from, { mergedIntoId: into })
        await tx.insert(CitizenChangeEntity, { citizenId: into, otherId: from, what: 'merged', why: deed.why, by: userId, at, undoneBy: null, undoneAt: null })
        return
      }
      case 'split': {
        const from = await this.find(tx, deed.citizenId)
        const numbers = await tx.findBy(CitizenNumberEntity, { citizenId: In((await groupOf(tx, [from.id])).map(({ id }) => id)) })
        const made = await tx.save(tx.create(CitizenEntity, { name: deed.name, language: null, seenAs: null, mergedIntoId: null, seenAt: at }))
        for (const { numberKey: key, number } of numbers) await tx.upsert(CitizenNumberEntity, { citizenId: made.id, numberKey: key, number }, ['citizenId', 'numberKey'])
        const tickets = await tx.findBy(TicketEntity, { code: In(deed.ticketCodes.map((code) => code.replace(/\D/g, ''))) })
        for (const { id } of tickets) await tx.upsert(CitizenTicketEntity, { ticketId: id, citizenId: made.id }, ['ticketId'])
        await tx.insert(CitizenChangeEntity, { citizenId: from.id, otherId: made.id, what: 'split', why: deed.why, by: userId, at, undoneBy: null, undoneAt: null })
        return
      }
      case 'undo':
        return this.undo(tx, deed.changeId, userId, at)
      default:
        deed satisfies never
    }
  }

  /** People who may be meant; masked, for nobody knows yet whether they call. */
  async search({ callId, number, ticketCode, name }: FindCitizens, session: Session): Promise<FoundCitizen[]> {
    const { manager } = this.database
    const viewer = await this.visibility.viewerOf(session)
    const keys = new Set<string>()
    const seen = this.visibility.tickets(viewer)
    const code = ticketCode?.replace(/\D/g, '') ?? ''
    const tickets = isTicketCode(code) ? await seen.andWhere('ticket.code = :code', { code }).getMany() : name === null || ticketCode !== null ? [] : await seen.andWhere('ticket.citizenName = :name', { name }).orderBy('ticket.id', 'DESC').limit(MOST_NUMBERS).getMany()
    for (const { citizenKey } of tickets) if (citizenKey !== null) keys.add(citizenKey)
    const key = numberKey(number)
    if (key !== null) keys.add(key)
    await this.looks.note(manager, { by: session, what: 'person', subject: { kind: 'call', id: callId }, number: key ?? [...keys][0] ?? null })
    for (const each of keys) await makeFirstSeen(manager, each, new Date())
    const onKeys = keys.size === 0 ? [] : await manager.findBy(CitizenNumberEntity, { numberKey: In([...keys]) })
    const byName = name === null ? [] : await manager.find(CitizenEntity, { where: { name }, take: MOST_FOUND })
    const group = await groupOf(manager, [...onKeys.map(({ citizenId }) => citizenId), ...byName.map(({ id }) => id)])
    const wanted = name ?? (tickets.length === 1 && ticketCode !== null ? (tickets[0]?.citizenName ?? null) : null)
    const fits = (id: number) => wanted === null || group.some((row) => personOf(group, row.id) === id && row.name !== null && sameName(row.name, wanted))
    const people = [...new Set(group.map(({ id }) => personOf(group, id)))].filter(fits).slice(0, MOST_FOUND)
    const numbers = group.length === 0 ? [] : await manager.findBy(CitizenNumberEntity, { citizenId: In(group.map(({ id }) => id)) })
    const found: FoundCitizen[] = []
    for (const id of people) {
      const own = numbers.filter(({ citizenId }) => personOf(group, citizenId) === id)
      const names = group.flatMap((row) => (personOf(group, row.id) === id && row.name !== null ? [row.name] : []))
      const count = own.length === 0 || names.length === 0 ? 0 : await this.visibility.tickets(viewer).andWhere('ticket.citizenKey IN (:...keys) AND ticket.citizenName IN (:...names)', { keys: own.map((row) => row.numberKey), names }).getCount()
      found.push({ id, name: maskFor(session.role, 'none', 'name', group.find((row) => row.id === id)?.name ?? null), numbers: own.flatMap((row) => maskFor(session.role, 'none', 'number', row.number) ?? []), tickets: count })
    }
    return found
  }

  /** Whoever is not known on the caller's number is shown whole by being chosen: only whoever speaks with them may say so, and it is noted. */
  private async mayChoose(citizenId: number, caller: SeenCaller, session: Session, callId: string): Promise<void> {
    const { manager } = this.database
    const group = await groupOf(manager, [citizenId])
    const numbers = group.length === 0 ? [] : await manager.findBy(CitizenNumberEntity, { citizenId: In(group.map(({ id }) => id)) })
    if (caller.key !== null && numbers.some(({ numberKey: key }) => key === caller.key)) return
    if (caller.relation !== 'own-talk') throw notYourTalk()
    for (const { number } of numbers) await this.looks.note(manager, { by: session, what: 'person', subject: { kind: 'call', id: `${callId} ${citizenId}` }, number })
  }

  private async choose(tx: EntityManager, callId: string, citizenId: number, by: number, at: Date): Promise<void> {
    await tx.upsert(CitizenCallEntity, { callId, citizenId, chosenBy: by, chosenAt: at }, ['callId'])
    await tx.update(CitizenEntity, citizenId, { seenAt: at })
  }

  private async add(tx: EntityManager, name: string, { key, number }: SeenCaller, at: Date): Promise<CitizenEntity> {
    const numbers = key === null ? [] : await tx.findBy(CitizenNumberEntity, { numberKey: key })
    const known = numbers.length === 0 ? [] : await tx.findBy(CitizenEntity, { id: In(numbers.map(({ citizenId }) => citizenId)) })
    if (known.some((citizen) => citizen.name !== null && sameName(citizen.name, name))) throw refusal.conflict('citizen-known', { vi: 'Số này đã có người dân mang tên này.', en: 'Somebody of this name is known on this number.' })
    const citizen = await tx.save(tx.create(CitizenEntity, { name, language: null, seenAs: key === null ? null : seenAsOf(key, name), mergedIntoId: null, seenAt: at }))
    if (key !== null) await tx.insert(CitizenNumberEntity, { citizenId: citizen.id, numberKey: key, number: number ?? `0${key}` })
    return citizen
  }

  /** The name of before stays as another way of writing it: by it their tickets are found. */
  private async describe(tx: EntityManager, { citizenId, name, language }: Extract<CitizenDeed, { deed: 'describe' }>, at: Date): Promise<void> {
    const citizen = await this.find(tx, citizenId)
    if (citizen.name !== null && !sameName(citizen.name, name)) {
      await tx.update(CitizenEntity, citizen.id, { seenAs: null })
      const before = await tx.save(tx.create(CitizenEntity, { name: citizen.name, language: null, seenAs: citizen.seenAs, mergedIntoId: citizen.id, seenAt: at }))
      for (const { numberKey: key, number } of await tx.findBy(CitizenNumberEntity, { citizenId })) await tx.insert(CitizenNumberEntity, { citizenId: before.id, numberKey: key, number })
    }
    await tx.update(CitizenEntity, citizen.id, { name, language, seenAt: at })
  }

  private async undo(tx: EntityManager, changeId: number, by: number, at: Date): Promise<void> {
    const change = await tx.findOne(CitizenChangeEntity, { where: { id: changeId }, lock: { mode: 'pessimistic_write' } })
    if (!change) throw refusal.notFound({ vi: 'thay đổi này', en: 'change' })
    if (change.undoneAt !== null) throw refusal.conflict('change-undone', { vi: 'Thay đổi này đã được hoàn tác.', en: 'This change is undone already.' })
    switch (change.what) {
      case 'merged':
        await tx.update(CitizenEntity, change.otherId, { mergedIntoId: null })
        break
      case 'split': {
        const group = await groupOf(tx, [change.citizenId, change.otherId])
        const [from, into] = [personOf(group, change.otherId), personOf(group, change.citizenId)]
        if (from !== into) await tx.update(CitizenEntity, from, { mergedIntoId: into })
        break
      }
      default:
        change.what satisfies never
    }
    await tx.update(CitizenChangeEntity, change.id, { undoneBy: by, undoneAt: at })
  }

  private async find(tx: EntityManager, id: number): Promise<CitizenEntity> {
    const citizen = await tx.findOne(CitizenEntity, { where: { id }, lock: { mode: 'pessimistic_write' } })
    if (!citizen) throw refusal.notFound({ vi: 'người dân này', en: 'citizen' })
    return citizen
  }
}

const samePerson = () => refusal.conflict('same-citizen', { vi: 'Hai mục này đã là một người.', en: 'These two are one person already.' })
const notYourTalk = () => refusal.conflict('not-your-talk', { vi: 'Chỉ tổng đài viên đang nói chuyện mới gắn được cuộc gọi với người ở số khác.', en: 'Only the operator in the talk can say that it is somebody of another number.' })
