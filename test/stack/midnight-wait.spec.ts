import { expect, it } from '@jest/globals'
import { midnightWait } from './midnight-wait.js'

it.each([
  ['at noon', '2026-11-26T12:00:00+07:00', 0],
  ['at midnight elsewhere', '2026-11-26T00:00:00Z', 0],
  ['early enough', '2026-11-26T23:56:59+07:00', 0],
  ['shortly before', '2026-12-31T23:59:50+07:00', 80_000],
  ['at midnight', '2027-01-01T00:00:00+07:00', 70_000],
  ['shortly after', '2027-01-01T00:01:00+07:00', 10_000],
  ['long enough after', '2027-01-01T00:01:10+07:00', 0],
])('a file about today begins away from midnight: %s', (_, at, wait) => {
  expect(midnightWait(Date.parse(at))).toBe(wait)
})
