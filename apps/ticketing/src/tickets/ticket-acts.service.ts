import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common'
import type { DoDeed, Session, TicketActor } from '@app/contracts'
import { dayOf } from '@app/metrics'
import { refusal } from '@app/service'
import { isTicketCode } from '@app/ticket-code'
import { checkLife, doDeed, TRANSITIONS } from '@app/ticket-life'
import type { EntityManager } from 'typeorm'
import { TicketProof } from '../attachments/ticket-proof.js'
import { Database } from '../database/database.js'
import { CategoryEntity, DepartmentEntity } from '../database/directory.entities.js'
import { TicketDraftEntity } from '../database/inbox.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { DeadlineRules } from '../deadlines/deadline-rules.service.js'
import { DepartmentHours } from '../deadlines/department-hours.js'
import { TicketHistory } from '../history/ticket-history.js'
import { CitizenMessages, type Hold } from '../messages/citizen-messages.js'
import { Outbox } from '../outbox/outbox.js'
import { TicketForms } from '../ticket-forms/ticket-forms.service.js'
import { TicketVisibility } from '../visibility/ticket-visibility.js'
import { doneReorganisations } from '../reorganisations/directory-of.js'
import { heirOf } from '../reorganisations/heir-of.js'
import { ZONE } from '../settings.js'
import { actorIn, supportersOf } from '../routing/supporting-departments.js'
import { StaffNotices } from '../staff-notices/staff-notices.service.js'
import { reachedAnew } from '../staff-notices/whom-to-tell.js'
import { streetOf } from '../recurrence/place-of.js'
import { changeOf, type Deed } from './change-of.js'
import { isValidOn } from '@app/ticket-routing'
import { badTicketField } from './ticket-router.js'
import { TicketsService } from './tickets.service.js'
import { ReferenceData } from '../reference-data/reference-data.js'

/** Who does it. */
interface Doer {
  userId: number | null
  /** What they are to a ticket. */
  actorIn(ticket: TicketEntity): TicketActor
  /** Whether they may know of it at all. */
  sees(ticket: TicketEntity): boolean
  /** Revision of the ticket on whose sight they decided. */
  seen?: number | undefined
  record?: DeedRecord
}

/** What a mass action may have to take back. */
export interface DeedRecord extends Hold {
  /** Until then somebody may; the messages wait a little longer. */
  undoUntil: Date
  /** Every ticket that was changed, as it was before the first change. */
  before: Map<number, TicketEntity>
}

const anyTicket = { userId: null, sees: () => true }
const CITIZEN: Doer = { ...anyTicket, actorIn: () => 'citizen' }
const SYSTEM: Doer = { ...anyTicket, actorIn: () => 'system' }
/** No deadline is moved further than this at once. */
const LONGEST_EXTENSION_DAYS = 90
const DAY_MS = 86_400_000

/** What is done with tickets: decided by libs/ticket-life, stored with its link of the history and with what the citizen is to be told. */
@Injectable()
export class TicketActs implements OnApplicationBootstrap {
  private readonly log = new Logger(TicketActs.name)

  constructor(
    private readonly database: Database,
    private readonly tickets: TicketsService,
    private readonly hours: DepartmentHours,
    private readonly reference: ReferenceData,
    private readonly history: TicketHistory,
    private readonly messages: CitizenMessages,
    private readonly outbox: Outbox,
    private readonly forms: TicketForms,
    private readonly rules: DeadlineRules,
    private readonly visibility: TicketVisibility,
    private readonly proof: TicketProof,
    private readonly notices: StaffNotices,
  ) {}

  onApplicationBootstrap(): void {
    const faults = checkLife(TRANSITIONS)
    if (faults.length > 0) throw new Error(`the life of a ticket: ${faults.join('; ')}`)
  }

  /** @throws RefusedError 404 for a ticket that this person may not see, 403 and 409 for what they may not do with it, or not now; 400 */
  async do(code: string, act: DoDeed, session: Session, seen?: number): Promise<TicketEntity> {
    const { id } = await this.tickets.find(code, session)
    return this.inTransaction((tx) => this.doWithin(tx, id, act, session, { seen }))
  }

  /** Within a transaction; {@link tell} after it. @throws as {@link do} does */
  async doWithin(tx: EntityManager, ticketId: number, act: DoDeed, session: Session, more: { seen?: number | undefined; record?: DeedRecord }): Promise<TicketEntity> {
    const viewer = await this.visibility.viewerOf(session, tx)
    return this.apply(tx, ticketId, act, { userId: session.userId, actorIn: (ticket) => actorIn(ticket, session), sees: (ticket) => this.tickets.isSeenBy(ticket, viewer), ...more }, new Date())
  }

  /**
   * For the one whose ticket it is; whoever calls this has made sure of that.
   * @param also what belongs to it, in the same transaction
   * @throws RefusedError 409, 400
   */
  async doAsCitizen(ticketId: number, act: DoDeed, also?: (tx: EntityManager, ticket: TicketEntity) => Promise<void>): Promise<TicketEntity> {
    return this.inTransaction(async (tx) => {
      const ticket = await this.apply(tx, ticketId, act, CITIZEN, new Date())
      await also?.(tx, ticket)
      return ticket
    })
  }

