import fc from 'fast-check'
import { OpeningHours } from './opening-hours.js'

const clock = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Spans of one day, in order; now and then the last passes midnight, and now and then the day is open as a whole. */
const spans = fc.oneof(
  { weight: 1, arbitrary: fc.constant([{ from: '00:00', to: '24:00' }]) },
  {
    weight: 6,
    arbitrary: fc.tuple(fc.uniqueArray(fc.integer({ min: 0, max: 1439 }), { maxLength: 6 }), fc.boolean()).map(([marks, overnight]) => {
      const sorted = marks.sort((a, b) => a - b).slice(0, marks.length - (marks.length % 2))
      const day = Array.from({ length: sorted.length / 2 }, (_, i) => ({ from: clock(sorted[2 * i] as number), to: clock(sorted[2 * i + 1] as number) }))
      const last = day.at(-1)
      return overnight && last && last.from !== '00:00' && sorted[0] !== undefined ? [...day.slice(0, -1), { from: last.from, to: clock(Math.max(0, Math.min(sorted[0], 719) - 1)) }] : day
    }),
  },
)

/** Around Tết and National Day of 2026, where most of the holidays are. */
const days = fc.integer({ min: 0, max: 300 }).map((offset) => new Date(Date.UTC(2026, 0, 1 + offset)).toISOString().slice(0, 10))

const closures = fc.array(
  fc.tuple(days, fc.integer({ min: 0, max: 3 }), fc.constantFrom('Mất điện', 'Tập huấn')).map(([from, more, vi]) => ({
    from,
    to: new Date(Date.parse(from) + more * 86_400_000).toISOString().slice(0, 10),
    name: { vi, en: `${vi} (en)` },
  })),
  { maxLength: 4 },
)

/** Opening hours of every kind. */
export const anyHours = fc
  .record({
    weekly: fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5', '6', '7'), spans),
    holidays: fc.record({ closed: fc.boolean() }),
    closures,
    madeUpDays: fc.uniqueArray(fc.record({ date: days, spans }), { maxLength: 4, selector: ({ date }) => date }),
  })
  .map((data) => OpeningHours.parse(data))

/** Moments of 2026, some of them on the minute. */
export const anyMoment = fc
  .tuple(fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 1) }), fc.boolean())
  .map(([time, exact]) => new Date(exact ? Math.floor(time / 60_000) * 60_000 : time))
