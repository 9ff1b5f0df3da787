import { Body, Controller, Get, HttpCode, Param, Put } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { TellCallSound, type CallSound, type Session } from '@app/contracts'
import { relationToCall } from '@app/persons-data'
import { refusal, ZodPipe } from '@app/service'
import { May } from '../access/rights.js'
import { CallSoundEntity } from '../database/call-sound.entity.js'
import { CallEntity } from '../database/call.entities.js'
import { Database } from '../database/database.js'

/** The longest talk, at a reading each ten seconds. */
const MOST = 2_000

@Controller('api/calls/:id/sound')
export class CallSoundController {
  constructor(private readonly database: Database) {}

  @Get()
  @May('calls.read')
  async read(@Param('id') callId: string): Promise<CallSound> {
    const rows = await this.database.manager.find(CallSoundEntity, { where: { callId }, order: { measuredAt: 'ASC' }, take: MOST })
    return { figures: rows.map(({ measuredAt, jitterMs, lossPercent, roundTripMs }) => ({ at: measuredAt.toISOString(), jitterMs, lossPercent, roundTripMs })) }
  }

  /** By the browser of the talk's operator, at intervals and at the end. Not found: the journal is not there yet; the browser tells it again. */
  @Put()
  @HttpCode(204)
  @May('call-sound.tell')
  async tell(@Param('id') callId: string, @Body(new ZodPipe(TellCallSound)) { figures }: TellCallSound, @CurrentSession() session: Session): Promise<void> {
    const manager = this.database.manager
    const call = await manager.findOneBy(CallEntity, { id: callId })
    if (!call || call.operatorId === null) throw refusal.notFound({ vi: 'cuộc gọi này', en: 'call' })
    if (relationToCall(session, call, new Date()) !== 'own-talk') throw refusal.forbidden()
    await manager.upsert(
      CallSoundEntity,
      figures.map(({ at, ...figure }) => ({ ...figure, callId, operatorId: session.userId, measuredAt: new Date(at) })),
      ['callId', 'operatorId', 'measuredAt'],
    )
  }
}