  /** Before a ticket is made that is to get the answer of this one. @throws RefusedError 404, 400 */
  async mayJoin(code: string, session: Session): Promise<void> {
    const into = await this.tickets.find(code, session)
    if (into.state === 'merged' || into.answeredAt !== null) throw badTicketField('joins', { vi: 'Phiếu này đã có trả lời nên không thêm người dân vào được nữa. Vui lòng lưu thành phiếu riêng.', en: 'That ticket has its answer already, so nobody can be added to it. Please save this as a ticket of its own.' })
  }

  /** A new ticket about the same as an open one waits for the answer of that one. Again, it changes nothing. @throws RefusedError 400, 409 */
  async join(ticket: TicketEntity, into: string, session: Session): Promise<TicketEntity> {
    if (ticket.state === 'merged') return ticket
    const viewer = await this.visibility.viewerOf(session)
    const doer: Doer = { userId: session.userId, actorIn: () => 'system', sees: (seen) => this.tickets.isSeenBy(seen, viewer) }
    return this.inTransaction((tx) => this.apply(tx, ticket.id, { deed: 'merged', into }, doer, new Date()))
  }

  /** Within a transaction; {@link tell} after it. @returns false when it is not its time any more */
  async doAsSystem(tx: EntityManager, ticketId: number, act: Deed, at: Date): Promise<boolean> {
    const { state } = await this.lock(tx, ticketId)
    if ('refusal' in doDeed('system', state, act.deed)) return false
    await this.apply(tx, ticketId, act, SYSTEM, at)
    return true
  }

  /** As {@link doAsSystem}, for the citizen whose ticket it is: by the key of a telephone. */
  async doAsCitizenIn(tx: EntityManager, ticketId: number, act: DoDeed, at: Date): Promise<boolean> {
    const { state } = await this.lock(tx, ticketId)
    if ('refusal' in doDeed('citizen', state, act.deed)) return false
    await this.apply(tx, ticketId, act, CITIZEN, at)
    return true
  }

  /** After the commit of what was done as the system. */
  tell(): void {
    this.outbox.wake()
  }

  private async inTransaction(work: (tx: EntityManager) => Promise<TicketEntity>): Promise<TicketEntity> {
    const after = await this.database.manager.transaction(work)
    this.outbox.wake()
    return after
  }

  private lock(tx: EntityManager, id: number): Promise<TicketEntity> {
    return tx.findOneOrFail(TicketEntity, { where: { id }, lock: { mode: 'pessimistic_write' } })
  }

  private async apply(tx: EntityManager, id: number, act: Deed, doer: Doer, at: Date): Promise<TicketEntity> {
    const ticket = await this.lock(tx, id)
    // It may have gone to another department meanwhile.
    if (!doer.sees(ticket)) throw refusal.notFound({ vi: 'phiếu này', en: 'ticket' })
    await this.history.refuseStale(tx, ticket, doer.seen)
    if (doer.record && !doer.record.before.has(id)) doer.record.before.set(id, { ...ticket })
    const actor = doer.actorIn(ticket)
    const decided = doDeed(actor, ticket.state, act.deed)
    if ('refusal' in decided) throw decided.refusal === 'not-yours' ? refusal.forbidden() : notNow()
    await this.proof.demand(tx, ticket, act.deed)
    const corrected = act.deed === 'corrected' ? await this.forms.correct(tx, ticket, act) : null
    const found = corrected?.change ?? (await this.lookUp(tx, ticket, act, doer, at))
    const reference = await this.reference.of(tx)
    const rule = this.rules.ruleOf(reference, ticket)
    const change = this.hours.of(reference, act.deed === 'sent-on' ? act.departmentId : ticket.departmentId, (hours) => changeOf(ticket, act, { at, hours, rule }))
    const changed: TicketEntity = { ...ticket, ...change, ...found, ...(found.place !== undefined && { streetKey: streetOf(found.place) }), state: decided.state }
    const text = corrected?.words ?? (act.deed === 'level-changed' ? `${ticket.level} → ${act.level}: ${act.text}` : 'text' in act ? act.text : undefined)
    await tx.save(TicketEntity, changed)
    const told = [...new Set([ticket.departmentId, changed.departmentId, ...supportersOf(changed)])]
    await this.outbox.store(tx, ...told.map((departmentId) => ({ topic: 'ticket' as const, id: ticket.code, departmentId })))
    await this.history.add(tx, changed, { deed: act.deed, by: doer.userId, at, ...(text !== undefined && { text }) })
    if (reachedAnew(ticket, changed)) await this.notices.arrived(tx, [changed])
    // What is answered needs no draft; unless the answer, one for many tickets, can still be taken back.
    if (act.deed === 'answered' && doer.userId !== null && !doer.record) await tx.delete(TicketDraftEntity, { ticketId: id, userId: doer.userId })
    this.log.log(`ticket ${ticket.code}: ${act.deed} by ${doer.userId ?? actor}`)
    return (await this.goFurther(tx, changed, act, at, doer.record)) ?? changed
  }

