import { DateTime } from 'luxon'
import { ZONE } from '../settings.js'

/** A day in Asia/Ho_Chi_Minh with its first epoch second and the next day's. */
export interface LedgerSpan {
  day: string
  begins: number
  ends: number
}

/** The days of a period, both included; none after the one `now` falls on. */
export function spansOf(from: string, to: string, now: Date): LedgerSpan[] {
  const spans: LedgerSpan[] = []
  const last = [to, DateTime.fromJSDate(now, { zone: ZONE }).toFormat('yyyy-MM-dd')].sort()[0] ?? to
  for (let day = DateTime.fromISO(from, { zone: ZONE }); day.toFormat('yyyy-MM-dd') <= last; day = day.plus({ days: 1 })) {
    spans.push({ day: day.toFormat('yyyy-MM-dd'), begins: day.toSeconds(), ends: day.plus({ days: 1 }).toSeconds() })
  }
  return spans
}

/** The nightly run of a day looks at the days before it. */
export function nightlyPeriod(night: string, days: number): { from: string; to: string } {
  const of = DateTime.fromISO(night, { zone: ZONE })
  return { from: of.minus({ days }).toFormat('yyyy-MM-dd'), to: of.minus({ days: 1 }).toFormat('yyyy-MM-dd') }
}
