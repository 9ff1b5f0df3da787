import { Eraser } from './eraser.js'
import { ErasuresService } from './erasures.service.js'
import { LookAudit } from './look-audit.js'
import { LooksController } from './looks.controller.js'
import { LooksService } from './looks.service.js'
import { PersonExport } from './person-export.js'
import { PersonsController } from './persons.controller.js'
import { PersonsService } from './persons.service.js'
import { RetentionController } from './retention.controller.js'
import { RetentionService } from './retention.service.js'

export const PERSONS_DATA_CONTROLLERS = [LooksController, RetentionController, PersonsController]
export const PERSONS_DATA_PROVIDERS = [LookAudit, LooksService, Eraser, RetentionService, PersonsService, PersonExport, ErasuresService]
