import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { PutRetention, type Retention, type RetentionPreview, type Session } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { May } from '../access/rights.js'
import { RetentionService } from './retention.service.js'

@Controller('api/retention')
export class RetentionController {
  constructor(private readonly retention: RetentionService) {}

  @Get()
  @May('retention.read')
  read(): Promise<Retention> {
    return this.retention.read()
  }

  /** What the next run would erase under other rules; nothing is changed. */
  @Post('preview')
  @HttpCode(200)
  @May('retention.read')
  preview(@Body(new ZodPipe(PutRetention)) { days }: PutRetention): Promise<RetentionPreview> {
    return this.retention.preview(days)
  }

  @Put()
  @May('retention.edit')
  async put(@Body(new ZodPipe(PutRetention)) body: PutRetention, @CurrentSession() session: Session): Promise<Retention> {
    await this.retention.put(body, session)
    return this.retention.read()
  }
}
