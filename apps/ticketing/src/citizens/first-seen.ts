import { createHash } from 'node:crypto'
import { sameName } from '@app/persons-data'
import { In, type EntityManager } from 'typeorm'
import { CitizenEntity, CitizenNumberEntity } from '../database/citizen.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'

const MOST_NAMES = 20

/** A number's people, as the names on its tickets tell them: made when the number is first looked at, once each, also when two desks do so at once. */
export async function makeFirstSeen(manager: EntityManager, key: string, at: Date): Promise<void> {
  // A complaint's name is for those alone who are named for it.
  const rows = await manager
    .createQueryBuilder(TicketEntity, 'ticket')
    .select('ticket.citizenName', 'name')
    .addSelect('MAX(ticket.citizenNumber)', 'number')
    .addSelect('MAX(ticket.id)', 'latest')
    .where("ticket.citizenKey = :key AND ticket.citizenName IS NOT NULL AND ticket.kind <> 'complaint'", { key })
    // As it is written: the column's own order takes Hòa for Hoa.
    .groupBy('ticket.citizenName COLLATE utf8mb4_bin')
    .orderBy('latest', 'DESC')
    .limit(MOST_NAMES)
    .getRawMany<{ name: string; number: string | null }>()
  const known = await peopleOn(manager, key)
  for (const { name, number } of rows) {
    if (known.some((citizen) => citizen.name !== null && sameName(citizen.name, name))) continue
    const seenAs = seenAsOf(key, name)
    await manager.query('INSERT IGNORE INTO citizens (name, seen_as, seen_at) VALUES (?, ?, ?)', [name, seenAs, at])
    const citizen = await manager.findOneByOrFail(CitizenEntity, { seenAs })
    await manager.query('INSERT IGNORE INTO citizen_numbers (citizen_id, number_key, number) VALUES (?, ?, ?)', [citizen.id, key, number ?? `0${key}`])
    known.push(citizen)
  }
}

export async function peopleOn(manager: EntityManager, key: string): Promise<CitizenEntity[]> {
  const numbers = await manager.findBy(CitizenNumberEntity, { numberKey: key })
  return numbers.length === 0 ? [] : manager.findBy(CitizenEntity, { id: In(numbers.map(({ citizenId }) => citizenId)) })
}

/** The row of the name goes with the person when they are erased, and this with it. */
export const seenAsOf = (key: string, name: string): string => createHash('sha256').update(`${key}\n${name.normalize('NFC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('vi')}`).digest('hex')
