import type { DayFigures } from '@app/contracts'
import { DateTime } from 'luxon'
import { abandonRate, averageHandlingParts, averageSpeedOfAnswer, countLedger, serviceLevel, type CallFigures } from './definitions.js'

export interface DaySettings {
  /** IANA zone of every bucket. */
  zone: string
  /** T of the service level. */
  serviceLevelSeconds: number
}

/** The day a moment falls on in that zone, with its first moment and the next day's. */
export function dayOf(at: Date, zone: string): { day: string; begins: Date; ends: Date } {
  const start = DateTime.fromJSDate(at, { zone }).startOf('day')
  return { day: start.toFormat('yyyy-MM-dd'), begins: start.toJSDate(), ends: start.plus({ days: 1 }).toJSDate() }
}

/** The figures of the day `now` falls on; of the calls given those count that arrived on it. */
export function dayFigures(calls: readonly CallFigures[], now: Date, settings: DaySettings): DayFigures {
  const { day, begins, ends } = dayOf(now, settings.zone)
  const today = calls.filter((call) => call.arrivedAt >= begins && call.arrivedAt < ends)
  const ledger = countLedger(today)
  return {
    day,
    asOf: now.toISOString(),
    ...ledger,
    serviceLevel: { seconds: settings.serviceLevelSeconds, ratio: serviceLevel(today, settings.serviceLevelSeconds) },
    averageSpeedOfAnswer: averageSpeedOfAnswer(today),
    abandonRate: abandonRate(ledger),
    averageTalk: averageHandlingParts(today).talk,
    byHour: byHour(today, settings.zone),
  }
}

function byHour(calls: readonly CallFigures[], zone: string): DayFigures['byHour'] {
  const hours = Array.from({ length: 24 }, () => [] as CallFigures[])
  const hourOf = hourReader(zone)
  for (const call of calls) hours[hourOf(call.arrivedAt)]?.push(call)
  return hours.map((inHour, hour) => {
    const { offered, answered, abandoned } = countLedger(inHour)
    return { hour, offered, answered, abandoned }
  })
}

/** Zones are slow to ask and change at quarter hours at the finest, so each quarter is asked once. */
function hourReader(zone: string): (at: Date) => number {
  const known = new Map<number, number>()
  return (at) => {
    const quarter = Math.floor(at.getTime() / 900_000)
    const hour = known.get(quarter) ?? DateTime.fromJSDate(at, { zone }).hour
    known.set(quarter, hour)
    return hour
  }
}
