import { DeskSettingsController } from '../desk-settings/desk-settings.controller.js'
import { DispositionsController } from '../dispositions/dispositions.controller.js'
import { Dispositions } from '../dispositions/dispositions.service.js'
import { OperatorCallsController } from '../operator-calls/operator-calls.controller.js'
import { OperatorCalls } from '../operator-calls/operator-calls.service.js'
import { OperatorStepsController } from '../operator-steps/operator-steps.controller.js'
import { OperatorSteps } from '../operator-steps/operator-steps.service.js'
import { PauseReasonsController } from '../pause-reasons/pause-reasons.controller.js'
import { MissedCallersController } from './missed-callers.controller.js'
import { MissedCallers } from './missed-callers.service.js'
import { WaitingWorkController } from './waiting-work.controller.js'

export const DESK_WORK_CONTROLLERS = [MissedCallersController, WaitingWorkController, OperatorStepsController, PauseReasonsController, DispositionsController, OperatorCallsController, DeskSettingsController]
export const DESK_WORK_PROVIDERS = [MissedCallers, OperatorSteps, Dispositions, OperatorCalls]
