import { Body, Controller, Get, Param, Put } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { ChangeTelling, type Session, type Telling, type ToBeTold } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { May } from '../access/rights.js'
import { TellingService } from './telling.service.js'

@Controller('api')
export class TellingController {
  constructor(private readonly telling: TellingService) {}

  /** Citizens whom an operator has to call. */
  @Get('to-be-told')
  @May('telling.read')
  toBeTold(@CurrentSession() session: Session): Promise<ToBeTold[]> {
    return this.telling.toBeTold(session)
  }

  @Get('tickets/:code/telling')
  @May('tickets.read')
  of(@Param('code') code: string, @CurrentSession() session: Session): Promise<Telling> {
    return this.telling.of(code, session)
  }

  @Put('tickets/:code/telling')
  @May('telling.change')
  change(@Param('code') code: string, @Body(new ZodPipe(ChangeTelling)) body: ChangeTelling, @CurrentSession() session: Session): Promise<Telling> {
    return this.telling.change(code, body, session)
  }
}
