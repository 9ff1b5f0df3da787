import type { DayFigures, Language } from '@app/contracts'
import { formatClock } from '../format/durations.js'
import { formatCount, formatShare } from '../format/numbers.js'

export type FigureName =
  | 'serviceLevel'
  | 'averageSpeedOfAnswer'
  | 'abandonRate'
  | 'averageTalk'
  | 'arrived'
  | 'selfServed'
  | 'offered'
  | 'answered'
  | 'abandoned'
  | 'shortAbandoned'
  | 'voicemail'
  | 'calledBack'
  | 'overflowed'

/** The figures a manager looks at first, and the ledger that they come from. */
export const HEAD_FIGURES: readonly FigureName[] = ['serviceLevel', 'averageSpeedOfAnswer', 'abandonRate', 'averageTalk']
export const LEDGER_FIGURES: readonly FigureName[] = ['arrived', 'selfServed', 'offered', 'answered', 'abandoned', 'shortAbandoned', 'calledBack', 'voicemail', 'overflowed']

const clock = (seconds: number | null) => (seconds === null ? '–' : formatClock(Math.round(seconds)))

export function figureText(figures: DayFigures, name: FigureName, language: Language): string {
  switch (name) {
    case 'serviceLevel':
      return formatShare(figures.serviceLevel.ratio, language)
    case 'abandonRate':
      return formatShare(figures.abandonRate, language)
    case 'averageSpeedOfAnswer':
      return clock(figures.averageSpeedOfAnswer)
    case 'averageTalk':
      return clock(figures.averageTalk)
    case 'arrived':
    case 'selfServed':
    case 'offered':
    case 'answered':
    case 'abandoned':
    case 'shortAbandoned':
    case 'voicemail':
    case 'calledBack':
    case 'overflowed':
      return formatCount(figures[name], language)
    default:
      return name satisfies never
  }
}
