import { useTranslation } from 'react-i18next'
import { useCategories, useDepartments } from '../api/queries.js'
import { formatClock } from '../format/durations.js'
import { useLanguage } from '../i18n.js'
import { formatCell } from './format-cell.js'
import { useReportChoices } from './report-queries.js'

const QUARTERS_OF_A_DAY = 96
const timeOf = (quarter: number) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`

/** What a list behind a figure was narrowed to, in words. */
export function useBehindWords(kind: 'calls' | 'tickets', query: Record<string, string>): string[] {
  const { t } = useTranslation()
  const language = useLanguage()
  const { data: choices } = useReportChoices({ from: query['from'] ?? '', to: query['to'] ?? '' })
  const { data: departments = [] } = useDepartments()
  const { data: categories = [] } = useCategories()
  const nameOf = (list: readonly { id: number; name: { vi: string; en: string } }[], id: string) => list.find((one) => String(one.id) === id)?.name[language] ?? `#${id}`
  const day = (text: string) => formatCell(text, 'day', language, t)
  const { from, to, standing, queue, operator, department, category, ward, weekday, quarterFrom, quarterTo, waitFrom, waitTo, peak, held, repeat } = query
  const words: string[] = []
  if (from && to) words.push(from === to ? day(from) : t('reports.fromTo', { from: day(from), to: day(to) }))
  if (weekday) words.push(t(`reports.weekday.${weekday}`))
  if (quarterFrom || quarterTo) words.push(`${timeOf(Number(quarterFrom ?? 0))} – ${timeOf(Number(quarterTo ?? QUARTERS_OF_A_DAY - 1) + 1)}`)
  if (standing) words.push(kind === 'calls' ? t(`reports.callStanding.${standing}`) : t(`reports.ticketStanding.${standing}`))
  if (queue) words.push(t(`queue.${queue}`, { defaultValue: queue }))
  if (operator) words.push(choices?.operators.find(({ id }) => String(id) === operator)?.displayName ?? `#${operator}`)
  if (department) words.push(nameOf(departments, department))
  if (ward) words.push(nameOf(departments, ward))
  if (category) words.push(nameOf(categories, category))
  if (waitFrom && waitTo) words.push(t('reports.waitedBetween', { from: formatClock(Number(waitFrom)), to: formatClock(Number(waitTo)) }))
  else if (waitFrom) words.push(t('reports.waitedFrom', { from: formatClock(Number(waitFrom)) }))
  else if (waitTo) words.push(t('reports.waitedTo', { to: formatClock(Number(waitTo)) }))
  if (peak) words.push(t(`reports.peak.${peak}`))
  if (held) words.push(t('holds.behind'))
  if (repeat) words.push(t(`reports.repeat.${repeat}`))
  return words
}
