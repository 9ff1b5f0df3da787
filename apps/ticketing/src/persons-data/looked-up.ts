import type { LookSubject, PersonField, PersonRelation, Session } from '@app/contracts'
import { relationToCall, relationToMissedCaller, relationToTicket } from '@app/persons-data'
import { isTicketCode } from '@app/ticket-code'
import type { EntityManager } from 'typeorm'
import { CallEntity, VoicemailEntity } from '../database/call.entities.js'
import { MissedCallerEntity } from '../database/desk-work.entities.js'
import { CallBackEntity } from '../database/promise.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'

/** A person's values as they are stored, and how whoever asks has to do with them. */
export interface LookedUp {
  relation: PersonRelation
  /** By which the person is found again in the list of looks. */
  number: string | null
  values: Partial<Record<PersonField, string | null>>
}

const rowId = (id: string) => (/^\d{1,9}$/.test(id) ? Number(id) : null)

/** @returns null when there is no such thing, or this kind of account has nothing to do with it */
export async function lookUp(manager: EntityManager, { kind, id }: LookSubject, session: Session): Promise<LookedUp | null> {
  if (session.role === 'officer' && kind !== 'ticket') return null
  switch (kind) {
    case 'call':
      return ofCall(await manager.findOneBy(CallEntity, { id }), session)
    case 'ticket':
      return isTicketCode(id) ? ofTicket(manager, await manager.findOneBy(TicketEntity, { code: id }), session) : null
    case 'voicemail': {
      const key = rowId(id)
      const voicemail = key === null ? null : await manager.findOneBy(VoicemailEntity, { id: key })
      const call = voicemail && (await manager.findOneBy(CallEntity, { id: voicemail.callId }))
      return call && { relation: voicemail.handledBy === session.userId ? 'past' : 'none', number: call.number, values: { number: call.number } }
    }
    case 'call-back': {
      const key = rowId(id)
      const callBack = key === null ? null : await manager.findOneBy(CallBackEntity, { id: key })
      return callBack && { relation: 'none', number: callBack.number, values: { number: callBack.number } }
    }
    case 'missed-caller': {
      const key = rowId(id)
      const missed = key === null ? null : await manager.findOneBy(MissedCallerEntity, { id: key })
      return missed && { relation: relationToMissedCaller(session, missed), number: missed.number, values: { number: missed.number } }
    }
  }
}

const ofCall = (call: CallEntity | null, session: Session): LookedUp | null => call && { relation: relationToCall(session, call, new Date()), number: call.number, values: { number: call.number } }

async function ofTicket(manager: EntityManager, ticket: TicketEntity | null, session: Session): Promise<LookedUp | null> {
  if (!ticket) return null
  const call = ticket.callId === null ? null : await manager.findOneBy(CallEntity, { id: ticket.callId })
  const { citizenNumber, citizenName, citizenEmail, description } = ticket
  return { relation: relationToTicket(session, ticket), number: citizenNumber ?? call?.number ?? null, values: { number: citizenNumber, name: citizenName, email: citizenEmail, text: description } }
}
