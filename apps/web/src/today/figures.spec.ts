import { describe, expect, it } from '@jest/globals'
import type { DayFigures } from '@app/contracts'
import { figureText, HEAD_FIGURES, LEDGER_FIGURES } from './figures.js'

const figures: DayFigures = {
  day: '2026-11-23',
  asOf: '2026-11-23T05:00:00Z',
  arrived: 1240,
  selfServed: 240,
  offered: 1000,
  answered: 900,
  abandoned: 60,
  shortAbandoned: 20,
  voicemail: 20,
  calledBack: 0,
  overflowed: 0,
  waiting: 2,
  serviceLevel: { seconds: 20, ratio: 0.8755 },
  averageSpeedOfAnswer: 14.6,
  abandonRate: null,
  averageTalk: 185,
  byHour: [],
}

describe('the figures of the day', () => {
  it('are written by the language', () => {
    expect(HEAD_FIGURES.map((name) => figureText(figures, name, 'vi'))).toEqual(['87,6%', '0:15', '–', '3:05'])
    expect(LEDGER_FIGURES.map((name) => figureText(figures, name, 'en'))).toEqual(['1,240', '240', '1,000', '900', '60', '20', '0', '20', '0'])
  })
})
