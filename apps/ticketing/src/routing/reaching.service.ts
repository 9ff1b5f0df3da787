import { Injectable } from '@nestjs/common'
import type { ReachingFigures, TicketDeed, TrialPeriod } from '@app/contracts'
import { DateTime } from 'luxon'
import { Database } from '../database/database.js'
import { TicketHistoryEntity } from '../database/ticket-history.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { ZONE } from '../settings.js'
import { reachingFigures, type TravelledTicket } from './reaching.js'
import { periodTooLong } from './routing-refusals.js'

const LONGEST_PERIOD_DAYS = 92

/** How long tickets were on the way to a department. */
@Injectable()
export class ReachingService {
  constructor(private readonly database: Database) {}

  /** Of the tickets made in a period. @throws RefusedError 400 for too long a period */
  async figures({ from, to }: TrialPeriod): Promise<ReachingFigures> {
    const begin = DateTime.fromISO(from, { zone: ZONE })
    const end = DateTime.fromISO(to, { zone: ZONE }).plus({ days: 1 })
    if (end.diff(begin, 'days').days > LONGEST_PERIOD_DAYS) throw periodTooLong({ vi: `Vui lòng chọn kỳ không quá ${LONGEST_PERIOD_DAYS} ngày.`, en: `Please choose a period of at most ${LONGEST_PERIOD_DAYS} days.` })
    const rows = await this.database.manager
      .createQueryBuilder(TicketEntity, 'ticket')
      .innerJoin(TicketHistoryEntity, 'link', 'link.ticketId = ticket.id')
      .select(['ticket.id AS id', 'ticket.code AS code', 'ticket.voicemailId AS voicemailId', 'link.deed AS deed', 'link.at AS at'])
      .where('ticket.createdAt >= :begin AND ticket.createdAt < :end', { begin: begin.toJSDate(), end: end.toJSDate() })
      .orderBy('link.seq')
      .getRawMany<{ id: number; code: string; voicemailId: number | null; deed: TicketDeed; at: Date }>()
    const tickets = new Map<number, TravelledTicket & { links: { deed: TicketDeed; at: Date }[] }>()
    for (const { id, code, voicemailId, deed, at } of rows) {
      const ticket = tickets.get(id) ?? { code, isVoicemail: voicemailId !== null, links: [] }
      ticket.links.push({ deed, at })
      tickets.set(id, ticket)
    }
    return reachingFigures([...tickets.values()])
  }
}
