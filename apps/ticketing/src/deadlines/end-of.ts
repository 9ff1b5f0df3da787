import type { WorkingSpan } from '@app/contracts'
import type { OpeningHours } from '@app/opening-hours'
import { addWorkingDays, addWorkingTime } from '@app/working-time'

const MINUTES = { minutes: 1, hours: 60 }

/** When so much working time is over. @throws NeverOpen */
export function endOf(hours: OpeningHours, from: Date, { amount, unit }: WorkingSpan): Date {
  return unit === 'days' ? addWorkingDays(hours, from, amount) : addWorkingTime(hours, from, amount * MINUTES[unit] * 60_000)
}
