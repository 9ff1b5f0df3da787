import { ApiCallsService } from './api-calls.service.js'
import { ApiKeyGuard } from './api-key.guard.js'
import { ApiKeysController } from './api-keys.controller.js'
import { ApiKeys } from './api-keys.service.js'
import { OpenApiController } from './open-api.controller.js'
import { V1Controller } from './v1.controller.js'

export const API_V1_CONTROLLERS = [ApiKeysController, OpenApiController, V1Controller]
export const API_V1_PROVIDERS = [ApiKeys, ApiKeyGuard, ApiCallsService]
