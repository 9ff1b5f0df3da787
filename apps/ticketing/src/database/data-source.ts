import { DataSource } from 'typeorm'
import { ListedNumberEntity, NoticeEntity } from './announcement.entities.js'
import { AttachmentEntity } from './attachment.entity.js'
import { BoardEntity } from './board.entity.js'
import { CallSoundEntity } from './call-sound.entity.js'
import { CallEntity, OutboxEntity, PutAsideFactEntity, VoicemailEntity } from './call.entities.js'
import { CitizenMessageEntity } from './citizen-message.entity.js'
import { DeskSettingsEntity } from './desk-settings.entity.js'
import { CallDispositionEntity, DispositionEntity, MissedCallerEntity, OperatorStepEntity, PauseReasonEntity, QueueDispositionsEntity } from './desk-work.entities.js'
import { CitizenCallEntity, CitizenChangeEntity, CitizenEntity, CitizenNoteEntity, CitizenNumberEntity, CitizenTicketEntity, NewTicketDraftEntity } from './citizen.entities.js'
import { CategoryEntity, DepartmentEntity, OpeningHoursEntity, QueueHoursEntity, UserEntity } from './directory.entities.js'
import { FlowFigureEntity } from './flow-figure.entities.js'
import { FlowDraftEntity, FlowEntity, FlowVersionEntity } from './flow.entities.js'
import { ChatMessageEntity, ChatReadEntity, HallDeedEntity, QueueMoveEntity, QueueThresholdsEntity } from './hall.entities.js'
import { AnswerTemplateEntity, TicketBatchEntity, TicketBatchItemEntity, TicketDraftEntity, TicketMentionEntity, TicketNoteEntity, TicketViewEntity } from './inbox.entities.js'
import { HandedCallEntity } from './handed-call.entity.js'
import { ArticleDraftEntity, ArticleEntity, ArticleMissEntity, ArticleUseEntity, ArticleVersionEntity, KnowledgeStampEntity } from './knowledge.entities.js'
import { ContactOptOutEntity, MessageTemplateEntity } from './message.entities.js'
import { ErasureEntity, LookEntity, RetentionRuleEntity, RetentionRunEntity } from './persons-data.entities.js'
import { OperatorCallEntity } from './operator-call.entity.js'
import { CallBackEntity, SurveyEntity } from './promise.entities.js'
import { PromptRecordingEntity } from './prompt-recording.entity.js'
import { DirectoryChangeEntity, ReorganisationEntity } from './reorganisation.entities.js'
import { HourWaitRollUpEntity } from './hour-wait.entity.js'
import { CallRollUpEntity, MadeUpDayEntity, MissedRollUpEntity, RollUpDueEntity, StateRollUpEntity, SurveyRollUpEntity, TalkRollUpEntity, TicketRollUpEntity, WaitRollUpEntity } from './roll-up.entities.js'
import { RoutingDraftEntity, RoutingVersionEntity, TicketDepartmentEntity, TicketRoutingEntity } from './routing.entities.js'
import { TicketHistoryEntity, TicketHistoryHeadEntity, TicketTextEntity } from './ticket-history.entities.js'
import { ComplaintViewerEntity, DeadlineRuleEntity, TicketFormEntity } from './ticket-rule.entities.js'
import { TicketIndexedWordsEntity, TicketRecurrenceEntity, TicketToIndexEntity, TicketWordEntity } from './ticket-search.entities.js'
import { TicketWarningEntity } from './ticket-warning.entity.js'
import { TicketEntity } from './ticket.entities.js'
import { StaffNoticeEntity } from './staff-notice.entity.js'
import { ApiKeyEntity, ApiKeyUseEntity } from './api-key.entities.js'
import { LedgerDayEntity, LedgerRunEntity } from './ledger.entities.js'
import { Backbone1763895600000 } from './migrations/backbone-1763895600000.js'
import { FewerRows1795707300000 } from './migrations/fewer-rows-1795707300000.js'
import { Flows1764000000000 } from './migrations/flows-1764000000000.js'
import { DraftRevisions1764000100000 } from './migrations/draft-revisions-1764000100000.js'
import { Promises1764000200000 } from './migrations/promises-1764000200000.js'
import { Announcements1764000300000 } from './migrations/announcements-1764000300000.js'
import { OpeningHours1764000400000 } from './migrations/opening-hours-1764000400000.js'
import { FlowFigures1764000500000 } from './migrations/flow-figures-1764000500000.js'
import { PromptRecordings1764000600000 } from './migrations/prompt-recordings-1764000600000.js'
import { TicketHistory1764000700000 } from './migrations/ticket-history-1764000700000.js'
import { TicketPromises1764000800000 } from './migrations/ticket-promises-1764000800000.js'
import { DepartmentPhones1764100050000 } from './migrations/department-phones-1764100050000.js'
import { Attachments1764100100000 } from './migrations/attachments-1764100100000.js'
import { TicketKinds1764100200000 } from './migrations/ticket-kinds-1764100200000.js'
import { TicketRules1764100200001 } from './migrations/ticket-rules-1764100200001.js'
import { DepartmentTree1764100300000 } from './migrations/department-tree-1764100300000.js'
import { DirectoryAdministration1764100300001 } from './migrations/directory-administration-1764100300001.js'
import { Routing1764100400000 } from './migrations/routing-1764100400000.js'
import { TicketSearch1764100500000 } from './migrations/ticket-search-1764100500000.js'
import { Inbox1764100600000 } from './migrations/inbox-1764100600000.js'
import { Telling1764100700000 } from './migrations/telling-1764100700000.js'
import { PersonsData1764100800000 } from './migrations/persons-data-1764100800000.js'
import { QueueHours1764100900000 } from './migrations/queue-hours-1764100900000.js'
import { ReferenceStamp1764101000000 } from './migrations/reference-stamp-1764101000000.js'
import { DeskSettings1795701000001 } from './migrations/desk-settings-1795701000001.js'
import { OperatorCalls1795701000000 } from './migrations/operator-calls-1795701000000.js'
import { CallSound1764120800000 } from './migrations/call-sound-1764120800000.js'
import { RollUpSums1764203000000 } from './migrations/roll-up-sums-1764203000000.js'
import { TicketListIndexes1764101100000 } from './migrations/ticket-list-indexes-1764101100000.js'
import { Hall1764120600000 } from './migrations/hall-1764120600000.js'
import { Holds1764202500000 } from './migrations/holds-1764202500000.js'
import { Knowledge1764120500000 } from './migrations/knowledge-1764120500000.js'
import { DeskWork1764120300000 } from './migrations/desk-work-1764120300000.js'
import { Citizens1764120400000 } from './migrations/citizens-1764120400000.js'
import { ApiKeys1764131000001 } from './migrations/api-keys-1764131000001.js'
import { Ledger1764131000000 } from './migrations/ledger-1764131000000.js'
import { RollUps1764130000000 } from './migrations/roll-ups-1764130000000.js'
import { HourWaits1764202600000 } from './migrations/hour-waits-1764202600000.js'
import { HandedCalls1764202200000 } from './migrations/handed-calls-1764202200000.js'
import { Boards1764131100000 } from './migrations/boards-1764131100000.js'
import { StaffEmails1795721900000 } from './migrations/staff-emails-1795721900000.js'
import { StaffNotices1795722000000 } from './migrations/staff-notices-1795722000000.js'

