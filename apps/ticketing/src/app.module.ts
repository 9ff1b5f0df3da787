import { Module } from '@nestjs/common'
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core'
import { SESSION_SECRET, SessionGuard } from '@app/access'
import { readSettings, ServiceModule } from '@app/service'
import { AccountGuard } from './access/account.guard.js'
import { SessionController } from './access/session.controller.js'
import { AccountsController } from './accounts/accounts.controller.js'
import { AccountsService } from './accounts/accounts.service.js'
import { AttachmentStore } from './attachments/attachment-store.js'
import { AttachmentSweep } from './attachments/attachment-sweep.js'
import { AttachmentsController } from './attachments/attachments.controller.js'
import { AttachmentsService } from './attachments/attachments.service.js'
import { TicketProof } from './attachments/ticket-proof.js'
import { CallBacksController } from './call-backs/call-backs.controller.js'
import { CallBacksService } from './call-backs/call-backs.service.js'
import { CitizenCards } from './citizens/citizen-cards.service.js'
import { CitizensController } from './citizens/citizens.controller.js'
import { Citizens } from './citizens/citizens.service.js'
import { NewTicketDraftsController } from './new-ticket-drafts/new-ticket-drafts.controller.js'
import { CallSoundController } from './calls/call-sound.controller.js'
import { CallsController } from './calls/calls.controller.js'
import { VoicemailsController } from './calls/voicemails.controller.js'
import { DatabaseAwayInterceptor } from './database/database-away.interceptor.js'
import { Database } from './database/database.js'
import { DirectoryAdministrationController } from './directory/directory-administration.controller.js'
import { DirectoryAdministration } from './directory/directory-administration.service.js'
import { DirectoryChanges } from './directory/directory-changes.js'
import { DirectoryController } from './directory/directory.controller.js'
import { FirstFlow } from './flows/first-flow.js'
import { FlowFiguresService } from './flows/flow-figures.service.js'
import { FlowPublisher } from './flows/flow-publisher.js'
import { FlowsController } from './flows/flows.controller.js'
import { PromptRecordings } from './flows/prompt-recordings.js'
import { FlowArchives } from './flows/flow-archives.service.js'
import { FlowsService } from './flows/flows.service.js'
import { DeadlineRulesController } from './deadlines/deadline-rules.controller.js'
import { DeadlineRules } from './deadlines/deadline-rules.service.js'
import { DeadlineWatch } from './deadlines/deadline-watch.js'
import { DepartmentHours } from './deadlines/department-hours.js'
import { TicketWarningsController } from './deadlines/ticket-warnings.controller.js'
import { TicketWarnings } from './deadlines/ticket-warnings.service.js'
import { FollowController } from './follow/follow.controller.js'
import { FollowService } from './follow/follow.service.js'
import { CitizenMessages } from './messages/citizen-messages.js'
import { ContactOptOuts } from './messages/contact-opt-outs.js'
import { MessageChannels } from './messages/message-channels.js'
import { MessageTemplatesController } from './message-templates/message-templates.controller.js'
import { MessageTemplates } from './message-templates/message-templates.service.js'
import { MessageSpeaker } from './outgoing-calls/message-speaker.js'
import { MessageVoice } from './outgoing-calls/message-voice.js'
import { OutgoingCallsController } from './outgoing-calls/outgoing-calls.controller.js'
import { OutgoingCalls } from './outgoing-calls/outgoing-calls.service.js'
import { TellingController } from './telling/telling.controller.js'
import { TellingService } from './telling/telling.service.js'
import { MessageSender } from './messages/message-sender.js'
import { StaffNotices } from './staff-notices/staff-notices.service.js'
import { StaffNoticeSender } from './staff-notices/staff-notice-sender.js'
import { DESK_WORK_CONTROLLERS, DESK_WORK_PROVIDERS } from './missed-callers/desk-work.parts.js'
import { JournalKeeper } from './journal/journal-keeper.js'
import { JournalReader } from './journal/journal-reader.js'
import { OpeningHoursController } from './opening-hours/opening-hours.controller.js'
import { OpeningHoursService } from './opening-hours/opening-hours.service.js'
import { QueueHoursController } from './opening-hours/queue-hours.controller.js'
import { QueueHoursService } from './opening-hours/queue-hours.service.js'
import { StandingDeadlines } from './opening-hours/standing-deadlines.js'
import { KNOWLEDGE_CONTROLLERS, KNOWLEDGE_PROVIDERS } from './knowledge/knowledge.parts.js'
import { Outbox } from './outbox/outbox.js'
import { PERSONS_DATA_CONTROLLERS, PERSONS_DATA_PROVIDERS } from './persons-data/persons-data.parts.js'
import { AnnouncementsController } from './published-data/announcements.controller.js'
import { AnnouncementsService } from './published-data/announcements.service.js'
import { PublishedDataWriter } from './published-data/published-data-writer.js'
import { ReferenceData } from './reference-data/reference-data.js'
import { ReorganisationWork } from './reorganisations/reorganisation-work.js'
import { ReorganisationsController } from './reorganisations/reorganisations.controller.js'
import { Reorganisations } from './reorganisations/reorganisations.service.js'
import { ReachingService } from './routing/reaching.service.js'
import { RoutingController } from './routing/routing.controller.js'
import { RoutingRulesService } from './routing/routing-rules.service.js'
import { RoutingTrialService } from './routing/routing-trial.service.js'
import { REPORT_CONTROLLERS, REPORT_PROVIDERS } from './reports/reports.parts.js'
import { RollUps } from './roll-ups/roll-ups.service.js'
import { SETTINGS, TicketingSettings } from './settings.js'
import { StatisticsController } from './statistics/statistics.controller.js'
import { LastOperatorController } from './calls/last-operator.controller.js'
import { SurveysController } from './surveys/surveys.controller.js'
import { SurveysService } from './surveys/surveys.service.js'
import { TicketFiguresController } from './ticket-figures/ticket-figures.controller.js'
import { TicketFormsController } from './ticket-forms/ticket-forms.controller.js'
import { TicketForms } from './ticket-forms/ticket-forms.service.js'
import { ComplaintViewersController } from './visibility/complaint-viewers.controller.js'
import { TicketVisibility } from './visibility/ticket-visibility.js'
import { TicketStatusController } from './tickets/ticket-status.controller.js'
import { TicketViews } from './tickets/ticket-views.js'
import { TicketsController } from './tickets/tickets.controller.js'
import { TicketHistory } from './history/ticket-history.js'
import { TicketActs } from './tickets/ticket-acts.service.js'
import { TicketRouter } from './tickets/ticket-router.js'
import { NewTickets } from './tickets/new-tickets.js'
import { TicketsService } from './tickets/tickets.service.js'
import { Recurrences } from './recurrence/recurrences.service.js'
import { RecurrencesController } from './recurrence/recurrences.controller.js'
import { AskedDepartments } from './search/asked-departments.js'
import { FoundTickets } from './search/found-tickets.js'
import { TicketIndexer } from './search/ticket-indexer.js'
import { TicketList } from './search/ticket-list.js'
import { TicketSearch } from './search/ticket-search.js'
import { WordIndex } from './search/word-index.js'

