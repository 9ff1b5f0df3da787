import { Inject, Injectable } from '@nestjs/common'
import type { LookedAt, LookPurpose, Session } from '@app/contracts'
import { MoreThan, type EntityManager } from 'typeorm'
import { LookEntity } from '../database/persons-data.entities.js'
import { SETTINGS, TicketingSettings } from '../settings.js'
import { personKey } from './person-key.js'

/** One sound that is heard comes in many requests, one history is asked for again at each change: within this time they are one look. */
const ONE_LOOK_MS = 10 * 60_000

export interface NewLook {
  by: Pick<Session, 'userId' | 'displayName' | 'role'>
  what: LookedAt
  /** A call by its id, a ticket by its code, others by the row's number. */
  subject: { kind: string; id: string } | null
  /** The person's; null where none is known. */
  number: string | null
  /** With it each look counts by itself. */
  purpose?: LookPurpose
  reason?: string
}

/** Writes down who looks at persons' data: before it is given, and for ever (but for retention). */
@Injectable()
export class LookAudit {
  constructor(@Inject(SETTINGS) private readonly settings: TicketingSettings) {}

  /** Within the transaction of what it belongs to, or by the plain manager. Nothing is to be shown when this rejects. */
  async note(tx: EntityManager, { by, what, subject, number, purpose, reason }: NewLook): Promise<void> {
    const at = new Date()
    const found = { userId: by.userId, what, subjectKind: subject?.kind ?? null, subjectId: subject?.id ?? null }
    if (purpose === undefined && subject && (await tx.existsBy(LookEntity, { userId: by.userId, what, subjectKind: subject.kind, subjectId: subject.id, at: MoreThan(new Date(at.getTime() - ONE_LOOK_MS)) }))) return
    await tx.insert(LookEntity, { ...found, at, userName: by.displayName, role: by.role, purpose: purpose ?? null, reason: reason ?? null, personKey: this.keyOf(number) })
  }

  /** What stands for a person in the list; null for no number. */
  keyOf(number: string | null): string | null {
    return personKey(number, this.settings.PERSON_KEY_SECRET ?? this.settings.SESSION_SECRET)
  }
}
