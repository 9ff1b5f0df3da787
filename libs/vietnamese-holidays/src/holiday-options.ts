import { z } from 'zod'

const DaysBeforeTet = z.int().min(1).max(3)
const NationalDay = z.enum(['longest', 'before', 'after'])

/** What the government decided for one year; what is not named stays as in every year. */
const YearsDecision = z.object({ daysBeforeTet: DaysBeforeTet.optional(), nationalDay: NationalDay.optional(), daysInLieu: z.boolean().optional() })

/** What the law leaves open about the public holidays. `HolidayOptions.parse({})` is what holds when nobody decided anything. */
export const HolidayOptions = z.object({
  /** How many of the five days of Tết lie before the lunar New Year's Day: 1 to 3. The government decides each autumn; 1 in 2022 and 2026, 2 in 2021 and 2023–2025. */
  daysBeforeTet: DaysBeforeTet.default(1),
  /** Which day next to 2 September is free too: always the day before, always the day after, or the one that is a working day and makes the longer break (as decided each year 2021–2026). */
  nationalDay: NationalDay.default('longest'),
  /** Whether a holiday on a day of weekly rest gives the next working day. */
  daysInLieu: z.boolean().default(true),
  /** Days of weekly rest, 1 = Monday. At least one day is none, or a day in lieu would never come. */
  weeklyRest: z.array(z.int().min(1).max(7)).max(6).default([6, 7]),
  /** By year, `2027`. */
  years: z.record(z.string().regex(/^\d{4}$/, 'a year like 2027'), YearsDecision).default({}),
})
export type HolidayOptions = z.infer<typeof HolidayOptions>
