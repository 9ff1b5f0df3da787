import { IANAZone } from 'luxon'
import { z } from 'zod'

const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of day like 07:30')

/** One stretch of open hours in a day; a lunch break is the gap between two of them. */
const WorkingHours = z.object({ from: ClockTime, to: ClockTime }).refine(({ from, to }) => from < to, 'must end after it begins')
export type WorkingHours = z.infer<typeof WorkingHours>

const DayHours = z.array(WorkingHours).refine((hours) => hours.every((stretch, i) => i === 0 || (hours[i - 1] as WorkingHours).to <= stretch.from), 'must follow each other')

/** When an office works. Data, not code: which days are closed is decided anew every year. */
export const Calendar = z.object({
  /** IANA name. */
  zone: z.string().refine((zone) => IANAZone.isValidZone(zone), 'not an IANA time zone'),
  /** By ISO weekday, 1 = Monday; a weekday that is not named is closed. */
  weekly: z.partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), DayHours),
  /** Closed every year, `09-02`. */
  closedYearly: z.array(z.string().regex(/^\d\d-\d\d$/)).default([]),
  /** Closed once, `2026-02-16`. */
  closedDays: z.array(z.iso.date()).default([]),
  /** Open in exchange for a closed day, with the hours of that weekday; stronger than any closing. */
  madeUpDays: z.array(z.object({ day: z.iso.date(), hours: DayHours })).default([]),
})
export type Calendar = z.infer<typeof Calendar>
