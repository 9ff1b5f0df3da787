import { z } from 'zod'
import { Moment } from './words.js'

const count = z.number().int().nonnegative()

/** Today's calls by the definitions in `libs/metrics`; a call counts on the day it arrived, in Asia/Ho_Chi_Minh. */
export const DayFigures = z.object({
  day: z.iso.date(),
  asOf: Moment,
  arrived: count,
  selfServed: count,
  offered: count,
  answered: count,
  abandoned: count,
  shortAbandoned: count,
  voicemail: count,
  calledBack: count,
  overflowed: count,
  /** In a queue or ringing at this moment, so not yet in any outcome. */
  waiting: count,
  serviceLevel: z.object({ seconds: z.number(), ratio: z.number().min(0).max(1).nullable() }),
  averageSpeedOfAnswer: z.number().nonnegative().nullable(),
  abandonRate: z.number().min(0).max(1).nullable(),
  averageTalk: z.number().nonnegative().nullable(),
  byHour: z.array(z.object({ hour: z.number().int().min(0).max(23), offered: count, answered: count, abandoned: count })).length(24),
})
export type DayFigures = z.infer<typeof DayFigures>
