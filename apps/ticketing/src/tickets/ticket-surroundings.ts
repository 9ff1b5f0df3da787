import { In, type EntityManager, type FindOptionsWhere } from 'typeorm'
import { CallEntity, VoicemailEntity } from '../database/call.entities.js'
import { CitizenMessageEntity } from '../database/citizen-message.entity.js'
import { UserEntity } from '../database/directory.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { TicketHistoryEntity, TicketTextEntity } from '../database/ticket-history.entities.js'

/** What stands around a ticket in other tables. */
export interface TicketSurroundings {
  call: CallEntity | null
  voicemail: VoicemailEntity | null
  /** In its order. */
  history: TicketHistoryEntity[]
  /** What was written with a link of the history, by its number. */
  texts: ReadonlyMap<number, string>
  /** Of those who did something with it. */
  names: ReadonlyMap<number, string>
  messages: CitizenMessageEntity[]
  /** The one that it was merged into. */
  into: TicketEntity | null
  /** Those that were merged into it. */
  here: TicketEntity[]
}

/** Of each ticket, in their order, with as many statements as for one. */
export async function surroundingsOf(manager: EntityManager, tickets: readonly TicketEntity[]): Promise<TicketSurroundings[]> {
  const ids = tickets.map(({ id }) => id)
  const present = <T>(values: (T | null)[]): T[] => [...new Set(values.filter((value) => value !== null))]
  const read = async <E extends object>(entity: new () => E, values: readonly unknown[], where: FindOptionsWhere<E>): Promise<E[]> => (values.length === 0 ? [] : manager.findBy(entity, where))
  const callIds = present(tickets.map(({ callId }) => callId))
  const voicemailIds = present(tickets.map(({ voicemailId }) => voicemailId))
  const intoIds = present(tickets.map(({ mergedIntoId }) => mergedIntoId))
  const calls = new Map((await read(CallEntity, callIds, { id: In(callIds) })).map((call) => [call.id, call]))
  const voicemails = new Map((await read(VoicemailEntity, voicemailIds, { id: In(voicemailIds) })).map((voicemail) => [voicemail.id, voicemail]))
  const history = await manager.find(TicketHistoryEntity, { where: { ticketId: In(ids) }, order: { seq: 'ASC' } })
  const userIds = present([...tickets.map(({ createdBy }) => createdBy), ...history.map(({ by }) => by)])
  const people = userIds.length === 0 ? [] : await manager.find(UserEntity, { select: { id: true, displayName: true }, where: { id: In(userIds) } })
  const written = history.filter(({ textHash }) => textHash !== null).map(({ seq }) => seq)
  const texts = new Map((await read(TicketTextEntity, written, { seq: In(written) })).map(({ seq, text }) => [seq, text]))
  const messages = await manager.find(CitizenMessageEntity, { where: { ticketId: In(ids) }, order: { id: 'ASC' } })
  const into = new Map((await read(TicketEntity, intoIds, { id: In(intoIds) })).map((ticket) => [ticket.id, ticket]))
  const here = await manager.find(TicketEntity, { where: { mergedIntoId: In(ids) }, order: { id: 'ASC' } })
  const names = new Map(people.map(({ id, displayName }) => [id, displayName]))
  return tickets.map((ticket) => ({
    call: calls.get(ticket.callId ?? '') ?? null,
    voicemail: voicemails.get(ticket.voicemailId ?? 0) ?? null,
    history: history.filter(({ ticketId }) => ticketId === ticket.id),
    texts,
    names,
    messages: messages.filter(({ ticketId }) => ticketId === ticket.id),
    into: into.get(ticket.mergedIntoId ?? 0) ?? null,
    here: here.filter(({ mergedIntoId }) => mergedIntoId === ticket.id),
  }))
}
