import { DateTime } from 'luxon'
import { ZONE } from '../settings.js'

const atClock = (day: DateTime, clock: string): DateTime => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return day.startOf('day').set({ hour, minute })
}

/** The day whose run is due at a moment: today's from its time of day on, before it yesterday's. @param clock like `02:00` */
export function runDay(now: Date, clock: string): string {
  const local = DateTime.fromJSDate(now, { zone: ZONE })
  return (local >= atClock(local, clock) ? local : local.minus({ days: 1 })).toFormat('yyyy-MM-dd')
}

/** When the next run begins. */
export function nextRunAt(now: Date, clock: string): Date {
  const local = DateTime.fromJSDate(now, { zone: ZONE })
  const today = atClock(local, clock)
  return (local < today ? today : atClock(local.plus({ days: 1 }), clock)).toJSDate()
}
