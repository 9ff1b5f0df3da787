import type { RuleTime } from '@app/contracts'

export const DAY_MINUTES = 1440
export const WEEK_MINUTES = 7 * DAY_MINUTES

type ClockTime = Extract<RuleTime, { by: 'clock' }>

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** Stretches of the week in minutes from Monday 0:00, the end not included. */
function stretches({ weekdays, from, to }: ClockTime): [number, number][] {
  const begin = minutesOf(from)
  const end = minutesOf(to)
  const length = end > begin ? end - begin : end === begin ? 0 : end + DAY_MINUTES - begin
  return weekdays.map((day) => [(Number(day) - 1) * DAY_MINUTES + begin, (Number(day) - 1) * DAY_MINUTES + begin + length])
}

/** Every minute of the week in it. */
export function minutesIn(time: ClockTime): Set<number> {
  const minutes = new Set<number>()
  for (const [from, to] of stretches(time)) for (let minute = from; minute < to; minute++) minutes.add(minute % WEEK_MINUTES)
  return minutes
}
