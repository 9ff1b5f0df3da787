import { CITIZEN_CALL_SOURCES } from '@app/contracts'
import type { QueueCallFigures } from '@app/metrics'
import { And, In, LessThan, MoreThanOrEqual, type EntityManager } from 'typeorm'
import { CallEntity } from '../database/call.entities.js'

/** The calls that figures count, as they are now, of those that arrived in a span: a call-back is counted with the call that asked for it. */
export const citizensCalls = (manager: EntityManager, from: Date, before: Date): Promise<QueueCallFigures[]> =>
  manager.find(CallEntity, {
    select: { id: true, queue: true, arrivedAt: true, enteredQueueAt: true, leftQueueAt: true, answered: true, waitSeconds: true, talkSeconds: true, holdSeconds: true, endedAt: true, outcome: true },
    where: { arrivedAt: And(MoreThanOrEqual(from), LessThan(before)), source: In([...CITIZEN_CALL_SOURCES]) },
  })
