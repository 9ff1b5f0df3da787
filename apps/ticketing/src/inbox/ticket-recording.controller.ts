import { Controller, Get, Inject, Logger, Param, Res } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import type { Session } from '@app/contracts'
import { RESTART } from '@app/call-journal'
import { refusal } from '@app/service'
import type { Response } from 'express'
import { May } from '../access/rights.js'
import { sendSound } from '../calls/send-sound.js'
import { CallEntity } from '../database/call.entities.js'
import { Database } from '../database/database.js'
import { SETTINGS, TicketingSettings } from '../settings.js'
import { TicketsService } from '../tickets/tickets.service.js'

/** The talk that a ticket was written in, for the department that has the ticket. */
@Controller('api/tickets')
export class TicketRecordingController {
  private readonly log = new Logger(TicketRecordingController.name)

  constructor(
    private readonly database: Database,
    private readonly tickets: TicketsService,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
  ) {}

  /** An operator hears the own calls only, as everywhere. */
  @Get(':code/recording')
  @May('tickets.hear')
  async hear(@Param('code') code: string, @CurrentSession() session: Session, @Res() response: Response): Promise<void> {
    const ticket = await this.tickets.find(code, session)
    const call = ticket.callId === null ? null : await this.database.manager.findOneBy(CallEntity, { id: ticket.callId })
    if (!call) throw refusal.notFound({ vi: 'ghi âm của phiếu này', en: 'recording of this ticket' })
    if (session.role === 'operator' && call.operatorId !== session.userId) throw refusal.forbidden()
    this.log.log(`ticket ${ticket.code}: the recording of call ${call.id} is heard by ${session.userId}`)
    await sendSound(response, this.settings.RECORDINGS_DIR, call.recording, { cutOff: call.hangupCause === RESTART })
  }
}