  /** What only the database knows: whether what was named is there and may be. */
  private async lookUp(tx: EntityManager, ticket: TicketEntity, act: Deed, doer: Doer, at: Date): Promise<Partial<TicketEntity>> {
    switch (act.deed) {
      case 'sent-on': {
        const department = await tx.findOneBy(DepartmentEntity, { id: act.departmentId })
        if (!department || department.id === ticket.departmentId || !isValidOn(department, dayOf(at, ZONE).day)) throw badTicketField('departmentId', { vi: 'Vui lòng chọn một đơn vị khác.', en: 'Please choose another department.' })
        return {}
      }
      case 'reopened': {
        // It was done under the name of a department that may have ended since.
        const heir = heirOf(ticket, await tx.find(DepartmentEntity), await doneReorganisations(tx), dayOf(at, ZONE).day)
        return { departmentId: heir.id }
      }
      case 'merged': {
        const code = act.into.replace(/[\s-]/g, '')
        const into = isTicketCode(code) ? await tx.findOneBy(TicketEntity, { code }) : null
        // Into one that is merged itself nobody would ever look.
        if (!into || into.id === ticket.id || !doer.sees(into) || into.state === 'merged' || (into.kind === 'complaint') !== (ticket.kind === 'complaint') || into.answeredAt !== null || (await tx.existsBy(TicketEntity, { mergedIntoId: ticket.id, state: 'merged' })))
          throw badTicketField('into', { vi: 'Vui lòng chọn một phiếu khác còn chờ trả lời; phiếu đang có phiếu gộp vào thì không gộp tiếp được.', en: 'Please choose another ticket that still waits for an answer; one that others were merged into cannot be merged itself.' })
        return { mergedIntoId: into.id }
      }
      case 'level-changed': {
        if (act.level === ticket.level) throw badTicketField('level', { vi: 'Vui lòng chọn một mức khác.', en: 'Please choose another level.' })
        return {}
      }
      case 'time-asked': {
        const until = Date.parse(act.until)
        if (until <= Math.max(ticket.deadlineAt.getTime(), at.getTime()) || until > at.getTime() + LONGEST_EXTENSION_DAYS * DAY_MS)
          throw badTicketField('until', { vi: `Hạn mới phải sau hạn hiện tại và trong vòng ${LONGEST_EXTENSION_DAYS} ngày.`, en: `The new deadline must be after the present one and within ${LONGEST_EXTENSION_DAYS} days.` })
        return {}
      }
      case 'answered': {
        const late = (ticket.stoppedAt ?? at) > ticket.deadlineAt
        if (late && act.lateReason === undefined) throw badTicketField('lateReason', { vi: 'Phiếu đã quá hạn: vui lòng nêu lý do trễ để gửi lời xin lỗi đến người dân.', en: 'This ticket is late: please give the reason, which goes to the citizen with an apology.' })
        return {}
      }
      default:
        return {}
    }
  }

  /** What follows by itself, in the same transaction. @returns the ticket, when it is another one now */
  private async goFurther(tx: EntityManager, ticket: TicketEntity, act: Deed, at: Date, record?: DeedRecord): Promise<TicketEntity | null> {
    const system = record ? { ...SYSTEM, record } : SYSTEM
    switch (act.deed) {
      case 'asked':
        await this.messages.store(tx, ticket, 'asked', act.text, at)
        return null
      case 'extended':
        await this.messages.store(tx, ticket, 'extended', (await this.history.lastText(tx, ticket.id, 'time-asked')) ?? '', at)
        return null
      case 'answered': {
        const { needsApproval } = await tx.findOneByOrFail(CategoryEntity, { id: ticket.categoryId })
        return needsApproval ? null : this.apply(tx, ticket.id, { deed: 'approved' }, system, at)
      }
      case 'approved': {
        const text = 'text' in act ? act.text : ((await this.history.lastText(tx, ticket.id, 'answered')) ?? '')
        if (record) await tx.update(TicketEntity, ticket.id, { heldUntil: record.undoUntil })
        await this.messages.store(tx, ticket, 'answered', text, at, record)
        for (const { id } of await tx.findBy(TicketEntity, { mergedIntoId: ticket.id, state: 'merged' })) await this.apply(tx, id, { deed: 'approved', text }, system, at)
        return null
      }
      // Nobody is called about what an operator has told, or what the citizen has answered; and an answer that is looked at again is none.
      case 'told':
        await this.messages.drop(tx, ticket.id, 'answered', 'REPLACED', ['phone'])
        return null
      case 'replied':
        await this.messages.drop(tx, ticket.id, 'asked', 'REPLACED')
        return null
      case 'reopened':
        await this.messages.drop(tx, ticket.id, 'answered', 'REPLACED')
        return null
      default:
        return null
    }
  }
}

const notNow = () =>
  refusal.conflict('not-now', { vi: 'Phiếu đã được người khác xử lý nên không thể thực hiện thao tác này nữa. Vui lòng xem lại phiếu.', en: 'Somebody else has dealt with this ticket meanwhile, so this can no longer be done. Please look at it again.' })
