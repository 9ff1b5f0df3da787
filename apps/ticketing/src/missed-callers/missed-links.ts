import type { Call } from '@app/contracts'
import { LessThanOrEqual, MoreThanOrEqual, Not, IsNull, type EntityManager } from 'typeorm'
import type { CallEntity } from '../database/call.entities.js'
import { MissedCallerEntity } from '../database/desk-work.entities.js'

/** From a call in which somebody was missed to the one by which they were reached, and back. */
export async function missedLinksOf(manager: EntityManager, { id, numberKey, endedAt }: CallEntity): Promise<Pick<Call, 'reachedBy' | 'missedBefore'>> {
  const before = await manager.findOne(MissedCallerEntity, { where: { closedCallId: id }, order: { id: 'DESC' } })
  // Of one who called in vain more than once, each of these calls is meant.
  const missed =
    endedAt === null || numberKey === null
      ? null
      : await manager.findOne(MissedCallerEntity, { where: { numberKey, firstAt: LessThanOrEqual(endedAt), lastAt: MoreThanOrEqual(endedAt), closedCallId: Not(IsNull()) }, order: { id: 'DESC' } })
  return {
    ...(missed?.closedCallId && missed.closedHow ? { reachedBy: { callId: missed.closedCallId, how: missed.closedHow } } : {}),
    ...(before ? { missedBefore: { callId: before.lastCallId, calls: before.calls } } : {}),
  }
}
