import { describe, expect, it } from '@jest/globals'
import { formatClock, secondsSince, timeLeft } from './durations.js'
import { foldDiacritics, matchesSearch } from './fold-diacritics.js'
import { dayOf, formatDay, formatFull, formatMoment, formatTime } from './moments.js'
import { formatCount, formatPhone, formatShare, formatTicketCode } from './numbers.js'

describe('durations', () => {
  it('shows a clock that grows from seconds to hours', () => {
    expect([0, 7.9, 60, 760, 3725, -3].map(formatClock)).toEqual(['0:00', '0:07', '1:00', '12:40', '1:02:05', '0:00'])
  })
  it('never counts below zero when the server is a little ahead', () => {
    expect(secondsSince('2026-11-23T05:00:05Z', Date.parse('2026-11-23T05:00:00Z'))).toBe(0)
    expect(secondsSince('2026-11-23T05:00:00Z', Date.parse('2026-11-23T05:00:09.900Z'))).toBe(9)
  })
  it('says how much of a deadline is left, or how late it is', () => {
    const now = Date.parse('2026-11-23T05:00:00Z')
    expect(timeLeft('2026-11-25T08:30:00Z', now)).toEqual({ key: 'daysHours', overdue: false, days: 2, hours: 3, minutes: 30 })
    expect(timeLeft('2026-11-23T06:05:00Z', now)).toEqual({ key: 'hoursMinutes', overdue: false, days: 0, hours: 1, minutes: 5 })
    expect(timeLeft('2026-11-23T04:40:00Z', now)).toEqual({ key: 'minutes', overdue: true, days: 0, hours: 0, minutes: 20 })
  })
})

describe('moments', () => {
  it('are always in Vietnam, whatever the machine thinks', () => {
    expect(formatTime('2026-11-22T17:05:00Z', 'vi')).toBe('00:05')
    expect(formatDay('2026-11-22T17:05:00Z', 'vi')).toBe('23/11/2026')
    expect(formatDay('2026-11-22T16:59:59Z', 'en')).toBe('22/11/2026')
    expect(formatFull('2026-11-22T17:05:00Z', 'en')).toBe('00:05 23/11/2026')
    expect(dayOf(Date.parse('2026-12-31T17:00:00Z'))).toBe('2027-01-01')
  })
  it('leave the date out for today', () => {
    const now = Date.parse('2026-11-23T05:00:00Z')
    expect(formatMoment('2026-11-22T17:05:00Z', 'vi', now)).toBe('00:05')
    expect(formatMoment('2026-11-22T16:05:00Z', 'vi', now)).toBe('23:05 22/11')
  })
})

describe('numbers', () => {
  it('group a phone number as it is said', () => {
    expect(formatPhone('0912345678')).toBe('0912 345 678')
    expect(formatPhone('+84912345678')).toBe('+84 912 345 678')
    expect(formatPhone('02773851234')).toBe('0277 385 1234')
    expect(formatPhone('1022')).toBe('1022')
  })
  it('group a ticket code in threes', () => {
    expect(formatTicketCode('123456789')).toBe('123 456 789')
  })
  it('follow the language', () => {
    expect(formatCount(37507, 'vi')).toBe('37.507')
    expect(formatCount(37507, 'en')).toBe('37,507')
    expect(formatShare(0.957, 'vi')).toBe('95,7%')
    expect(formatShare(null, 'en')).toBe('–')
  })
})

describe('search without diacritics', () => {
  it('folds every Vietnamese mark', () => {
    expect(foldDiacritics('Đường Nguyễn Huệ, ỷ ớt')).toBe('duong nguyen hue, y ot')
  })
  it('finds words by their beginnings in any order', () => {
    expect(matchesSearch('Chiếu sáng công cộng', 'cong chieu')).toBe(true)
    expect(matchesSearch('Chiếu sáng công cộng', 'CỘNG')).toBe(true)
    expect(matchesSearch('Chiếu sáng công cộng', 'ieu')).toBe(false)
    expect(matchesSearch('Chiếu sáng công cộng', '')).toBe(true)
  })
})
