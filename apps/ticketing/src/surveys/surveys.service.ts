import { Inject, Injectable } from '@nestjs/common'
import { numberKey } from '@app/phone-number'
import { MoreThan, type EntityManager } from 'typeorm'
import { CallEntity } from '../database/call.entities.js'
import { Database } from '../database/database.js'
import { SurveyEntity } from '../database/promise.entities.js'
import { SETTINGS, TicketingSettings } from '../settings.js'

const DAY_MS = 86_400_000

/** Ratings after talks, tied to the call and the operator; the ticket is the call's. */
@Injectable()
export class SurveysService {
  constructor(
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
  ) {}

  /** Nobody is asked twice within some days; who has no number could be anybody, and is asked. */
  async isDue(number: string, now = new Date()): Promise<boolean> {
    const key = numberKey(number)
    const since = new Date(now.getTime() - this.settings.SURVEY_EVERY_DAYS * DAY_MS)
    return key === null || !(await this.database.manager.existsBy(SurveyEntity, { numberKey: key, askedAt: MoreThan(since) }))
  }

  async asked(tx: EntityManager, callId: string, at: Date, rating: number | null): Promise<void> {
    await this.keep(tx, callId, { askedAt: at, rating })
  }

  async remarked(tx: EntityManager, callId: string, at: Date, { file, seconds }: { file: string; seconds: number }): Promise<void> {
    await this.keep(tx, callId, { askedAt: at, remarkFile: file, remarkSeconds: seconds })
  }

  /** The two words come in any order, and perhaps twice. */
  private async keep(tx: EntityManager, callId: string, told: Partial<SurveyEntity> & { askedAt: Date }): Promise<void> {
    const known = await tx.findOneBy(SurveyEntity, { callId })
    const call = await tx.findOneBy(CallEntity, { id: callId })
    const none = { callId, rating: null, remarkFile: null, remarkSeconds: null }
    await tx.save(Object.assign(new SurveyEntity(), none, known, told, { numberKey: call?.numberKey ?? null, operatorId: call?.operatorId ?? null }))
  }
}
