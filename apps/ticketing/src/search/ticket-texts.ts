import { In, type EntityManager } from 'typeorm'
import { TicketEntity } from '../database/ticket.entities.js'
import type { IndexedTicket } from './words-of-ticket.js'

/** Tickets with what people wrote with their changes, by number. */
export async function ticketsWithTexts(manager: EntityManager, ids: readonly number[]): Promise<Map<number, IndexedTicket & { id: number }>> {
  if (ids.length === 0) return new Map()
  const rows = await manager.find(TicketEntity, { where: { id: In([...ids]) }, select: { id: true, state: true, departmentId: true, description: true, place: true } })
  const written = (await manager.query('SELECT link.ticket_id AS ticketId, texts.text FROM ticket_history link JOIN ticket_texts texts ON texts.seq = link.seq WHERE link.ticket_id IN (?) AND link.deed <> ?', [ids, 'warned'])) as { ticketId: number; text: string }[]
  const texts = new Map<number, string[]>()
  for (const { ticketId, text } of written) texts.set(ticketId, [...(texts.get(ticketId) ?? []), text])
  return new Map(rows.map((row) => [row.id, { ...row, texts: texts.get(row.id) ?? [] }]))
}
