import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Post, Put, Query } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import {
  PublishRouting,
  RollBackRouting,
  SaveRouting,
  TrialDifferencesQuery,
  TrialPeriod,
  TryText,
  type ReachingFigures,
  type RoutingDetails,
  type RoutingVersion,
  type RoutingWorld,
  type Session,
  type TicketRouting,
  type TrialDifferences,
  type TrialFigures,
  type TriedText,
} from '@app/contracts'
import { ZodPipe } from '@app/service'
import { May } from '../access/rights.js'
import { Database } from '../database/database.js'
import { TicketsService } from '../tickets/tickets.service.js'
import { ReachingService } from './reaching.service.js'
import { RoutingRulesService } from './routing-rules.service.js'
import { RoutingTrialService } from './routing-trial.service.js'
import { ticketRouting } from './ticket-routing-view.js'

@Controller('api')
export class RoutingController {
  constructor(
    private readonly rules: RoutingRulesService,
    private readonly trial: RoutingTrialService,
    private readonly reaching: ReachingService,
    private readonly tickets: TicketsService,
    private readonly database: Database,
  ) {}

  @Get('routing')
  @May('routing.read')
  details(): Promise<RoutingDetails> {
    return this.rules.details()
  }

  /** What rules may name. */
  @Get('routing/world')
  @May('routing.read')
  world(): Promise<RoutingWorld> {
    return this.rules.world()
  }

  @Get('routing/versions/:version')
  @May('routing.read')
  version(@Param('version', ParseIntPipe) version: number): Promise<RoutingVersion> {
    return this.rules.version(version)
  }

  @Put('routing/draft')
  @May('routing.edit')
  save(@Body(new ZodPipe(SaveRouting)) body: SaveRouting, @CurrentSession() session: Session): Promise<RoutingDetails> {
    return this.rules.saveDraft(body, session)
  }

  @Delete('routing/draft')
  @May('routing.edit')
  drop(): Promise<RoutingDetails> {
    return this.rules.dropDraft()
  }

  @Post('routing/publish')
  @HttpCode(200)
  @May('routing.edit')
  publish(@Body(new ZodPipe(PublishRouting)) body: PublishRouting, @CurrentSession() session: Session): Promise<RoutingDetails> {
    return this.rules.publish(body, session)
  }

  @Post('routing/roll-back')
  @HttpCode(200)
  @May('routing.edit')
  rollBack(@Body(new ZodPipe(RollBackRouting)) body: RollBackRouting, @CurrentSession() session: Session): Promise<RoutingDetails> {
    return this.rules.rollBack(body, session)
  }

  @Get('routing/trial')
  @May('routing.read')
  figures(@Query(new ZodPipe(TrialPeriod)) period: TrialPeriod): Promise<TrialFigures> {
    return this.trial.figures(period)
  }

  @Get('routing/trial/differences')
  @May('routing.read')
  differences(@Query(new ZodPipe(TrialDifferencesQuery)) query: TrialDifferencesQuery, @CurrentSession() session: Session): Promise<TrialDifferences> {
    return this.trial.differences(query, session)
  }

  @Post('routing/trial/text')
  @HttpCode(200)
  @May('routing.read')
  tryText(@Body(new ZodPipe(TryText)) body: TryText): Promise<TriedText> {
    return this.trial.text(body)
  }

  @Get('routing/reaching')
  @May('routing.read')
  reachingFigures(@Query(new ZodPipe(TrialPeriod)) period: TrialPeriod): Promise<ReachingFigures> {
    return this.reaching.figures(period)
  }

  /** Why a ticket went where it went. */
  @Get('tickets/:code/routing')
  @May('tickets.read')
  async ofTicket(@Param('code') code: string, @CurrentSession() session: Session): Promise<TicketRouting> {
    return ticketRouting(this.database.manager, await this.tickets.find(code, session))
  }
}
