import { Injectable } from '@nestjs/common'
import type { OperatorEntry } from '@app/call-journal'
import type { OperatorStep } from '@app/contracts'
import { DateTime } from 'luxon'
import { And, In, LessThan, MoreThanOrEqual, type EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import { OperatorStepEntity } from '../database/desk-work.entities.js'
import { UserEntity } from '../database/directory.entities.js'
import { Outbox } from '../outbox/outbox.js'
import { ZONE } from '../settings.js'

/** Most steps of a day that are shown. */
const MOST = 1_000

/** How operators came into their states: kept out of the journal, to be looked at when somebody is stuck. */
@Injectable()
export class OperatorSteps {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  /** @returns whether it is new: the journal may tell a line twice */
  async keep(tx: EntityManager, factId: string, { userId, at, event, reason, queue, callId, by, why }: OperatorEntry): Promise<boolean> {
    if (await tx.existsBy(OperatorStepEntity, { factId })) return false
    const clip = (text: string | null, length: number) => text && text.slice(0, length)
    await tx.insert(OperatorStepEntity, { factId, userId, at: new Date(at * 1000), event, reason: clip(reason, 40), queue, callId, byUser: by, why: clip(why, 300) })
    await this.outbox.store(tx, { topic: 'operator-state', id: String(userId), departmentId: null })
    return true
  }

  /** Of one day in Asia/Ho_Chi_Minh, in the order in which they happened. */
  async ofDay(userId: number, day: string | undefined, now = new Date()): Promise<OperatorStep[]> {
    const { manager } = this.database
    const begins = day === undefined ? DateTime.fromJSDate(now, { zone: ZONE }).startOf('day') : DateTime.fromISO(day, { zone: ZONE })
    // The newest, if it was a very long day.
    const rows = await manager.find(OperatorStepEntity, { where: { userId, at: And(MoreThanOrEqual(begins.toJSDate()), LessThan(begins.plus({ days: 1 }).toJSDate())) }, order: { at: 'DESC', id: 'DESC' }, take: MOST })
    const users = new Map((await manager.findBy(UserEntity, { id: In([...new Set(rows.flatMap(({ byUser }) => byUser ?? []))]) })).map((user) => [user.id, user.displayName]))
    return rows.reverse().map(({ id, at, event, reason, queue, callId, byUser, why }) => ({
      id,
      at: at.toISOString(),
      event,
      reason,
      queue,
      callId,
      by: byUser === null ? null : { userId: byUser, displayName: users.get(byUser) ?? `op-${byUser}` },
      why,
    }))
  }
}
