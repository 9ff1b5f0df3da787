import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { MakeApiKey, type ApiKey, type MadeApiKey, type Session } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { May } from '../access/rights.js'
import { ApiKeys } from './api-keys.service.js'

@Controller('api/api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeys) {}

  @Get()
  @May('api-keys.administer')
  list(): Promise<ApiKey[]> {
    return this.keys.list()
  }

  @Post()
  @May('api-keys.administer')
  make(@Body(new ZodPipe(MakeApiKey)) body: MakeApiKey, @CurrentSession() session: Session): Promise<MadeApiKey> {
    return this.keys.make(body, session)
  }

  @Post(':id/revoked')
  @HttpCode(204)
  @May('api-keys.administer')
  revoke(@Param('id', ParseIntPipe) id: number, @CurrentSession() session: Session): Promise<void> {
    return this.keys.revoke(id, session)
  }
}