/** Everything stored is UTC; the schema is what the migrations wrote, never synchronised. */
export const makeDataSource = (url: string) =>
  new DataSource({
    type: 'mariadb',
    url,
    timezone: 'Z',
    charset: 'utf8mb4_unicode_ci',
    connectTimeout: 10_000,
    poolSize: 20,
    synchronize: false,
    entities: [
      ArticleDraftEntity,
      ArticleEntity,
      ArticleMissEntity,
      ArticleUseEntity,
      ArticleVersionEntity,
      KnowledgeStampEntity,
      ListedNumberEntity,
      NoticeEntity,
      AttachmentEntity,
      BoardEntity,
      CallEntity,
      CallSoundEntity,
      OutboxEntity,
      PutAsideFactEntity,
      VoicemailEntity,
      CitizenMessageEntity,
      CallDispositionEntity,
      DispositionEntity,
      ApiKeyEntity,
      ApiKeyUseEntity,
      LedgerDayEntity,
      LedgerRunEntity,
      MissedCallerEntity,
      OperatorCallEntity,
      HandedCallEntity,
      DeskSettingsEntity,
      OperatorStepEntity,
      PauseReasonEntity,
      QueueDispositionsEntity,
      CitizenCallEntity,
      CitizenChangeEntity,
      CitizenEntity,
      CitizenNoteEntity,
      CitizenNumberEntity,
      CitizenTicketEntity,
      NewTicketDraftEntity,
      CategoryEntity,
      DepartmentEntity,
      OpeningHoursEntity,
      QueueHoursEntity,
      UserEntity,
      FlowFigureEntity,
      ChatMessageEntity,
      ChatReadEntity,
      HallDeedEntity,
      QueueMoveEntity,
      QueueThresholdsEntity,
      FlowDraftEntity,
      FlowEntity,
      FlowVersionEntity,
      AnswerTemplateEntity,
      TicketBatchEntity,
      TicketBatchItemEntity,
      TicketDraftEntity,
      TicketMentionEntity,
      TicketNoteEntity,
      TicketViewEntity,
      ContactOptOutEntity,
      MessageTemplateEntity,
      ErasureEntity,
      LookEntity,
      RetentionRuleEntity,
      RetentionRunEntity,
      CallBackEntity,
      SurveyEntity,
      PromptRecordingEntity,
      DirectoryChangeEntity,
      ReorganisationEntity,
      CallRollUpEntity,
      MadeUpDayEntity,
      RollUpDueEntity,
      StateRollUpEntity,
      SurveyRollUpEntity,
      TalkRollUpEntity,
      TicketRollUpEntity,
      WaitRollUpEntity,
      MissedRollUpEntity,
      HourWaitRollUpEntity,
      RoutingDraftEntity,
      RoutingVersionEntity,
      TicketDepartmentEntity,
      TicketRoutingEntity,
      TicketHistoryEntity,
      TicketHistoryHeadEntity,
      TicketTextEntity,
      ComplaintViewerEntity,
      DeadlineRuleEntity,
      TicketFormEntity,
      TicketIndexedWordsEntity,
      TicketRecurrenceEntity,
      TicketToIndexEntity,
      TicketWordEntity,
      TicketWarningEntity,
      TicketEntity,
      StaffNoticeEntity,
    ],
    migrations: [
      Backbone1763895600000,
      Flows1764000000000,
      DraftRevisions1764000100000,
      Promises1764000200000,
      Announcements1764000300000,
      OpeningHours1764000400000,
      FlowFigures1764000500000,
      PromptRecordings1764000600000,
      TicketHistory1764000700000,
      TicketPromises1764000800000,
      DepartmentPhones1764100050000,
      Attachments1764100100000,
      TicketKinds1764100200000,
      TicketRules1764100200001,
      DepartmentTree1764100300000,
      DirectoryAdministration1764100300001,
      Routing1764100400000,
      TicketSearch1764100500000,
      Inbox1764100600000,
      Telling1764100700000,
      PersonsData1764100800000,
      QueueHours1764100900000,
      ReferenceStamp1764101000000,
      TicketListIndexes1764101100000,
      Hall1764120600000,
      Knowledge1764120500000,
      DeskWork1764120300000,
      Citizens1764120400000,
      CallSound1764120800000,
      RollUps1764130000000,
      Boards1764131100000,
      OperatorCalls1795701000000,
      DeskSettings1795701000001,
      Ledger1764131000000,
      ApiKeys1764131000001,
      RollUpSums1764203000000,
      FewerRows1795707300000,
      Holds1764202500000,
      HourWaits1764202600000,
      HandedCalls1764202200000,
      StaffEmails1795721900000,
      StaffNotices1795722000000,
    ],
    migrationsTransactionMode: 'each',
  })
