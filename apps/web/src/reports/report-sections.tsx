import type { Report, ReportTable } from '@app/contracts'
import { Card, Group, Skeleton, Text } from '@mantine/core'
import { IconChartBarOff } from '@tabler/icons-react'
import { lazy, Suspense, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useLanguage } from '../i18n.js'
import { EmptyState } from '../shell/states.js'
import { chartHeight } from './chart-height.js'
import { chartShape } from './chart-shape.js'
import { drillPath } from './drill-path.js'
import { formatCell, isNumeric } from './format-cell.js'
import { ReportTableView } from './report-table.js'

export const ReportChart = lazy(() => import('./report-chart.js').then((file) => ({ default: file.ReportChart })))

type PeriodTables = Report['periods'][number]

/** What a period is called beside another one. */
export function usePeriodTitle(): (period: PeriodTables) => string {
  const { t } = useTranslation()
  const language = useLanguage()
  return ({ which, from, to }) => t(`reports.periodTitle.${which}`, { from: formatCell(from, 'day', language, t), to: formatCell(to, 'day', language, t) })
}

/** Each table of a report with its chart on top. */
export function ReportSections({ report }: { report: Report }) {
  const titleOf = usePeriodTitle()
  const [asked, compared] = report.periods
  if (!asked) return null
  return asked.tables.map((table) => {
    const same = compared?.tables.find(({ key }) => key === table.key)
    return <Section key={table.key} report={report} asked={asked} table={table} other={same && compared ? { table: same, title: titleOf(compared) } : null} />
  })
}

/** Nothing but noughts and dashes. */
const isEmpty = ({ columns, rows }: ReportTable): boolean => rows.every(({ cells }) => columns.every(({ key, kind }) => !isNumeric(kind) || !cells[key]))

function Section({ report, asked, table, other }: { report: Report; asked: PeriodTables; table: ReportTable; other: { table: ReportTable; title: string } | null }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const shape = useMemo(() => chartShape(report.name, table), [report.name, table])
  return (
    <Card withBorder p="md" mb="sm" component="section" aria-label={table.title} className="report-section" data-testid={`section-${table.key}`}>
      <Group justify="space-between" gap="xs" mb={6}>
        <Text fw={600} size="sm" component="h2" m={0}>
          {table.title}
        </Text>
        {other && (
          <Text size="xs" c="dimmed">
            {t('reports.comparedWith', { period: other.title })}
          </Text>
        )}
      </Group>
      {isEmpty(table) && (!other || isEmpty(other.table)) ? (
        <EmptyState icon={IconChartBarOff} text={t('reports.empty')} />
      ) : (
        <>
          {shape && (
            <Suspense fallback={<Skeleton height={chartHeight(shape, table, false)} mb={8} />}>
              <ReportChart
                shape={shape}
                table={table}
                other={other}
                title={table.title}
                open={({ row, column }) => {
                  const [found, title] = [table.rows[row], table.columns.find(({ key }) => key === column)]
                  const path = found && title ? drillPath(table, found, title, asked) : null
                  if (path !== null) void navigate(path)
                }}
              />
            </Suspense>
          )}
          <ReportTableView table={table} period={asked} other={other} />
        </>
      )}
    </Card>
  )
}
