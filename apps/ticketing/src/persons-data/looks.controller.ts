import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { AskLook, LookQuery, type Look, type LookingUser, type Page, type Session, type ShownValue } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { May } from '../access/rights.js'
import { LooksService } from './looks.service.js'

@Controller('api/looks')
export class LooksController {
  constructor(private readonly looks: LooksService) {}

  /** One masked value, shown to whoever says why. */
  @Post()
  @HttpCode(200)
  @May('looks.ask')
  ask(@Body(new ZodPipe(AskLook)) body: AskLook, @CurrentSession() session: Session): Promise<ShownValue> {
    return this.looks.ask(body, session)
  }

  /** The list; with a number: who looked at this person. By POST, for a number has no place in an address. */
  @Post('list')
  @HttpCode(200)
  @May('looks.read')
  list(@Body(new ZodPipe(LookQuery)) query: LookQuery): Promise<Page<Look>> {
    return this.looks.list(query)
  }

  @Get('users')
  @May('looks.read')
  users(): Promise<LookingUser[]> {
    return this.looks.users()
  }
}
