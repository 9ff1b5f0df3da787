import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { Assign, BePresent, NewTicketNote, TicketDraft, type Colleagues, type Mentions, type PresentPerson, type Session, type Teamwork, type Ticket } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { May } from '../access/rights.js'
import { Database } from '../database/database.js'
import { TicketDraftEntity } from '../database/inbox.entities.js'
import { Outbox } from '../outbox/outbox.js'
import { TicketViews } from '../tickets/ticket-views.js'
import { TicketsService } from '../tickets/tickets.service.js'
import { Assignments } from './assignments.service.js'
import { PresenceBook } from './presence-book.js'
import { TicketNotes } from './ticket-notes.service.js'

/** What people of the house do with a ticket together. */
@Controller('api')
export class TeamworkController {
  private readonly presence = new PresenceBook()

  constructor(
    private readonly database: Database,
    private readonly tickets: TicketsService,
    private readonly views: TicketViews,
    private readonly assignments: Assignments,
    private readonly notes: TicketNotes,
    private readonly outbox: Outbox,
  ) {}

  @Get('tickets/:code/teamwork')
  @May('tickets.read')
  async teamwork(@Param('code') code: string, @CurrentSession() session: Session): Promise<Teamwork> {
    const ticket = await this.tickets.find(code, session)
    const draft = await this.database.manager.findOneBy(TicketDraftEntity, { ticketId: ticket.id, userId: session.userId })
    return {
      notes: await this.notes.of(ticket.id),
      colleagues: await this.assignments.colleagues(ticket.departmentId),
      mentionable: await this.notes.mentionable(ticket),
      mayAssign: await this.assignments.mayAssign(session, ticket),
      draft: draft && { text: draft.text, lateReason: draft.lateReason, savedAt: draft.savedAt.toISOString() },
    }
  }

  @Get('colleagues')
  @May('tickets.read')
  async colleagues(@CurrentSession() session: Session): Promise<Colleagues> {
    const departmentId = session.department?.id
    if (departmentId === undefined) return { people: [], mayAssign: 'nobody' }
    return { people: await this.assignments.colleagues(departmentId), mayAssign: await this.assignments.mayAssign(session, { departmentId }) }
  }

  @Post('tickets/:code/assignee')
  @HttpCode(200)
  @May('tickets.assign')
  async assign(@Param('code') code: string, @Body(new ZodPipe(Assign)) { userId, revision }: Assign, @CurrentSession() session: Session): Promise<Ticket> {
    return this.views.whole(await this.assignments.assign(code, userId, session, revision), session)
  }

  @Post('tickets/:code/notes')
  @HttpCode(204)
  @May('tickets.act')
  async write(@Param('code') code: string, @Body(new ZodPipe(NewTicketNote)) note: NewTicketNote, @CurrentSession() session: Session): Promise<void> {
    await this.notes.write(code, note, session)
  }

  @Get('mentions')
  @May('tickets.read')
  async mentions(@CurrentSession() session: Session): Promise<Mentions> {
    return this.notes.mentionsOf(session)
  }

  @Post('tickets/:code/mentions/read')
  @HttpCode(204)
  @May('tickets.read')
  async read(@Param('code') code: string, @CurrentSession() session: Session): Promise<void> {
    await this.notes.read(code, session)
  }

  @Put('tickets/:code/draft')
  @May('tickets.act')
  async keepDraft(@Param('code') code: string, @Body(new ZodPipe(TicketDraft)) { text, lateReason }: TicketDraft, @CurrentSession() session: Session): Promise<{ savedAt: string }> {
    const ticket = await this.tickets.find(code, session)
    const savedAt = new Date()
    await this.database.manager.upsert(TicketDraftEntity, { ticketId: ticket.id, userId: session.userId, text, lateReason, savedAt }, ['ticketId', 'userId'])
    return { savedAt: savedAt.toISOString() }
  }

  @Delete('tickets/:code/draft')
  @HttpCode(204)
  @May('tickets.act')
  async dropDraft(@Param('code') code: string, @CurrentSession() session: Session): Promise<void> {
    const ticket = await this.tickets.find(code, session)
    await this.database.manager.delete(TicketDraftEntity, { ticketId: ticket.id, userId: session.userId })
  }

  /** A heart-beat. @returns who else has it open */
  @Post('tickets/:code/presence')
  @HttpCode(200)
  @May('tickets.read')
  async bePresent(@Param('code') code: string, @Body(new ZodPipe(BePresent)) { doing }: BePresent, @CurrentSession() session: Session): Promise<PresentPerson[]> {
    const ticket = await this.tickets.find(code, session)
    const now = Date.now()
    if (this.presence.beat(ticket.code, { id: session.userId, displayName: session.displayName }, doing, now)) {
      await this.outbox.store(this.database.manager, { topic: 'presence', id: ticket.code, departmentId: ticket.departmentId })
      this.outbox.wake()
    }
    return this.presence.others(ticket.code, session.userId, now)
  }
}
