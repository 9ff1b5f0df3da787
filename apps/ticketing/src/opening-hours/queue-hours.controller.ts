import { Body, Controller, Get, Param, Put } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { QueueName, SaveQueueHours, type QueueHours, type Session } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { May } from '../access/rights.js'
import { QueueHoursService } from './queue-hours.service.js'

@Controller('api/queue-hours')
export class QueueHoursController {
  constructor(private readonly queueHours: QueueHoursService) {}

  @Get()
  @May('opening-hours.read')
  list(): Promise<QueueHours[]> {
    return this.queueHours.list()
  }

  @Put(':queue')
  @May('opening-hours.edit')
  save(@Param('queue', new ZodPipe(QueueName)) queue: string, @Body(new ZodPipe(SaveQueueHours)) body: SaveQueueHours, @CurrentSession() session: Session): Promise<QueueHours> {
    return this.queueHours.save(queue, body, session)
  }
}
