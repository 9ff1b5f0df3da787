import { Module } from '@nestjs/common'
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core'
import { SESSION_SECRET, SessionGuard } from '@app/access'
import { readSettings, ServiceModule } from '@app/service'
import { SessionController } from './access/session.controller.js'
import { CallBacksController } from './call-backs/call-backs.controller.js'
import { CallBacksService } from './call-backs/call-backs.service.js'
import { CallsController } from './calls/calls.controller.js'
import { VoicemailsController } from './calls/voicemails.controller.js'
import { DatabaseAwayInterceptor } from './database/database-away.interceptor.js'
import { Database } from './database/database.js'
import { DirectoryController } from './directory/directory.controller.js'
import { FirstFlow } from './flows/first-flow.js'
import { FlowFiguresService } from './flows/flow-figures.service.js'
import { FlowPublisher } from './flows/flow-publisher.js'
import { FlowsController } from './flows/flows.controller.js'
import { PromptRecordings } from './flows/prompt-recordings.js'
import { FlowsService } from './flows/flows.service.js'
import { DeadlineWatch } from './deadlines/deadline-watch.js'
import { DepartmentHours } from './deadlines/department-hours.js'
import { FollowController } from './follow/follow.controller.js'
import { FollowService } from './follow/follow.service.js'
import { CitizenMessages } from './messages/citizen-messages.js'
import { MessageSender } from './messages/message-sender.js'
import { JournalKeeper } from './journal/journal-keeper.js'
import { JournalReader } from './journal/journal-reader.js'
import { OpeningHoursController } from './opening-hours/opening-hours.controller.js'
import { OpeningHoursService } from './opening-hours/opening-hours.service.js'
import { Outbox } from './outbox/outbox.js'
import { PERSONS_DATA_CONTROLLERS, PERSONS_DATA_PROVIDERS } from './persons-data/persons-data.parts.js'
import { AnnouncementsController } from './published-data/announcements.controller.js'
import { AnnouncementsService } from './published-data/announcements.service.js'
import { PublishedDataWriter } from './published-data/published-data-writer.js'
import { SETTINGS, TicketingSettings } from './settings.js'
import { StatisticsController } from './statistics/statistics.controller.js'
import { LastOperatorController } from './calls/last-operator.controller.js'
import { SurveysController } from './surveys/surveys.controller.js'
import { SurveysService } from './surveys/surveys.service.js'
import { TicketStatusController } from './tickets/ticket-status.controller.js'
import { TicketViews } from './tickets/ticket-views.js'
import { TicketsController } from './tickets/tickets.controller.js'
import { TicketHistory } from './history/ticket-history.js'
import { TicketActs } from './tickets/ticket-acts.service.js'
import { TicketRouter } from './tickets/ticket-router.js'
import { TicketsService } from './tickets/tickets.service.js'

@Module({
  imports: [ServiceModule],
  controllers: [SessionController, CallsController, VoicemailsController, DirectoryController, TicketsController, TicketStatusController, FollowController, StatisticsController, FlowsController, CallBacksController, SurveysController, LastOperatorController, AnnouncementsController, OpeningHoursController, ...PERSONS_DATA_CONTROLLERS],
  providers: [
    { provide: SETTINGS, useFactory: () => readSettings(TicketingSettings) },
    { provide: SESSION_SECRET, useFactory: (settings: TicketingSettings) => settings.SESSION_SECRET, inject: [SETTINGS] },
    { provide: APP_GUARD, useClass: SessionGuard },
    { provide: APP_INTERCEPTOR, useClass: DatabaseAwayInterceptor },
    Database,
    Outbox,
    JournalKeeper,
    JournalReader,
    DepartmentHours,
    TicketHistory,
    TicketRouter,
    TicketsService,
    TicketActs,
    CitizenMessages,
    MessageSender,
    DeadlineWatch,
    FollowService,
    CallBacksService,
    SurveysService,
    TicketViews,
    FlowPublisher,
    FlowsService,
    FlowFiguresService,
    PromptRecordings,
    PublishedDataWriter,
    AnnouncementsService,
    OpeningHoursService,
    FirstFlow,
    ...PERSONS_DATA_PROVIDERS,
  ],
})
export class AppModule {}
