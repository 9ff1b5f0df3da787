import type { Report, ReportName, ReportTable } from '@app/contracts'
import { Button, Group, Skeleton, Text } from '@mantine/core'
import { MonthPickerInput } from '@mantine/dates'
import { IconPrinter } from '@tabler/icons-react'
import { Suspense, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useDepartments } from '../api/queries.js'
import { dayOf, formatFull } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { ErrorState, LoadingRows } from '../shell/states.js'
import { chartShape } from './chart-shape.js'
import { Definition } from './defined-title.js'
import { formatCell, formatDifference, isNumeric } from './format-cell.js'
import { addDays, monthOf } from './periods.js'
import { ReportList } from './report-list.js'
import { useDefinitions, useReport } from './report-queries.js'
import { MadeUp } from './reports-page.js'
import { ReportChart } from './report-sections.js'
import { ReportTableView } from './report-table.js'
import './reports.css'

/** What the letter is made of: the reports whose totals and charts it shows. */
const PARTS = ['volume', 'service-level', 'waits', 'abandons', 'handling', 'surveys', 'tickets'] as const satisfies ReportName[]
const CHARTS: readonly ReportName[] = ['volume', 'service-level', 'tickets']
const CHART_HEIGHT = 220
/** As many of the ranking's columns as a sheet is wide. */
const RANKING_COLUMNS = ['rank', 'department', 'made', 'done', 'overdue', 'inTimeRate', 'resolvedRate', 'judged', 'satisfiedRate', 'rated']

const lastMonth = (today: string) => addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7)

/** The month on paper, with the city's head and a place for the signature. */
export function MonthlyPage() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const today = dayOf(Date.now())
  const asked = params.get('month')
  const month = asked !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : lastMonth(today)
  return (
    <main className="page reports" data-testid="monthly" data-month={month}>
      <ReportList current="monthly" />
      <div className="report-main">
        <Group justify="space-between" mb="sm" className="no-print">
          <MonthPickerInput size="xs" w={140} aria-label={t('reports.monthly.month')} valueFormat="MM/YYYY" maxDate={today} value={`${month}-01`} onChange={(chosen) => chosen && setParams({ month: chosen.slice(0, 7) })} data-testid="monthly-month" />
          <Button size="xs" leftSection={<IconPrinter size={15} aria-hidden />} onClick={() => window.print()} data-testid="monthly-print">
            {t('reports.print')}
          </Button>
        </Group>
        <Letter month={month} today={today} />
      </div>
    </main>
  )
}

function useMonth(name: ReportName, month: string, today: string, compare: 'before' | 'none') {
  const language = useLanguage()
  const { from, to } = monthOf(month)
  return useReport(name, { from, to: to > today && from <= today ? today : to, by: 'day', compare, language }, false)
}

