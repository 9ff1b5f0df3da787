import { expect, it } from '@jest/globals'
import fc from 'fast-check'
import { IANAZone } from 'luxon'
import { toWall } from './wall-clock.js'

it('the wall shows what the zone says at every moment, also in an hour in which the clocks are changed', () => {
  const zone = fc.constantFrom('Asia/Ho_Chi_Minh', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu')
  const near = fc.constantFrom('2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z', '2026-04-04T15:00:00Z', '2026-10-03T15:30:00Z', '1975-06-12T17:00:00Z')
  const moment = fc.oneof(fc.date({ min: new Date('1950-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.getTime()), fc.tuple(near, fc.integer({ min: -7_200_000, max: 7_200_000 })).map(([at, by]) => Date.parse(at) + by))
  fc.assert(fc.property(zone, moment, (name, at) => expect(toWall(new Date(at), name)).toBe(at + IANAZone.create(name).offset(at) * 60_000)), { numRuns: 2_000 })
})
