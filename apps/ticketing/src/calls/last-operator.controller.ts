import { Controller, Get, Query } from '@nestjs/common'
import { Services } from '@app/access'
import type { LastOperator } from '@app/contracts'
import { numberKey } from '@app/phone-number'
import { ZodPipe } from '@app/service'
import { IsNull, MoreThan, Not } from 'typeorm'
import { z } from 'zod'
import { CallEntity } from '../database/call.entities.js'
import { Database } from '../database/database.js'

const MINUTE_MS = 60_000
/** The longest call: one that began before may have been answered within the time asked for. */
const LONGEST_CALL_MS = 4 * 3_600_000
const LastOperatorQuery = z.object({ number: z.string().max(40), minutes: z.coerce.number().int().min(1).max(1_440) })
type LastOperatorQuery = z.infer<typeof LastOperatorQuery>

@Controller('api/last-operator')
export class LastOperatorController {
  constructor(private readonly database: Database) {}

  /** Asked by the IVR before a caller waits. */
  @Get()
  @Services('ivr')
  async find(@Query(new ZodPipe(LastOperatorQuery)) { number, minutes }: LastOperatorQuery): Promise<LastOperator> {
    const key = numberKey(number)
    if (key === null) return { operatorId: null }
    const since = Date.now() - minutes * MINUTE_MS
    const call = await this.database.manager.findOne(CallEntity, {
      where: { numberKey: key, arrivedAt: MoreThan(new Date(since - LONGEST_CALL_MS)), answeredAt: MoreThan(new Date(since)), operatorId: Not(IsNull()) },
      order: { answeredAt: 'DESC' },
    })
    return { operatorId: call?.operatorId ?? null }
  }
}
