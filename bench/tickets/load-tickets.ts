import { Readable } from 'node:stream'
import { createConnection, type Connection } from 'mysql2/promise'
import { blockOf, offsetOf, writePlaces } from '@app/word-search'
import { numberKey } from '@app/phone-number'
import { CHAIN_START, linkHash, textHash } from '../../apps/ticketing/src/history/chain-link.js'
import { streetOf } from '../../apps/ticketing/src/recurrence/place-of.js'
import { wordsOfTicket } from '../../apps/ticketing/src/search/words-of-ticket.js'
import type { MadeTicket } from './made-tickets.js'

const BATCH = 20_000
/** Characters of words that are loaded at once. */
const PACKET = 4_000_000

/** What is loaded of each ticket besides its words: as the product itself would have written it. */
const TABLES = {
  tickets: 'id, code, request_id, state, category_id, department_id, description, place, street_key, citizen_name, citizen_number, citizen_key, created_at, deadline_at, answered_at, closed_at, warned',
  ticket_history: 'seq, ticket_id, at, done_by, deed, state, department_id, category_id, deadline_at, text_hash, link_hash',
  ticket_texts: 'seq, text',
  ticket_indexed_words: 'ticket_id, words',
} as const
type Table = keyof typeof TABLES

const field = (value: string | number | Date | null): string => (value === null ? '\\N' : value instanceof Date ? value.toISOString().replace('T', ' ').slice(0, 23) : String(value).replace(/[\\\t\n]/g, '\\$&'))
const line = (...values: (string | number | Date | null)[]): string => `${values.map(field).join('\t')}\n`

/** Loads tickets with their history (a whole chain) and their words. @returns the last link's number */
export async function loadTickets(databaseUrl: string, tickets: Iterable<MadeTicket>, say: (done: number) => void): Promise<number> {
  const connections = await Promise.all(Object.keys(TABLES).map(() => openFor(databaseUrl)))
  const places = new Map<string, [number, number[]][]>()
  let head = { seq: 0, hash: CHAIN_START }
  let lines: Record<Table, string[]> = { tickets: [], ticket_history: [], ticket_texts: [], ticket_indexed_words: [] }
  let done = 0
  const flush = async () => {
    const full = lines
    lines = { tickets: [], ticket_history: [], ticket_texts: [], ticket_indexed_words: [] }
    await Promise.all((Object.keys(TABLES) as Table[]).map((table, i) => loadInto(connections[i] as Connection, `INTO TABLE ${table} CHARACTER SET utf8mb4 (${TABLES[table]})`, full[table])))
    say(done)
  }
  for (const ticket of tickets) {
    const { id, categoryId, departmentId, deadlineAt, createdAt, answeredAt, answer } = ticket
    const add = (change: { at: Date; deed: 'made' | 'approved'; state: MadeTicket['state'] }, text: string | null) => {
      const seq = head.seq + 1
      const hashed = text === null ? null : textHash(text)
      const hash = linkHash(head.hash, { seq, ticketId: id, by: 1, departmentId, categoryId, deadlineAt, textHash: hashed, ...change })
      lines.ticket_history.push(line(seq, id, change.at, 1, change.deed, change.state, departmentId, categoryId, deadlineAt, hashed, hash))
      if (text !== null) lines.ticket_texts.push(line(seq, text))
      head = { seq, hash }
    }
    lines.tickets.push(
      line(id, ticket.code, ticket.requestId, ticket.state, categoryId, departmentId, ticket.description, ticket.place, streetOf(ticket.place), ticket.citizenName, ticket.citizenNumber, numberKey(ticket.citizenNumber), createdAt, deadlineAt, answeredAt, ticket.state === 'closed' ? answeredAt : null, 0),
    )
    add({ at: createdAt, deed: 'made', state: answeredAt ? 'routed' : ticket.state }, null)
    if (answeredAt) add({ at: answeredAt, deed: 'approved', state: ticket.state }, answer)
    const words = wordsOfTicket({ ...ticket, texts: answer === null ? [] : [answer] })
    lines.ticket_indexed_words.push(line(id, [...words].join(' ')))
    for (const word of words) place(places, word, id)
    if (++done % BATCH === 0) await flush()
  }
  await flush()
  const [first] = connections as [Connection]
  await loadWords(first, places)
  await first.query('UPDATE ticket_history_head SET seq = ?, link_hash = ?', [head.seq, head.hash])
  await first.query('ANALYZE TABLE tickets, ticket_history, ticket_words')
  await Promise.all(connections.map((connection) => connection.end()))
  return head.seq
}

async function openFor(url: string): Promise<Connection> {
  const connection = await createConnection({ uri: url, timezone: 'Z', charset: 'utf8mb4' })
  await connection.query("SET unique_checks = 0, foreign_key_checks = 0, time_zone = '+00:00'")
  return connection
}

async function loadInto(connection: Connection, into: string, lines: string[]): Promise<void> {
  if (lines.length === 0) return
  await connection.query({ sql: `LOAD DATA LOCAL INFILE 'made' ${into}`, infileStreamFactory: () => Readable.from([Buffer.from(lines.join(''))]) })
}

function place(places: Map<string, [number, number[]][]>, word: string, id: number): void {
  const blocks = places.get(word) ?? []
  const last = blocks.at(-1)
  if (last?.[0] === blockOf(id)) last[1].push(offsetOf(id))
  else blocks.push([blockOf(id), [offsetOf(id)]])
  if (blocks.length === 1) places.set(word, blocks)
}

/** In the order of the primary key; a packet to the server must not be too big, and a place takes as many bytes as there are tickets in its block. */
async function loadWords(connection: Connection, places: Map<string, [number, number[]][]>): Promise<void> {
  const into = 'INTO TABLE ticket_words CHARACTER SET utf8mb4 (word, block, @places) SET places = UNHEX(@places)'
  let lines: string[] = []
  let length = 0
  for (const word of [...places.keys()].sort()) {
    for (const [block, offsets] of places.get(word) ?? []) {
      const written = `${word}\t${block}\t${writePlaces(offsets).toString('hex')}\n`
      lines.push(written)
      length += written.length
      if (length < PACKET) continue
      await loadInto(connection, into, lines)
      lines = []
      length = 0
    }
  }
  await loadInto(connection, into, lines)
}
