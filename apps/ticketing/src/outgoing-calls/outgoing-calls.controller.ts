import { Controller, Get } from '@nestjs/common'
import { Services } from '@app/access'
import type { DueOutgoingCall } from '@app/contracts'
import { OutgoingCalls } from './outgoing-calls.service.js'

@Controller('api/outgoing-calls')
export class OutgoingCallsController {
  constructor(private readonly calls: OutgoingCalls) {}

  @Get('due')
  @Services('console')
  due(): Promise<DueOutgoingCall[]> {
    return this.calls.due()
  }
}
