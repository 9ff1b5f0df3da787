import { Body, Controller, Get, Param, Put } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { SaveQueueDispositions, SetDisposition, type CallDisposition, type MissingDisposition, type QueueDispositions, type Session } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { May } from '../access/rights.js'
import { Dispositions } from './dispositions.service.js'

@Controller('api')
export class DispositionsController {
  constructor(private readonly dispositions: Dispositions) {}

  @Get('dispositions')
  @May('dispositions.read')
  list(): Promise<QueueDispositions[]> {
    return this.dispositions.list()
  }

  @Get('dispositions/missing')
  @May('dispositions.say')
  missing(@CurrentSession() session: Session): Promise<MissingDisposition[]> {
    return this.dispositions.missing(session)
  }

  @Put('dispositions/:queue')
  @May('dispositions.edit')
  save(@Param('queue') queue: string, @Body(new ZodPipe(SaveQueueDispositions)) wanted: SaveQueueDispositions, @CurrentSession() session: Session): Promise<QueueDispositions> {
    return this.dispositions.save(queue, wanted, session)
  }

  @Put('calls/:id/disposition')
  @May('dispositions.say')
  say(@Param('id') id: string, @Body(new ZodPipe(SetDisposition)) { code }: SetDisposition, @CurrentSession() session: Session): Promise<CallDisposition> {
    return this.dispositions.say(id, code, session)
  }
}
