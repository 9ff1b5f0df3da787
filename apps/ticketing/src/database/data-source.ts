import { DataSource } from 'typeorm'
import { ArticleEntity, ListedNumberEntity, NoticeEntity } from './announcement.entities.js'
import { CallEntity, OutboxEntity, PutAsideFactEntity, VoicemailEntity } from './call.entities.js'
import { CategoryEntity, DepartmentEntity, OpeningHoursEntity, UserEntity } from './directory.entities.js'
import { Announcements1764000300000 } from './migrations/announcements-1764000300000.js'
import { Backbone1763895600000 } from './migrations/backbone-1763895600000.js'
import { DepartmentPhones1764100050000 } from './migrations/department-phones-1764100050000.js'
import { DraftRevisions1764000100000 } from './migrations/draft-revisions-1764000100000.js'
import { FlowFigureEntity } from './flow-figure.entities.js'
import { FlowFigures1764000500000 } from './migrations/flow-figures-1764000500000.js'
import { Flows1764000000000 } from './migrations/flows-1764000000000.js'
import { OpeningHours1764000400000 } from './migrations/opening-hours-1764000400000.js'
import { PromptRecordings1764000600000 } from './migrations/prompt-recordings-1764000600000.js'
import { PromptRecordingEntity } from './prompt-recording.entity.js'
import { Promises1764000200000 } from './migrations/promises-1764000200000.js'
import { CallBackEntity, SurveyEntity } from './promise.entities.js'
import { FlowDraftEntity, FlowEntity, FlowVersionEntity } from './flow.entities.js'
import { TicketHistory1764000700000 } from './migrations/ticket-history-1764000700000.js'
import { TicketHistoryEntity, TicketHistoryHeadEntity, TicketTextEntity } from './ticket-history.entities.js'
import { TicketEntity } from './ticket.entities.js'
import { CitizenMessageEntity } from './citizen-message.entity.js'
import { TicketKinds1764100200000 } from './migrations/ticket-kinds-1764100200000.js'
import { ComplaintViewerEntity, DeadlineRuleEntity, TicketFormEntity } from './ticket-rule.entities.js'
import { TicketRules1764100200001 } from './migrations/ticket-rules-1764100200001.js'
import { TicketPromises1764000800000 } from './migrations/ticket-promises-1764000800000.js'

/** Everything stored is UTC; the schema is what the migrations wrote, never synchronised. */
export const makeDataSource = (url: string) =>
  new DataSource({
    type: 'mariadb',
    url,
    timezone: 'Z',
    charset: 'utf8mb4_unicode_ci',
    connectTimeout: 3_000,
    poolSize: 20,
    synchronize: false,
    entities: [OpeningHoursEntity, DepartmentEntity, CategoryEntity, UserEntity, CallEntity, VoicemailEntity, PutAsideFactEntity, OutboxEntity, TicketEntity, TicketHistoryEntity, TicketTextEntity, TicketHistoryHeadEntity, CitizenMessageEntity, FlowEntity, FlowDraftEntity, FlowVersionEntity, CallBackEntity, SurveyEntity, NoticeEntity, ArticleEntity, ListedNumberEntity, FlowFigureEntity, PromptRecordingEntity, TicketFormEntity, DeadlineRuleEntity, ComplaintViewerEntity],
    migrations: [Backbone1763895600000, Flows1764000000000, DraftRevisions1764000100000, Promises1764000200000, Announcements1764000300000, OpeningHours1764000400000, FlowFigures1764000500000, PromptRecordings1764000600000, TicketHistory1764000700000, TicketPromises1764000800000, DepartmentPhones1764100050000, TicketKinds1764100200000, TicketRules1764100200001],
    migrationsTransactionMode: 'each',
  })
