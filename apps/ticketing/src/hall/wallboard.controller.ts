import { Body, Controller, Get, Param, Put } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { QueueName, SaveThresholds, type Session, type Wallboard } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { May } from '../access/rights.js'
import { WallboardService } from './wallboard.service.js'

@Controller('api/wallboard')
export class WallboardController {
  constructor(private readonly wallboard: WallboardService) {}

  @Get()
  @May('statistics.read')
  board(): Promise<Wallboard> {
    return this.wallboard.board()
  }

  @Put('thresholds/:queue')
  @May('thresholds.edit')
  save(@Param('queue', new ZodPipe(QueueName)) queue: string, @Body(new ZodPipe(SaveThresholds)) body: SaveThresholds, @CurrentSession() session: Session): Promise<Wallboard> {
    return this.wallboard.save(queue, body, session)
  }
}
