import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { openDays } from './open-days.js'
import { openingAt } from './opening.js'
import { OpeningHours } from './opening-hours.js'
import { anyHours } from './opening-hours.testing.js'

const office = [{ from: '07:30', to: '11:30' }, { from: '13:00', to: '17:00' }]

describe('opening hours, day by day', () => {
  it('name the holiday, cut at midnight what passes it, and join what touches', () => {
    const hours = OpeningHours.parse({ weekly: { 1: office, 5: [{ from: '22:00', to: '06:00' }], 6: [{ from: '06:00', to: '09:00' }] } })
    expect(openDays(hours, '2026-02-16', 1)).toEqual([{ date: '2026-02-16', holiday: expect.objectContaining({ vi: 'Tết Nguyên Đán' }), open: [] }])
    expect(openDays(hours, '2026-11-20', 4).map(({ open }) => open)).toEqual([[{ from: '22:00', to: '24:00' }], [{ from: '00:00', to: '09:00' }], [], office])
  })

  it('say of every minute what is true of it', () => {
    fc.assert(
      fc.property(anyHours, fc.nat(300), fc.nat(1439), (hours, offset, minute) => {
        const date = new Date(Date.UTC(2026, 0, 1 + offset)).toISOString().slice(0, 10)
        const [day] = openDays(hours, date, 1)
        const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
        const at = new Date(`${date}T${clock}:00+07:00`)
        expect(day?.open.some(({ from, to }) => from <= clock && clock < to)).toBe(openingAt(hours, at).state === 'open')
      }),
    )
  })
})
