import { Inject, Injectable, Logger } from '@nestjs/common'
import type { CallBackPromise, CallBackState, NewCallBack, StandingCallBack } from '@app/contracts'
import { dialable, numberKey } from '@app/phone-number'
import { refusal } from '@app/service'
import { DateTime } from 'luxon'
import { IsNull, type EntityManager } from 'typeorm'
import { CallEntity } from '../database/call.entities.js'
import { duplicateKey } from '../database/database-fault.js'
import { Database } from '../database/database.js'
import { CallBackEntity } from '../database/promise.entities.js'
import { QueueHoursService } from '../opening-hours/queue-hours.service.js'
import { Outbox } from '../outbox/outbox.js'
import { SETTINGS, TicketingSettings, ZONE } from '../settings.js'
import { follow, type CallBackEvent, type CallBackSettings } from './call-back-course.js'

/** Promised call-backs: made by the IVR, put into queues by the console, followed by the journal. */
@Injectable()
export class CallBacksService {
  private readonly log = new Logger(CallBacksService.name)
  private readonly course: CallBackSettings

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly queueHours: QueueHoursService,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
  ) {
    this.course = { attempts: settings.CALL_BACK_ATTEMPTS, retryMinutes: settings.CALL_BACK_RETRY_MINUTES }
  }

  /** Stored before the caller is told. The same call again is the same promise. */
  async promise({ callId, number, queue, priority, language }: NewCallBack): Promise<CallBackPromise['outcome']> {
    const { manager } = this.database
    if (await manager.existsBy(CallBackEntity, { callId })) return 'promised'
    const dialled = dialable(number)
    const key = numberKey(dialled)
    if (dialled === null || key === null) return 'refused'
    const call = await manager.findOneBy(CallEntity, { id: callId })
    const now = new Date()
    try {
      await manager.transaction(async (tx) => {
        const row = await tx.save(
          Object.assign(new CallBackEntity(), {
            callId,
            number: dialled,
            numberKey: key,
            openKey: key,
            queue,
            priority,
            language,
            enteredAt: call?.enteredQueueAt ?? now,
            promisedAt: now,
            state: 'waiting' satisfies CallBackState,
            placedCallId: null,
            placements: 0,
            attempts: 0,
            lastResult: null,
            nextAt: now,
            closedAt: null,
          }),
        )
        await this.outbox.store(tx, changed(row))
      })
    } catch (error) {
      if (duplicateKey(error) === 'uq_call_backs_open') return 'already'
      if (duplicateKey(error) === 'uq_call_backs_call') return 'promised'
      throw error
    } finally {
      this.outbox.wake()
    }
    this.log.log(`call ${callId}: a call-back is promised`)
    return 'promised'
  }

  /** Every promise that is open; `due` are those to be put into their queue now. Nobody is called in the night, nor while their queue is closed. */
  async standing(now = new Date()): Promise<StandingCallBack[]> {
    const rows = await this.database.manager.find(CallBackEntity, { where: { closedAt: IsNull() }, order: { enteredAt: 'ASC', id: 'ASC' } })
    const closed = await this.queueHours.closedAt(now)
    const awake = isWithin(now, this.settings.CALL_BACK_FROM, this.settings.CALL_BACK_UNTIL)
    return rows.flatMap(({ id, number, queue, priority, language, enteredAt, state, nextAt }) => {
      const due = awake && !closed.has(queue) && state === 'waiting' && nextAt !== null && nextAt <= now
      return number === null ? [] : [{ id, number, queue, priority, language, enteredAt: enteredAt.toISOString(), due }]
    })
  }

  /** @throws RefusedError 404; 409 when it is closed already */
  async cancel(id: number): Promise<void> {
    const done = await this.database.manager.transaction(async (tx) => {
      const row = await tx.findOne(CallBackEntity, { where: { id }, lock: { mode: 'pessimistic_write' } })
      if (!row) throw refusal.notFound({ vi: 'lịch gọi lại này', en: 'call-back' })
      return this.followIn(tx, row, { kind: 'cancelled' })
    })
    this.outbox.wake()
    if (!done) throw refusal.conflict('call-back-closed', { vi: 'Lịch gọi lại này đã kết thúc.', en: 'This call-back is closed already.' })
  }

  /** What the journal told of one promise. */
  async happened(tx: EntityManager, id: number, event: CallBackEvent): Promise<void> {
    const row = await tx.findOne(CallBackEntity, { where: { id }, lock: { mode: 'pessimistic_write' } })
    if (row) await this.followIn(tx, row, event)
  }

  /** A citizen was answered in a call of their own: what was promised them is done. */
  async answeredOtherwise(tx: EntityManager, number: string | null): Promise<void> {
    const openKey = numberKey(number)
    const row = openKey === null ? null : await tx.findOne(CallBackEntity, { where: { openKey }, lock: { mode: 'pessimistic_write' } })
    if (row) await this.followIn(tx, row, { kind: 'answered-otherwise' })
  }

  private async followIn(tx: EntityManager, row: CallBackEntity, event: CallBackEvent): Promise<boolean> {
    const { state, placedCallId, placements, attempts, lastResult, nextAt, closedAt } = row
    const before = { state, placedCallId, placements, attempts, lastResult, nextAt, closedAt }
    const after = follow(before, event, new Date(), this.course)
    if (after === before) return false
    await tx.update(CallBackEntity, row.id, { ...after, openKey: after.closedAt ? null : row.openKey })
    await this.outbox.store(tx, changed(row))
    this.log.log(`call-back ${row.id}, call ${row.callId}: ${event.kind}${'result' in event ? ` ${event.result}` : ''}: ${after.state}`)
    return true
  }

  /** Newest first; open ones before all others. */
  list(skip: number, take: number): Promise<[CallBackEntity[], number]> {
    return this.database.manager.createQueryBuilder(CallBackEntity, 'callBack').orderBy('callBack.closedAt IS NULL', 'DESC').addOrderBy('callBack.promisedAt', 'DESC').offset(skip).limit(take).getManyAndCount()
  }
}

const changed = ({ id }: CallBackEntity) => ({ topic: 'call-back' as const, id: String(id), departmentId: null })

/** Whether a moment lies between two times of day, `07:00` and `21:00`. */
function isWithin(at: Date, from: string, until: string): boolean {
  const clock = DateTime.fromJSDate(at, { zone: ZONE }).toFormat('HH:mm')
  return from <= clock && clock < until
}