function Letter({ month, today }: { month: string; today: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const volume = useMonth('volume', month, today, 'before')
  const service = useMonth('service-level', month, today, 'before')
  const waits = useMonth('waits', month, today, 'before')
  const abandons = useMonth('abandons', month, today, 'before')
  const handling = useMonth('handling', month, today, 'before')
  const surveys = useMonth('surveys', month, today, 'before')
  const tickets = useMonth('tickets', month, today, 'before')
  const departments = useMonth('departments', month, today, 'none')
  const { data: directory = [] } = useDepartments()
  const all = [volume, service, waits, abandons, handling, surveys, tickets, departments]
  const failed = all.find(({ data, error }) => data === undefined && error)
  if (failed) return <ErrorState error={failed.error} retry={() => all.forEach((query) => void query.refetch())} />
  const reports = all.map(({ data }) => data)
  if (!reports.every((report) => report !== undefined)) return <LoadingRows rows={10} height={60} />
  const ofMonth = reports.filter(({ name }) => PARTS.some((part) => part === name))
  const ranking = reports.find(({ name }) => name === 'departments')
  const [period] = ranking?.periods ?? []
  const ranked = period?.tables.find(({ key }) => key === 'departments')
  const city = directory.find(({ type }) => type === 'city')
  const asOf = reports.map((report) => report.asOf).sort().at(-1) ?? ''
  return (
    <article className="letter" data-testid="letter">
      <header className="letter-head">
        <div>
          <strong>{(city?.name[language].replace(t('reports.monthly.authorityShort'), t('reports.monthly.authority')) ?? t('reports.monthly.authority')).toLocaleUpperCase(language)}</strong>
          <strong className="letter-line">{t('reports.monthly.office')}</strong>
        </div>
        <div>
          <strong>{t('reports.monthly.nation')}</strong>
          <strong className="letter-line">{t('reports.monthly.motto')}</strong>
        </div>
      </header>
      <h1>{t('reports.monthly.title')}</h1>
      <p className="letter-period">{t('reports.monthly.period', { month: formatCell(month, 'month', language, t), from: formatCell(monthOf(month).from, 'day', language, t), to: formatCell(period?.to ?? monthOf(month).to, 'day', language, t) })}</p>
      <MadeUp report={{ madeUp: reports.some(({ madeUp }) => madeUp) }} />
      <h2>{t('reports.monthly.figures')}</h2>
      <KeyFigures reports={ofMonth} />
      <h2>{t('reports.monthly.charts')}</h2>
      {ofMonth.filter(({ name }) => CHARTS.includes(name)).map((report) => (
        <PaperChart key={report.name} report={report} />
      ))}
      {period && ranked && ranked.rows.length > 0 && (
        <section>
          <h2>{t('reports.monthly.departments')}</h2>
          <ReportTableView table={{ ...ranked, opens: null, columns: ranked.columns.filter(({ key }) => RANKING_COLUMNS.includes(key)) }} period={period} other={null} />
        </section>
      )}
      <Meanings reports={ofMonth} />
      <p className="letter-note">{t('reports.monthly.note', { at: formatFull(asOf, language), seconds: reports[0]?.query['within'] })}</p>
      <footer className="letter-foot">
        <div>
          <strong>{t('reports.monthly.writer')}</strong>
          <em>{t('reports.monthly.signHere')}</em>
        </div>
        <div>
          <span>{t('reports.monthly.placeAndDay')}</span>
          <strong>{t('reports.monthly.head')}</strong>
          <em>{t('reports.monthly.signHere')}</em>
        </div>
      </footer>
    </article>
  )
}

const totalTable = ({ periods: [asked] }: Report): ReportTable | undefined => asked?.tables.find(({ total }) => total !== null)

/** Each report's totals, with those of the month before; a figure that two reports have is shown once. */
function KeyFigures({ reports }: { reports: Report[] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const shown = new Set<string>()
  const rows = reports.flatMap((report) => {
    const table = totalTable(report)
    const before = report.periods[1]?.tables.find(({ key }) => key === table?.key)?.total
    return (table?.columns ?? []).flatMap((column) => {
      const value = table?.total?.cells[column.key] ?? null
      if (!isNumeric(column.kind) || value === null || shown.has(column.metric ?? `${report.name} ${column.key}`)) return []
      shown.add(column.metric ?? `${report.name} ${column.key}`)
      const then = before?.cells[column.key] ?? null
      return [{ key: `${report.name} ${column.key}`, title: column.title, now: formatCell(value, column.kind, language, t), then: formatCell(then, column.kind, language, t), difference: formatDifference(value, then, column.kind, language, t) ?? '–' }]
    })
  })
  return (
    <table className="letter-figures">
      <thead>
        <tr>
          <th scope="col">{t('reports.monthly.figure')}</th>
          <th scope="col">{t('reports.monthly.thisMonth')}</th>
          <th scope="col">{t('reports.monthly.monthBefore')}</th>
          <th scope="col">{t('reports.monthly.change')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, title, now, then, difference }) => (
          <tr key={key}>
            <th scope="row">{title}</th>
            <td>{now}</td>
            <td>{then}</td>
            <td>{difference}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function PaperChart({ report }: { report: Report }) {
  const { t } = useTranslation()
  const table = report.periods[0]?.tables.find(({ key }) => key === 'by-time')
  const shape = useMemo(() => table && chartShape(report.name, table), [report.name, table])
  if (!table || !shape) return null
  return (
    <figure className="letter-chart">
      <figcaption>{t(`reports.name.${report.name}`)}</figcaption>
      <Suspense fallback={<Skeleton height={CHART_HEIGHT} />}>
        <ReportChart shape={shape} table={table} other={null} title={t(`reports.name.${report.name}`)} paper height={CHART_HEIGHT} />
      </Suspense>
    </figure>
  )
}

/** What the figures on this paper mean, for whoever reads it without a screen. */
function Meanings({ reports }: { reports: Report[] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { data = [] } = useDefinitions()
  const used = new Set(reports.flatMap((report) => totalTable(report)?.columns.map(({ metric }) => metric) ?? []))
  const shown = data.filter(({ key }) => used.has(key))
  if (shown.length === 0) return null
  return (
    <section>
      <h2>{t('reports.monthly.meanings')}</h2>
      <div className="letter-meanings">
        {shown.map((definition) => (
          <div key={definition.key}>
            <Text size="sm" fw={600}>
              {definition.name[language]}
            </Text>
            <Definition definition={{ ...definition, example: { vi: '', en: '' } }} name={false} />
          </div>
        ))}
      </div>
    </section>
  )
}
