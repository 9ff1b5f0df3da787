import type { RetentionKind } from '@app/contracts'
import type { EntityManager } from 'typeorm'

/** No data of a ticket that is still dealt with: its call, its voicemail. */
const NO_OPEN_TICKET = "NOT EXISTS (SELECT 1 FROM tickets t WHERE t.call_id = calls.id AND t.state NOT IN ('told', 'closed'))"

interface Source {
  from: string
  id: string
  /** What its age counts from. */
  at: string
  where: string
}

/** What there is of a kind, and since when; the same for what is shown before and what is erased. */
export const SOURCES: Record<RetentionKind, readonly Source[]> = {
  recordings: [{ from: 'calls', id: 'calls.id', at: 'calls.ended_at', where: `calls.recording IS NOT NULL AND ${NO_OPEN_TICKET}` }],
  voicemails: [{ from: 'voicemails JOIN calls ON calls.id = voicemails.call_id', id: 'voicemails.id', at: 'voicemails.left_at', where: `voicemails.file <> '' AND (voicemails.handled_at IS NOT NULL OR EXISTS (SELECT 1 FROM tickets v WHERE v.voicemail_id = voicemails.id)) AND ${NO_OPEN_TICKET}` }],
  remarks: [{ from: 'surveys', id: 'surveys.call_id', at: 'surveys.asked_at', where: 'surveys.remark_file IS NOT NULL' }],
  tickets: [
    { from: 'tickets', id: 'tickets.id', at: 'tickets.closed_at', where: "tickets.state = 'closed' AND tickets.erased_at IS NULL" },
    // Of articles: they belong to no ticket that would take them with it.
    { from: 'citizen_messages', id: 'citizen_messages.id', at: 'citizen_messages.created_at', where: "citizen_messages.ticket_id IS NULL AND citizen_messages.recipient <> ''" },
  ],
  numbers: [
    { from: 'calls', id: 'calls.id', at: 'calls.ended_at', where: `calls.number IS NOT NULL AND ${NO_OPEN_TICKET}` },
    { from: 'call_backs', id: 'call_backs.id', at: 'call_backs.closed_at', where: 'call_backs.number IS NOT NULL' },
    // Merged ones go with the person.
    { from: 'citizens', id: 'citizens.id', at: 'citizens.seen_at', where: `citizens.merged_into_id IS NULL AND NOT EXISTS (SELECT 1 FROM citizens other WHERE other.merged_into_id = citizens.id AND other.seen_at > citizens.seen_at) AND NOT EXISTS (SELECT 1 FROM citizen_numbers n JOIN tickets t ON t.citizen_key = n.number_key WHERE n.citizen_id = citizens.id AND t.state <> 'closed')` },
    { from: 'put_aside_facts', id: 'put_aside_facts.stream_id', at: 'put_aside_facts.put_aside_at', where: "put_aside_facts.fact <> ''" },
  ],
  looks: [{ from: 'personal_data_looks', id: 'personal_data_looks.id', at: 'personal_data_looks.at', where: '1 = 1' }],
}

/** The oldest of a source that are older than a moment. */
export async function dueIds(manager: EntityManager, { from, id, at, where }: Source, before: Date, most: number): Promise<(string | number)[]> {
  const rows = (await manager.query(`SELECT ${id} AS id FROM ${from} WHERE ${at} < ? AND ${where} ORDER BY ${at} LIMIT ${most}`, [before])) as { id: string | number }[]
  return rows.map((row) => row.id)
}

export async function countDue(manager: EntityManager, kind: RetentionKind, before: Date): Promise<number> {
  let total = 0
  for (const { from, at, where } of SOURCES[kind]) {
    const [row] = (await manager.query(`SELECT COUNT(*) AS due FROM ${from} WHERE ${at} < ? AND ${where}`, [before])) as { due: string }[]
    total += Number(row?.due ?? 0)
  }
  return total
}

/** Since when the oldest that is kept was over; null for none. */
export async function oldestOf(manager: EntityManager, kind: RetentionKind): Promise<Date | null> {
  let oldest: Date | null = null
  for (const { from, at, where } of SOURCES[kind]) {
    const [row] = (await manager.query(`SELECT MIN(${at}) AS oldest FROM ${from} WHERE ${at} IS NOT NULL AND ${where}`)) as { oldest: Date | null }[]
    if (row?.oldest && (oldest === null || row.oldest < oldest)) oldest = row.oldest
  }
  return oldest
}
