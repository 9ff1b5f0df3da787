import { LedgerController } from './ledger.controller.js'
import { LedgerNights } from './ledger-nights.js'
import { LedgerService } from './ledger.service.js'

export const LEDGER_CONTROLLERS = [LedgerController]
export const LEDGER_PROVIDERS = [LedgerService, LedgerNights]
