import { BoardsController } from './boards.controller.js'
import { Boards } from './boards.service.js'

export const BOARD_CONTROLLERS = [BoardsController]
export const BOARD_PROVIDERS = [Boards]
