import type { ReachingFigures, ReachingWay, TicketDeed } from '@app/contracts'

/** Seconds by the clock: as long as a ticket may be on the way to a department. */
export const REACHING_GOAL_SECONDS = 300

/** One ticket's links of the history, the oldest first. */
export interface TravelledTicket {
  code: string
  isVoicemail: boolean
  links: readonly { deed: TicketDeed; at: Date }[]
}

interface Journey {
  way: ReachingWay
  since: Date
  /** Null: on the way still. */
  reached: Date | null
}

/**
 * How a ticket came to a department, each time. What is written down is there at once; a voicemail is on the way until somebody has heard
 * it and said what it is about, a returned ticket until it is sent on. A ticket that was answered, merged or heard otherwise is not on the way.
 */
export function journeysOf({ isVoicemail, links }: TravelledTicket): Journey[] {
  const journeys: Journey[] = []
  let open: Journey | null = null
  for (const { deed, at } of links) {
    if (deed === 'made') {
      open = { way: isVoicemail ? 'voicemail' : 'at-once', since: at, reached: isVoicemail ? null : at }
      journeys.push(open)
      if (!isVoicemail) open = null
    } else if (deed === 'returned') {
      open = { way: 'returned', since: at, reached: null }
      journeys.push(open)
    } else if (deed === 'warned') {
      continue
    } else if (open) {
      open.reached = at
      open = null
    }
  }
  return journeys
}

/** How long they took, by the way they came; figures in seconds. */
export function reachingFigures(tickets: readonly TravelledTicket[]): ReachingFigures {
  const journeys = tickets.flatMap((ticket) => journeysOf(ticket).map((journey) => ({ ...journey, code: ticket.code })))
  return {
    goalSeconds: REACHING_GOAL_SECONDS,
    ways: (['at-once', 'voicemail', 'returned'] as const).map((way) => {
      const seconds = journeys
        .flatMap(({ way: one, since, reached }) => (one === way && reached ? [(reached.getTime() - since.getTime()) / 1000] : []))
        .sort((a, b) => a - b)
      return { way, count: seconds.length, withinGoal: seconds.filter((one) => one <= REACHING_GOAL_SECONDS).length, median: middle(seconds), longest: seconds.at(-1) ?? null }
    }),
    waiting: journeys.flatMap(({ code, way, since, reached }) => (reached === null ? [{ code, way, since: since.toISOString() }] : [])).sort((a, b) => a.since.localeCompare(b.since)),
  }
}

/** Of an even number of figures the lower one of the two. */
const middle = (sorted: readonly number[]): number | null => sorted[Math.ceil(sorted.length / 2) - 1] ?? null
