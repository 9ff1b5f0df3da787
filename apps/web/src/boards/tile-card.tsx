import type { BoardTile, Report } from '@app/contracts'
import { Card, Group, Skeleton, Text } from '@mantine/core'
import { Suspense, useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { dayOf } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { chartShape } from '../reports/chart-shape.js'
import { DefinedTitle } from '../reports/defined-title.js'
import { drillPath } from '../reports/drill-path.js'
import { formatCell, formatDifference } from '../reports/format-cell.js'
import { useReport } from '../reports/report-queries.js'
import { ReportChart } from '../reports/report-sections.js'
import { ReportTableView } from '../reports/report-table.js'
import { askedOf, writeView } from '../reports/report-view.js'
import { EmptyState, Loaded } from '../shell/states.js'
import { tileView } from './tile-view.js'
import { useTileDays } from './use-tile-days.js'

const TILE_HEIGHT = 236
const AGAIN_MS = 60_000

/** One tile, with the buttons that arrange it where there are any. */
export function TileCard({ tile, tools }: { tile: BoardTile; tools?: ReactNode }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const view = tileView(tile, dayOf(Date.now()))
  const report = useReport(tile.report, askedOf(tile.report, view, language), AGAIN_MS)
  const table = report.data?.periods[0]?.tables.find(({ key }) => key === tile.table)
  const daysText = useTileDays()
  return (
    <Card withBorder p="sm" h="100%" component="section" aria-label={table?.title ?? t(`reports.name.${tile.report}`)} data-testid="tile" data-report={tile.report} data-shows={tile.shows} data-width={tile.width}>
      <Group justify="space-between" gap={6} wrap="nowrap" align="flex-start" mb={6}>
        <div style={{ minWidth: 0 }}>
          <Text size="sm" fw={600} component={Link} to={{ pathname: `/reports/${tile.report}`, search: writeView({ ...view, compare: 'none' }).toString() }} className="tile-title">
            {t(`reports.name.${tile.report}`)}
          </Text>
          <Text size="xs" c="dimmed">
            {[daysText(tile.days), tile.queue !== null && t(`queue.${tile.queue}`, { defaultValue: tile.queue })].filter(Boolean).join(' · ')}
          </Text>
        </div>
        {tools}
      </Group>
      <div className={report.isPlaceholderData ? 'report-stale' : undefined} style={{ minHeight: tile.shows === 'total' ? 66 : TILE_HEIGHT }}>
        <Loaded query={report} skeleton={<Skeleton height={tile.shows === 'total' ? 66 : TILE_HEIGHT} />}>
          {(found) => <TileContent tile={tile} report={found} />}
        </Loaded>
      </div>
      {report.data?.madeUp && (
        <Text size="xs" c="dimmed">
          {t('boards.madeUp')}
        </Text>
      )}
    </Card>
  )
}

function TileContent({ tile, report }: { tile: BoardTile; report: Report }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [asked] = report.periods
  const table = asked?.tables.find(({ key }) => key === tile.table)
  const shape = useMemo(() => table && chartShape(tile.report, table), [tile.report, table])
  if (!asked || !table) return <EmptyState compact text={t('boards.noTable')} />
  if (tile.shows === 'total') return <TileTotal tile={tile} report={report} />
  if (table.rows.length === 0) return <EmptyState text={t('reports.empty')} />
  if (tile.shows === 'table' || !shape)
    return (
      <div className="tile-table" tabIndex={0} role="group" aria-label={table.title} style={{ maxHeight: TILE_HEIGHT }}>
        <ReportTableView table={table} period={asked} other={null} />
      </div>
    )
  return (
    <Suspense fallback={<Skeleton height={TILE_HEIGHT} />}>
      <ReportChart
        shape={shape}
        table={table}
        other={null}
        title={table.title}
        height={TILE_HEIGHT}
        open={({ row, column }) => {
          const [found, title] = [table.rows[row], table.columns.find(({ key }) => key === column)]
          const path = found && title ? drillPath(table, found, title, asked) : null
          if (path !== null) void navigate(path)
        }}
      />
    </Suspense>
  )
}

/** One figure of the whole period, large, and how it was in the days before. */
function TileTotal({ tile, report }: { tile: BoardTile; report: Report }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [asked, before] = report.periods
  const table = asked?.tables.find(({ key }) => key === tile.table)
  const column = table?.columns.find(({ key }) => key === tile.column)
  if (!asked || !table?.total || !column) return <EmptyState compact text={t('boards.noTotal')} />
  const value = table.total.cells[column.key] ?? null
  const then = before?.tables.find(({ key }) => key === tile.table)?.total?.cells[column.key] ?? null
  const difference = formatDifference(value, then, column.kind, language, t)
  const path = drillPath(table, table.total, column, asked)
  const text = formatCell(value, column.kind, language, t)
  return (
    <>
      <Text size="sm" component="div">
        <DefinedTitle title={column.title} metric={column.metric} />
      </Text>
      <Text fz={30} fw={700} lh={1.35} data-testid="tile-total" data-value={value ?? ''}>
        {path === null ? (
          text
        ) : (
          <Link to={path} className="figure-link">
            {text}
          </Link>
        )}
      </Text>
      <Text size="xs" c="dimmed">
        {then === null ? t('boards.nothingBefore') : t('boards.before', { value: formatCell(then, column.kind, language, t), difference: difference ?? '–' })}
      </Text>
    </>
  )
}
