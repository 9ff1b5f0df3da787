import { Controller, Get, Param } from '@nestjs/common'
import { Services } from '@app/access'
import type { TicketStatus } from '@app/contracts'
import { refusal } from '@app/service'
import { DateTime } from 'luxon'
import { Database } from '../database/database.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { ZONE } from '../settings.js'
import { stateOutside } from './state-outside.js'

/** The state of a ticket for a caller who keyed in its code; asked by the IVR. */
@Controller('api/ticket-status')
export class TicketStatusController {
  constructor(private readonly database: Database) {}

  @Get(':code')
  @Services('ivr')
  async one(@Param('code') code: string): Promise<TicketStatus> {
    const ticket = await this.database.manager.findOneBy(TicketEntity, { code })
    if (!ticket) throw refusal.notFound({ vi: 'phiếu này', en: 'ticket' })
    const deadline = DateTime.fromJSDate(ticket.deadlineAt, { zone: ZONE })
    return { state: stateOutside(ticket, new Date()), departmentId: ticket.departmentId, deadlineDate: deadline.toFormat('yyyy-MM-dd'), deadlineTime: deadline.toFormat('HH:mm') }
  }
}
