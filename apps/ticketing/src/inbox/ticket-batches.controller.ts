import { Body, Controller, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { NewTicketBatch, type BatchResult, type Session, type TicketBatch } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { May } from '../access/rights.js'
import { TicketBatches } from './ticket-batches.service.js'

/** Mass actions. */
@Controller('api/ticket-batches')
export class TicketBatchesController {
  constructor(private readonly batches: TicketBatches) {}

  @Post()
  @HttpCode(200)
  @May('tickets.batch')
  async do(@Body(new ZodPipe(NewTicketBatch)) body: NewTicketBatch, @CurrentSession() session: Session): Promise<TicketBatch> {
    return this.batches.do(body, session)
  }

  @Post(':id/undo')
  @HttpCode(200)
  @May('tickets.batch')
  async undo(@Param('id', ParseIntPipe) id: number, @CurrentSession() session: Session): Promise<BatchResult[]> {
    return this.batches.undo(id, session)
  }
}
