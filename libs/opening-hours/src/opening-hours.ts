import { LocalName } from '@app/contracts'
import { HolidayOptions } from '@app/vietnamese-holidays'
import { IANAZone } from 'luxon'
import { z } from 'zod'

const From = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day like 07:30')
const To = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of day like 17:00, or 24:00')

/** One stretch of open hours. It passes midnight when `to` is not after `from`: 22:00 to 06:00. The whole day is 00:00 to 24:00. */
export const OpenSpan = z.object({ from: From, to: To }).refine(({ from, to }) => from !== to, 'must not end as it begins; the whole day is 00:00 to 24:00')
export type OpenSpan = z.infer<typeof OpenSpan>

/** Whether a span goes on into the next day. */
export const passesMidnight = ({ from, to }: OpenSpan): boolean => to < from

/** The spans of one day; a lunch break is the gap between two of them. None: closed. */
const Spans = z
  .array(OpenSpan)
  .refine((spans) => spans.slice(1).every((span, i) => !passesMidnight(spans[i] as OpenSpan) && (spans[i] as OpenSpan).to <= span.from), 'must follow each other; only the last may pass midnight')

const Closure = z.object({ from: z.iso.date(), to: z.iso.date(), name: LocalName }).refine(({ from, to }) => from <= to, 'must not end before it begins')

/** When something is open: a queue, a flow, an office. Data, not code: the days that are closed are decided anew every year. */
export const OpeningHours = z.object({
  /** IANA name. */
  zone: z
    .string()
    .refine((zone) => IANAZone.isValidZone(zone), 'not an IANA time zone')
    .default('Asia/Ho_Chi_Minh'),
  /** By ISO weekday, 1 = Monday; a weekday that is not named is closed. */
  weekly: z.partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), Spans),
  /** Vietnam's public holidays: whether they close it, and what the law leaves open about them. */
  holidays: z.object({ closed: z.boolean().default(true), options: HolidayOptions.prefault({}) }).prefault({}),
  /** Closed for whole days, first and last included; the name is told to callers. Where two meet, the first in the list gives its name. */
  closures: z.array(Closure).default([]),
  /** Days with hours of their own, stronger than weekly hours, holidays and closures: work in exchange for a free day, or a shorter day. */
  madeUpDays: z
    .array(z.object({ date: z.iso.date(), spans: Spans }))
    .refine((days) => new Set(days.map(({ date }) => date)).size === days.length, 'must have each date once')
    .default([]),
})
export type OpeningHours = z.infer<typeof OpeningHours>
