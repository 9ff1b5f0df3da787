import type { CellKind, Language, ReportCell } from '@app/contracts'
import type { TFunction } from 'i18next'
import { formatClock } from '../format/durations.js'
import { formatCount, formatShare } from '../format/numbers.js'

/** Seconds, minutes and the like: what can be drawn and compared. */
export const isNumeric = (kind: CellKind): boolean => kind === 'count' || kind === 'ratio' || kind === 'seconds' || kind === 'minutes' || kind === 'decimal'
export const isTime = (kind: CellKind): boolean => kind === 'month' || kind === 'week' || kind === 'day' || kind === 'time'

export const formatDecimal = (value: number, digits: number, language: Language, least = 0): string =>
  new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { minimumFractionDigits: least, maximumFractionDigits: digits }).format(value)

const dayFirst = (day: string) => day.split('-').reverse().join('/')

function timeText(text: string): string {
  const [day, time] = text.split(' ')
  return day && time ? `${time} ${dayFirst(day)}` : text
}

/** As a person reads it; a dash where there is nothing to judge. @param inColumn under others: its comma stands under theirs */
export function formatCell(value: ReportCell, kind: CellKind, language: Language, t: TFunction, inColumn = false): string {
  if (value === null) return '–'
  switch (kind) {
    case 'text':
      return String(value)
    case 'month':
    case 'day':
      return dayFirst(String(value))
    case 'week':
      return t('reports.weekOf', { day: dayFirst(String(value)) })
    case 'time':
      return timeText(String(value))
    case 'count':
      return formatCount(Number(value), language)
    case 'ratio':
      return formatShare(Number(value), language, inColumn ? 1 : 0)
    case 'seconds':
      return formatClock(Math.round(Number(value)))
    case 'minutes': {
      const minutes = Number(value)
      if (minutes < 60) return t('reports.unit.minutes', { value: formatDecimal(minutes, 0, language) })
      if (minutes < 1_440) return t('reports.unit.hours', { value: formatDecimal(minutes / 60, 1, language, inColumn ? 1 : 0) })
      return t('reports.unit.days', { value: formatDecimal(minutes / 1_440, 1, language, inColumn ? 1 : 0) })
    }
    case 'decimal':
      return formatDecimal(Number(value), 2, language, inColumn ? 2 : 0)
    default:
      return kind satisfies never
  }
}

/** Shorter, beside an axis: of a day only day and month, of a time only the time. */
export function formatTick(value: ReportCell, kind: CellKind, language: Language, t: TFunction, oneDay: boolean): string {
  const text = String(value)
  if (value !== null && (kind === 'day' || kind === 'week')) return dayFirst(text.slice(5))
  if (value !== null && kind === 'time' && text.includes(' ')) return oneDay ? text.slice(11) : `${text.slice(11)} ${dayFirst(text.slice(5, 10))}`
  return formatCell(value, kind, language, t)
}

/** What changed since: in points of a hundred for a rate, else in per cent of what was. Null: nothing to compare. */
export function formatDifference(now: ReportCell, then: ReportCell, kind: CellKind, language: Language, t: TFunction): string | null {
  if (typeof now !== 'number' || typeof then !== 'number' || !isNumeric(kind)) return null
  const signed = (value: number) => `${value > 0 ? '+' : value < 0 ? '−' : '±'}${formatDecimal(Math.abs(value), 1, language)}`
  if (kind === 'ratio') return t('reports.points', { value: signed(Math.round((now - then) * 1000) / 10) })
  if (then === 0) return now === 0 ? `${signed(0)}%` : null
  return `${signed(Math.round(((now - then) / then) * 1000) / 10)}%`
}
