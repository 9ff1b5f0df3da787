import { courseOfTicket, Draws, seededRandom, type CityTicket, type MadeDeed, type TicketPeople } from '@app/made-city'
import type { RowDataPacket } from 'mysql2'
import type { Connection } from 'mysql2/promise'
import { CHAIN_START, linkHash, textHash, type TicketChange } from '../history/chain-link.js'
import { MADE_UP } from './made-up-mark.js'

const SEED = 1_022_022
/** A packet to the server must not be too big. */
const ROWS_AT_ONCE = 5_000

/**
 * The history of tickets that were made up, in a chain of their own beside the real one, which is for ever: its links are numbered below nought, from
 * −n to −1, so that it can be taken out as a whole, and begins like every chain.
 * @param tickets in the order in which they were loaded
 * @param horizon nothing lies after it, epoch seconds
 */
export async function addMadeUpHistory(connection: Connection, tickets: readonly CityTicket[], people: TicketPeople, horizon: number): Promise<void> {
  const ids = await idsByRequest(connection)
  const draws = new Draws(seededRandom(SEED))
  const deeds = tickets.flatMap((ticket, i) => courseOfTicket(ticket, people, horizon, draws).map((deed, order) => ({ ticket, ticketId: ids.get(`${MADE_UP}${i + 1}`), deed, order })))
  deeds.sort((a, b) => a.deed.at - b.deed.at || (a.ticketId ?? 0) - (b.ticketId ?? 0) || a.order - b.order)
  const links: (string | number | Date | null)[][] = []
  const texts: [number, string][] = []
  let hash = CHAIN_START
  for (const [i, { ticket, ticketId, deed }] of deeds.entries()) {
    if (ticketId === undefined) throw new Error('a made-up ticket is not there')
    const change = changeOf(i - deeds.length, ticketId, ticket, deed)
    hash = linkHash(hash, change)
    links.push([change.seq, change.ticketId, change.at, change.by, change.deed, change.state, change.departmentId, change.categoryId, change.deadlineAt, change.textHash, hash])
    if (deed.text !== null) texts.push([change.seq, deed.text])
  }
  for (let at = 0; at < links.length; at += ROWS_AT_ONCE)
    await connection.query('INSERT INTO ticket_history (seq, ticket_id, at, done_by, deed, state, department_id, category_id, deadline_at, text_hash, link_hash) VALUES ?', [links.slice(at, at + ROWS_AT_ONCE)])
  for (let at = 0; at < texts.length; at += ROWS_AT_ONCE) await connection.query('INSERT INTO ticket_texts (seq, text) VALUES ?', [texts.slice(at, at + ROWS_AT_ONCE)])
  await connection.query('UPDATE tickets t JOIN (SELECT ticket_id, COUNT(*) deeds FROM ticket_history WHERE seq < 0 GROUP BY ticket_id) h ON h.ticket_id = t.id SET t.revision = h.deeds')
}

export async function removeMadeUpHistory(connection: Connection): Promise<void> {
  await connection.query('DELETE FROM ticket_texts WHERE seq < 0')
  await connection.query('DELETE FROM ticket_history WHERE seq < 0')
}

const changeOf = (seq: number, ticketId: number, { categoryId }: CityTicket, { at, by, deed, state, departmentId, deadlineAt, text }: MadeDeed): TicketChange => ({
  seq,
  ticketId,
  at: new Date(at * 1000),
  by,
  deed,
  state,
  departmentId,
  categoryId,
  deadlineAt: new Date(deadlineAt * 1000),
  textHash: text === null ? null : textHash(text),
})

async function idsByRequest(connection: Connection): Promise<Map<string, number>> {
  const [rows] = await connection.query<RowDataPacket[]>(`SELECT id, request_id AS request FROM tickets WHERE request_id LIKE '${MADE_UP}%'`)
  return new Map(rows.map(({ id, request }) => [String(request), Number(id)]))
}