import { BOARD_CONTROLLERS, BOARD_PROVIDERS } from './boards/boards.parts.js'
import { HALL_CONTROLLERS, HALL_PROVIDERS } from './hall/hall.parts.js'
import { API_V1_CONTROLLERS, API_V1_PROVIDERS } from './api-v1/api-v1.parts.js'
import { LEDGER_CONTROLLERS, LEDGER_PROVIDERS } from './ledger/ledger.parts.js'
import { INBOX_CONTROLLERS, INBOX_PROVIDERS } from './inbox/inbox.parts.js'

@Module({
  imports: [ServiceModule],
  controllers: [SessionController, CallsController, CitizensController, NewTicketDraftsController, CallSoundController, VoicemailsController, DirectoryController, TicketsController, TicketStatusController, FollowController, StatisticsController, FlowsController, CallBacksController, SurveysController, LastOperatorController, AnnouncementsController, OpeningHoursController, QueueHoursController, TicketFormsController, DeadlineRulesController, ComplaintViewersController, TicketFiguresController, AccountsController, DirectoryAdministrationController, ReorganisationsController, TicketWarningsController, AttachmentsController, ...INBOX_CONTROLLERS, RoutingController, RecurrencesController, OutgoingCallsController, TellingController, MessageTemplatesController, ...PERSONS_DATA_CONTROLLERS, ...HALL_CONTROLLERS, ...KNOWLEDGE_CONTROLLERS, ...DESK_WORK_CONTROLLERS, ...BOARD_CONTROLLERS, ...REPORT_CONTROLLERS, ...LEDGER_CONTROLLERS, ...API_V1_CONTROLLERS],
  providers: [
    { provide: SETTINGS, useFactory: () => readSettings(TicketingSettings) },
    { provide: SESSION_SECRET, useFactory: (settings: TicketingSettings) => settings.SESSION_SECRET, inject: [SETTINGS] },
    { provide: APP_GUARD, useClass: SessionGuard },
    { provide: APP_GUARD, useClass: AccountGuard },
    { provide: APP_INTERCEPTOR, useClass: DatabaseAwayInterceptor },
    Database,
    Outbox,
    JournalKeeper,
    JournalReader,
    ReferenceData,
    DepartmentHours,
    DeadlineRules,
    TicketForms,
    TicketVisibility,
    TicketHistory,
    TicketRouter,
    TicketsService,
    NewTickets,
    CitizenCards,
    Citizens,
    WordIndex,
    TicketIndexer,
    TicketList,
    TicketSearch,
    AskedDepartments,
    FoundTickets,
    Recurrences,
    TicketActs,
    TicketProof,
    AttachmentStore,
    AttachmentsService,
    AttachmentSweep,
    ContactOptOuts,
    CitizenMessages,
    MessageTemplates,
    MessageChannels,
    MessageSender,
    StaffNotices,
    StaffNoticeSender,
    MessageVoice,
    MessageSpeaker,
    OutgoingCalls,
    TellingService,
    DeadlineWatch,
    FollowService,
    CallBacksService,
    SurveysService,
    TicketViews,
    FlowPublisher,
    FlowsService,
    FlowFiguresService,
    PromptRecordings,
    FlowArchives,
    PublishedDataWriter,
    AnnouncementsService,
    OpeningHoursService,
    QueueHoursService,
    StandingDeadlines,
    TicketWarnings,
    AccountsService,
    DirectoryChanges,
    DirectoryAdministration,
    Reorganisations,
    ReorganisationWork,
    FirstFlow,
    RoutingRulesService,
    RoutingTrialService,
    ReachingService,
    RollUps,
    ...INBOX_PROVIDERS,
    ...PERSONS_DATA_PROVIDERS,
    ...HALL_PROVIDERS,
    ...KNOWLEDGE_PROVIDERS,
    ...DESK_WORK_PROVIDERS,
    ...LEDGER_PROVIDERS,
    ...API_V1_PROVIDERS,
    ...BOARD_PROVIDERS,
    ...REPORT_PROVIDERS,
  ],
})
export class AppModule {}
