import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { PersonRequest, RefuseErasure, type Erasure, type PersonOverview, type Session } from '@app/contracts'
import { ZodPipe } from '@app/service'
import type { Response } from 'express'
import { May } from '../access/rights.js'
import { Database } from '../database/database.js'
import { ErasuresService } from './erasures.service.js'
import { LookAudit } from './look-audit.js'
import { PersonExport } from './person-export.js'
import { PersonsService } from './persons.service.js'

/** One person's data, for the person: everything is asked by POST, for a number has no place in an address. */
@Controller('api/persons')
export class PersonsController {
  constructor(
    private readonly database: Database,
    private readonly looks: LookAudit,
    private readonly persons: PersonsService,
    private readonly exports: PersonExport,
    private readonly erasures: ErasuresService,
  ) {}

  @Post('find')
  @HttpCode(200)
  @May('persons.find')
  async find(@Body(new ZodPipe(PersonRequest)) { reason, ...query }: PersonRequest, @CurrentSession() by: Session): Promise<PersonOverview> {
    await this.looks.note(this.database.manager, { by, what: 'person', subject: null, number: query.number, purpose: 'data-request', reason })
    return this.persons.overview(query)
  }

  @Post('export')
  @HttpCode(200)
  @May('persons.export')
  async export(@Body(new ZodPipe(PersonRequest)) { reason, ...query }: PersonRequest, @CurrentSession() by: Session, @Res() response: Response): Promise<void> {
    await this.looks.note(this.database.manager, { by, what: 'export', subject: null, number: query.number, purpose: 'data-request', reason })
    await this.exports.send(response, await this.persons.holdingOf(query), query)
  }

  @Get('erasures')
  @May('persons.erase')
  list(@CurrentSession() session: Session): Promise<Erasure[]> {
    return this.erasures.list(session)
  }

  @Post('erasures')
  @May('persons.erase')
  ask(@Body(new ZodPipe(PersonRequest)) body: PersonRequest, @CurrentSession() session: Session): Promise<Erasure> {
    return this.erasures.ask(body, session)
  }

  @Post('erasures/:id/carry-out')
  @HttpCode(200)
  @May('persons.erase')
  carryOut(@Param('id') id: string, @CurrentSession() session: Session): Promise<Erasure> {
    return this.erasures.carryOut(id, session)
  }

  @Post('erasures/:id/refuse')
  @HttpCode(200)
  @May('persons.erase')
  refuse(@Param('id') id: string, @Body(new ZodPipe(RefuseErasure)) { reason }: RefuseErasure, @CurrentSession() session: Session): Promise<Erasure> {
    return this.erasures.refuse(id, reason, session)
  }
}
