import type { WorkingSpan } from '@app/contracts'
import { OpeningHours } from '@app/opening-hours'
import { describe, expect, it } from '@jest/globals'
import { endOf } from './end-of.js'

describe('the end of a working span', () => {
  it('is told in minutes, hours or days of the office', () => {
    const office = OpeningHours.parse({ weekly: Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, [{ from: '07:00', to: '11:30' }, { from: '13:30', to: '17:00' }]])) })
    const monday = new Date('2026-11-23T01:00:00Z')
    const end = (amount: number, unit: WorkingSpan['unit']) => endOf(office, monday, { amount, unit }).toISOString()
    expect([end(30, 'minutes'), end(4, 'hours'), end(1, 'days')]).toEqual(['2026-11-23T01:30:00.000Z', '2026-11-23T07:00:00.000Z', '2026-11-24T10:00:00.000Z'])
  })
})
