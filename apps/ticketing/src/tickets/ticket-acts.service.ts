import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common'
import type { DoDeed, Session, TicketActor } from '@app/contracts'
import { refusal } from '@app/service'
import { isTicketCode } from '@app/ticket-code'
import { checkLife, doDeed, TRANSITIONS } from '@app/ticket-life'
import type { EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import { CategoryEntity, DepartmentEntity } from '../database/directory.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { DepartmentHours } from '../deadlines/department-hours.js'
import { TicketHistory } from '../history/ticket-history.js'
import { CitizenMessages } from '../messages/citizen-messages.js'
import { Outbox } from '../outbox/outbox.js'
import { changeOf, type Deed } from './change-of.js'
import { badTicketField } from './ticket-router.js'
import { TicketsService } from './tickets.service.js'

/** Who does it. */
interface Doer {
  actor: TicketActor
  userId: number | null
  /** Whether they may know of it at all. */
  sees(ticket: TicketEntity): boolean
}

const CITIZEN: Doer = { actor: 'citizen', userId: null, sees: () => true }
const SYSTEM: Doer = { actor: 'system', userId: null, sees: () => true }
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
    private readonly history: TicketHistory,
    private readonly messages: CitizenMessages,
    private readonly outbox: Outbox,
  ) {}

  onApplicationBootstrap(): void {
    const faults = checkLife(TRANSITIONS)
    if (faults.length > 0) throw new Error(`the life of a ticket: ${faults.join('; ')}`)
  }

  /** @throws RefusedError 404 for a ticket that this person may not see, 403 and 409 for what they may not do with it, or not now; 400 */
  async do(code: string, act: DoDeed, session: Session): Promise<TicketEntity> {
    const { id } = await this.tickets.find(code, session)
    const doer: Doer = { actor: session.role, userId: session.userId, sees: (ticket) => this.tickets.isSeenBy(ticket, session) }
    return this.inTransaction((tx) => this.apply(tx, id, act, doer, new Date()))
  }

  /** For the one whose ticket it is; whoever calls this has made sure of that. @throws RefusedError 409, 400 */
  async doAsCitizen(ticketId: number, act: DoDeed): Promise<TicketEntity> {
    return this.inTransaction((tx) => this.apply(tx, ticketId, act, CITIZEN, new Date()))
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
    const decided = doDeed(doer.actor, ticket.state, act.deed)
    if ('refusal' in decided) throw decided.refusal === 'not-yours' ? refusal.forbidden() : notNow()
    const found = await this.lookUp(tx, ticket, act, doer, at)
    const { deadlineHours } = await tx.findOneByOrFail(CategoryEntity, { id: ticket.categoryId })
    const change = await this.hours.of(tx, ticket.departmentId, (hours) => changeOf(ticket, act, { at, hours, deadlineMinutes: deadlineHours * 60 }))
    const changed: TicketEntity = { ...ticket, ...change, ...found, state: decided.state }
    await tx.save(TicketEntity, changed)
    const told = [...new Set([ticket.departmentId, changed.departmentId])]
    await this.outbox.store(tx, ...told.map((departmentId) => ({ topic: 'ticket' as const, id: ticket.code, departmentId })))
    await this.history.add(tx, changed, { deed: act.deed, by: doer.userId, at, ...('text' in act && act.text !== undefined && { text: act.text }) })
    this.log.log(`ticket ${ticket.code}: ${act.deed} by ${doer.userId ?? doer.actor}`)
    return (await this.goFurther(tx, changed, act, at)) ?? changed
  }

  /** What only the database knows: whether what was named is there and may be. */
  private async lookUp(tx: EntityManager, ticket: TicketEntity, act: Deed, doer: Doer, at: Date): Promise<Partial<TicketEntity>> {
    switch (act.deed) {
      case 'sent-on': {
        const department = await tx.findOneBy(DepartmentEntity, { id: act.departmentId })
        if (!department || department.id === ticket.departmentId) throw badTicketField('departmentId', { vi: 'Vui lòng chọn một đơn vị khác.', en: 'Please choose another department.' })
        return {}
      }
      case 'merged': {
        const code = act.into.replace(/[\s-]/g, '')
        const into = isTicketCode(code) ? await tx.findOneBy(TicketEntity, { code }) : null
        // Into one that is merged itself nobody would ever look.
        if (!into || into.id === ticket.id || !doer.sees(into) || into.state === 'merged' || into.answeredAt !== null || (await tx.existsBy(TicketEntity, { mergedIntoId: ticket.id, state: 'merged' })))
          throw badTicketField('into', { vi: 'Vui lòng chọn một phiếu khác còn chờ trả lời; phiếu đang có phiếu gộp vào thì không gộp tiếp được.', en: 'Please choose another ticket that still waits for an answer; one that others were merged into cannot be merged itself.' })
        return { mergedIntoId: into.id }
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
  private async goFurther(tx: EntityManager, ticket: TicketEntity, act: Deed, at: Date): Promise<TicketEntity | null> {
    switch (act.deed) {
      case 'asked':
        await this.messages.store(tx, ticket, 'asked', act.text, at)
        return null
      case 'extended':
        await this.messages.store(tx, ticket, 'extended', (await this.history.lastText(tx, ticket.id, 'time-asked')) ?? '', at)
        return null
      case 'answered': {
        const { needsApproval } = await tx.findOneByOrFail(CategoryEntity, { id: ticket.categoryId })
        return needsApproval ? null : this.apply(tx, ticket.id, { deed: 'approved' }, SYSTEM, at)
      }
      case 'approved': {
        const text = 'text' in act ? act.text : ((await this.history.lastText(tx, ticket.id, 'answered')) ?? '')
        await this.messages.store(tx, ticket, 'answered', text, at)
        for (const { id } of await tx.findBy(TicketEntity, { mergedIntoId: ticket.id, state: 'merged' })) await this.apply(tx, id, { deed: 'approved', text }, SYSTEM, at)
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
