import { Controller, Get, Query } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { REACH_GOAL_SECONDS, TICKET_LEVELS, TicketFiguresQuery, type Session, type TicketFigures } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { DateTime } from 'luxon'
import { May } from '../access/rights.js'
import { ZONE } from '../settings.js'
import { TicketVisibility } from '../visibility/ticket-visibility.js'

type Counts = Record<`level${1 | 2 | 3}` | 'made' | 'known' | 'within' | 'reactionDue' | 'reacted' | 'answerDue' | 'answered', string | number | null>
const SECONDS = 'TIMESTAMPDIFF(MICROSECOND, ticket.turned_at, ticket.reached_at) / 1000000'
const percentile = (part: number) => `PERCENTILE_CONT(${part}) WITHIN GROUP (ORDER BY ${SECONDS}) OVER ()`

/** How tickets went, of those that whoever asks may see. */
@Controller('api/ticket-figures')
export class TicketFiguresController {
  constructor(private readonly visibility: TicketVisibility) {}

  @Get()
  @May('ticket-figures.read')
  async figures(@Query(new ZodPipe(TicketFiguresQuery)) { from, to }: TicketFiguresQuery, @CurrentSession() session: Session): Promise<TicketFigures> {
    const viewer = await this.visibility.viewerOf(session)
    const parameters = { from: DateTime.fromISO(from, { zone: ZONE }).toJSDate(), to: DateTime.fromISO(to, { zone: ZONE }).plus({ days: 1 }).toJSDate(), now: new Date(), goal: REACH_GOAL_SECONDS }
    const made = () => this.visibility.tickets(viewer).andWhere('ticket.createdAt >= :from AND ticket.createdAt < :to', parameters)
    const sum = (condition: string) => `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`
    const counts = made().select('COUNT(*)', 'made')
    for (const level of TICKET_LEVELS) counts.addSelect(sum(`ticket.level = ${level}`), `level${level}`)
    const row = (await counts
      .addSelect('COUNT(ticket.reachedAt)', 'known')
      .addSelect(sum(`${SECONDS} <= :goal`), 'within')
      .addSelect(sum('ticket.reactionBy IS NOT NULL AND (ticket.acceptedAt IS NOT NULL OR ticket.reactionBy < :now)'), 'reactionDue')
      .addSelect(sum('ticket.acceptedAt <= ticket.reactionBy'), 'reacted')
      // While the citizen is asked no time passes.
      .addSelect(sum('ticket.answeredAt IS NOT NULL OR ticket.deadlineAt < COALESCE(ticket.stoppedAt, :now)'), 'answerDue')
      .addSelect(sum('ticket.answeredAt <= ticket.deadlineAt'), 'answered')
      .getRawOne<Counts>()) as Counts
    const reach = await made().andWhere('ticket.reachedAt IS NOT NULL').select(percentile(0.5), 'median').addSelect(percentile(0.9), 'p90').limit(1).getRawOne<{ median: string | number; p90: string | number }>()
    return {
      made: Number(row.made),
      levels: TICKET_LEVELS.map((level) => ({ level, count: Number(row[`level${level}`]) })),
      reach: { known: Number(row.known), withinGoal: Number(row.within), medianSeconds: reach ? Number(reach.median) : null, p90Seconds: reach ? Number(reach.p90) : null },
      reaction: { due: Number(row.reactionDue), inTime: Number(row.reacted) },
      answer: { due: Number(row.answerDue), inTime: Number(row.answered) },
    }
  }
}
