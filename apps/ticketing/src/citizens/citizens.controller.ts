import { Body, Controller, HttpCode, Post } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { CallerQuery, DoCitizenDeed, FindCitizens, type CitizenCard, type FoundCitizen, type Session } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { May } from '../access/rights.js'
import { CitizenCards } from './citizen-cards.service.js'
import { Citizens } from './citizens.service.js'

/** All by POST: a number has no place in an address. */
@Controller('api/citizens')
export class CitizensController {
  constructor(
    private readonly cards: CitizenCards,
    private readonly people: Citizens,
  ) {}

  @Post('card')
  @HttpCode(200)
  @May('callers.read')
  card(@Body(new ZodPipe(CallerQuery)) query: CallerQuery, @CurrentSession() session: Session): Promise<CitizenCard> {
    return this.cards.card(query, session)
  }

  @Post('find')
  @HttpCode(200)
  @May('citizens.change')
  find(@Body(new ZodPipe(FindCitizens)) query: FindCitizens, @CurrentSession() session: Session): Promise<FoundCitizen[]> {
    return this.people.search(query, session)
  }

  @Post('deeds')
  @HttpCode(200)
  @May('citizens.change')
  async do(@Body(new ZodPipe(DoCitizenDeed)) deed: DoCitizenDeed, @CurrentSession() session: Session): Promise<CitizenCard> {
    await this.people.do(deed, session)
    return this.cards.card(deed, session)
  }
}
