import { describe, expect, it } from '@jest/globals'
import { parseDay } from './parse-day.js'

describe('a day that somebody types', () => {
  it.each([
    ['20/11/2026', '2026-11-20'],
    ['3.9.25', '2025-09-03'],
    ['20 11', '2026-11-20'],
    ['2011', '2026-11-20'],
    ['20112024', '2024-11-20'],
    ['24/11', '2025-11-24'],
    ['29/2', null],
    ['30/02/2026', null],
    ['hôm qua', null],
    ['', null],
  ])('%s is %s', (text, day) => expect(parseDay(text, '2026-11-23')).toBe(day))
})
