import { HallChatController } from './hall-chat.controller.js'
import { HallChat } from './hall-chat.service.js'
import { HallDeedsController } from './hall-deeds.controller.js'
import { HallDeeds } from './hall-deeds.service.js'
import { WallboardController } from './wallboard.controller.js'
import { WallboardService } from './wallboard.service.js'

export const HALL_CONTROLLERS = [WallboardController, HallDeedsController, HallChatController]
export const HALL_PROVIDERS = [WallboardService, HallDeeds, HallChat]
