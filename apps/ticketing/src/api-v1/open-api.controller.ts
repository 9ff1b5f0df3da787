import { Controller, Get, Header, Inject } from '@nestjs/common'
import { Open } from '@app/access'
import { SETTINGS, TicketingSettings } from '../settings.js'
import { openApi } from './open-api.js'
import { openApiPage, PAGE_POLICY } from './open-api-page.js'

/** What the API is, for everybody: it tells nothing of any call. */
@Controller('api/v1')
@Open()
export class OpenApiController {
  constructor(@Inject(SETTINGS) private readonly settings: TicketingSettings) {}

  @Get('openapi.json')
  document(): object {
    return openApi(this.settings.PUBLIC_URL)
  }

  @Get('docs')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', PAGE_POLICY)
  page(): string {
    return openApiPage(openApi(this.settings.PUBLIC_URL))
  }
}
