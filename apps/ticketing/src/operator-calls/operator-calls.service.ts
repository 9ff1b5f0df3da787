import { Injectable } from '@nestjs/common'
import { operatorCallId, type DialRequest, type NewOperatorCall, type OperatorCallTrouble, type OwnCall, type Session } from '@app/contracts'
import { dialBy, type DialRefusal } from '@app/phone-number'
import { refusal } from '@app/service'
import type { EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import { UserEntity } from '../database/directory.entities.js'
import { HandedCallEntity } from '../database/handed-call.entity.js'
import { OperatorCallEntity } from '../database/operator-call.entity.js'
import { MissedCallers } from '../missed-callers/missed-callers.service.js'
import { lookUp } from '../persons-data/looked-up.js'

const REFUSALS: Record<DialRefusal, { vi: string; en: string }> = {
  'not-dialable': { vi: 'Không được gọi số này từ tổng đài. Vui lòng kiểm tra lại số.', en: 'This number may not be called from here. Please check it.' },
  'free-service': { vi: 'Chỉ giám sát viên được gọi số miễn phí 1800.', en: 'Only a supervisor may call a free service (1800).' },
}

/** Operators' own calls: who may be called, and what each was made for. What became of it is the journal's. */
@Injectable()
export class OperatorCalls {
  constructor(
    private readonly database: Database,
    private readonly missed: MissedCallers,
  ) {}

  /** Written down before it is placed; a caller who was missed is taken by whoever calls them. @throws RefusedError 403, 404, 409 */
  async order({ userId, request }: NewOperatorCall): Promise<{ callId: string; number: string }> {
    const { manager } = this.database
    const user = await manager.findOneBy(UserEntity, { id: userId })
    if (!user || user.disabledAt !== null || (user.role !== 'operator' && user.role !== 'supervisor')) throw refusal.forbidden()
    const session: Session = { userId, username: user.username, displayName: user.displayName, role: user.role, department: null, queues: user.queues }
    const allowed = dialBy(user.role, await this.numberOf(request, session))
    if ('refusal' in allowed) throw refusal.conflict(allowed.refusal, REFUSALS[allowed.refusal])
    const of = 'of' in request ? request.of : null
    if (of?.kind === 'missed-caller') await this.missed.take(Number(of.id), session)
    const askedAt = new Date()
    const callId = operatorCallId(userId, askedAt.getTime())
    await manager.insert(OperatorCallEntity, { callId, userId, ofKind: of?.kind ?? null, ofId: of?.id ?? null, askedAt, trouble: null })
    return { callId, number: allowed.dial }
  }

  /** The journal told how it went. */
  async tried(tx: EntityManager, callId: string, trouble: OperatorCallTrouble | null): Promise<void> {
    await tx.update(OperatorCallEntity, { callId }, { trouble })
  }

  /** The citizen goes on in a queue, as another call. */
  async handedOn(tx: EntityManager, handedFrom: string, callId: string): Promise<void> {
    await tx.upsert(HandedCallEntity, { callId, handedFrom }, ['callId'])
  }

  private async numberOf(request: DialRequest, session: Session): Promise<string> {
    if ('number' in request) return request.number
    const found = await lookUp(this.database.manager, request.of, session)
    if (!found) throw refusal.notFound({ vi: 'số điện thoại này', en: 'number' })
    return found.values.number ?? found.number ?? ''
  }
}

/** What an operator's own call was made for; null for every other call, and for one that nobody wrote down. */
export async function ownCallOf(manager: EntityManager, callId: string): Promise<OwnCall | null> {
  const row = await manager.findOneBy(OperatorCallEntity, { callId })
  const handed = row && (await manager.findOneBy(HandedCallEntity, { handedFrom: callId }))
  return row && { handedTo: handed?.callId ?? null, of: row.ofKind !== null && row.ofId !== null ? { kind: row.ofKind, id: row.ofId } : null, trouble: row.trouble }
}
