import { Body, Controller, Get, Logger, Put } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { SavePauseReasons, type PauseReasons, type Session } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { In, Not } from 'typeorm'
import { May } from '../access/rights.js'
import { Database } from '../database/database.js'
import { PauseReasonEntity } from '../database/desk-work.entities.js'
import { Outbox } from '../outbox/outbox.js'

/** Why operators may pause, and how long. Asterisk knows the code only, so a reason is never deleted: what is left out is offered no more. */
@Controller('api/pause-reasons')
export class PauseReasonsController {
  private readonly log = new Logger(PauseReasonsController.name)

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  /** Those that are offered no more at the end. */
  @Get()
  @May('pause-reasons.read')
  async list(): Promise<PauseReasons> {
    const rows = await this.database.manager.find(PauseReasonEntity, { order: { place: 'ASC', code: 'ASC' } })
    const newest = rows.filter(({ changedAt }) => changedAt !== null).sort((a, b) => Number(b.changedAt) - Number(a.changedAt))[0]
    return {
      reasons: rows.map(({ code, nameVi, nameEn, limitMinutes, colour, active }) => ({ code, name: { vi: nameVi, en: nameEn }, limitMinutes, colour, active })),
      changed: newest?.changedAt ? { at: newest.changedAt.toISOString(), by: newest.changedBy ?? '' } : null,
    }
  }

  @Put()
  @May('pause-reasons.edit')
  async save(@Body(new ZodPipe(SavePauseReasons)) { reasons }: SavePauseReasons, @CurrentSession() session: Session): Promise<PauseReasons> {
    const change = { changedAt: new Date(), changedBy: session.displayName }
    await this.database.manager.transaction(async (tx) => {
      await tx.update(PauseReasonEntity, { code: Not(In(reasons.map(({ code }) => code))) }, { active: false, place: 1_000 })
      for (const [place, { code, name, limitMinutes, colour, active }] of reasons.entries())
        await tx.save(Object.assign(new PauseReasonEntity(), { code, nameVi: name.vi, nameEn: name.en, limitMinutes, colour, active, place, ...change }))
      await this.outbox.store(tx, { topic: 'pause-reason', id: 'all', departmentId: null })
    })
    this.outbox.wake()
    this.log.log(`pause reasons: ${reasons.map(({ code }) => code).join(', ')}, by ${session.username}`)
    return this.list()
  }
}
