import { Body, Controller, HttpCode, Post } from '@nestjs/common'
import { Services } from '@app/access'
import { NewOperatorCall, type OperatorCallOrder } from '@app/contracts'
import { RefusedError, ZodPipe } from '@app/service'
import { OperatorCalls } from './operator-calls.service.js'

@Controller('api/operator-calls')
export class OperatorCallsController {
  constructor(private readonly calls: OperatorCalls) {}

  /** Asked by the console before it places a call. A refusal is an answer: it goes on to the operator as it is. */
  @Post()
  @Services('console')
  @HttpCode(200)
  async order(@Body(new ZodPipe(NewOperatorCall)) body: NewOperatorCall): Promise<OperatorCallOrder> {
    try {
      return { ok: true, ...(await this.calls.order(body)) }
    } catch (error) {
      if (error instanceof RefusedError) return { ok: false, failure: error.failure }
      throw error
    }
  }
}
