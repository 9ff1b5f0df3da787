import { AnswerTemplatesController } from './answer-templates.controller.js'
import { Assignments } from './assignments.service.js'
import { BatchUndo } from './batch-undo.js'
import { TeamworkController } from './teamwork.controller.js'
import { TicketBatchesController } from './ticket-batches.controller.js'
import { TicketBatches } from './ticket-batches.service.js'
import { TicketNotes } from './ticket-notes.service.js'
import { TicketRecordingController } from './ticket-recording.controller.js'
import { TicketViewsController } from './ticket-views.controller.js'

export const INBOX_CONTROLLERS = [TeamworkController, TicketBatchesController, TicketViewsController, AnswerTemplatesController, TicketRecordingController]
export const INBOX_PROVIDERS = [Assignments, BatchUndo, TicketBatches, TicketNotes]
