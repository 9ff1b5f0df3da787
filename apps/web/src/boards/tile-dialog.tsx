import { FILTERS_OF, REPORTS, type BoardTile, type ReportName } from '@app/contracts'
import { Button, Group, Modal, Select, SegmentedControl, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useLive } from '../live/live-context.js'
import { isNumeric } from '../reports/format-cell.js'
import { REPORT_GROUPS } from '../reports/report-groups.js'
import { useReport } from '../reports/report-queries.js'
import { askedOf, isByTime, stepOf, stepsFor } from '../reports/report-view.js'
import { tileView } from './tile-view.js'
import { useTileDays } from './use-tile-days.js'

const DAYS = [0, 1, 7, 14, 30, 90, 365] as const
const SHOWS = ['chart', 'table', 'total'] as const
const FIRST: BoardTile = { report: 'volume', table: 'by-time', days: 30, shows: 'chart', column: null, width: 6, queue: null, by: 'day' }

/** What a tile shows. The tables and figures to choose from are those that the report has. */
export function TileDialog({ tile, close, keep }: { tile: BoardTile | null; close: () => void; keep: (tile: BoardTile) => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { queues } = useLive()
  const [draft, setDraft] = useState(tile ?? FIRST)
  const today = dayOf(Date.now())
  const daysText = useTileDays()
  const view = tileView(draft, today)
  const report = useReport(draft.report, askedOf(draft.report, view, language), false)
  const tables = report.data?.periods[0]?.tables ?? []
  const table = tables.find(({ key }) => key === draft.table) ?? tables[0]
  const figures = table?.total ? table.columns.filter(({ kind }) => isNumeric(kind)) : []
  const column = figures.find(({ key }) => key === draft.column) ?? figures[0] ?? null
  const shows = draft.shows === 'total' && figures.length === 0 ? 'chart' : draft.shows
  const change = (part: Partial<BoardTile>) => setDraft((before) => ({ ...before, ...part }))
  return (
    <Modal opened onClose={close} title={t(tile ? 'boards.changeTile' : 'boards.addTile')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="sm" data-testid="tile-dialog">
        <Select
          label={t('boards.report')}
          allowDeselect={false}
          data={REPORT_GROUPS.map(({ group, reports }) => ({ group: t(`reports.group.${group}`), items: reports.map((name: ReportName) => ({ value: name, label: t(`reports.name.${name}`) })) }))}
          value={draft.report}
          onChange={(chosen) => change({ report: REPORTS.find((name) => name === chosen) ?? 'volume', table: '', column: null })}
          data-testid="tile-report"
        />
        {tables.length > 1 && <Select label={t('boards.table')} allowDeselect={false} data={tables.map(({ key, title }) => ({ value: key, label: title }))} value={table?.key ?? null} onChange={(chosen) => change({ table: chosen ?? '', column: null })} data-testid="tile-table" />}
        <div>
          <Text size="sm" fw={500} mb={4}>
            {t('boards.shows')}
          </Text>
          <SegmentedControl fullWidth aria-label={t('boards.shows')} data={SHOWS.map((value) => ({ value, label: t(`boards.show.${value}`), disabled: value === 'total' && figures.length === 0 }))} value={shows} onChange={(chosen) => change({ shows: SHOWS.find((value) => value === chosen) ?? 'chart', width: chosen === 'total' ? 3 : Math.max(draft.width, 6) })} data-testid="tile-shows" />
        </div>
        {shows === 'total' && <Select label={t('boards.figure')} allowDeselect={false} data={figures.map(({ key, title }) => ({ value: key, label: title }))} value={column?.key ?? null} onChange={(chosen) => change({ column: chosen })} data-testid="tile-column" />}
        <Group grow>
          <Select label={t('boards.days')} allowDeselect={false} data={[...new Set([...DAYS, draft.days])].sort((a, b) => a - b).map((days) => ({ value: String(days), label: daysText(days) }))} value={String(draft.days)} onChange={(chosen) => change({ days: Number(chosen ?? 0) })} data-testid="tile-days" />
          {isByTime(draft.report) && (
            <Select label={t('reports.by')} allowDeselect={false} data={stepsFor(draft.report, view).map((value) => ({ value, label: t(`reports.bucket.${value}`) }))} value={stepOf(draft.report, view)} onChange={(chosen) => change({ by: stepsFor(draft.report, view).find((value) => value === chosen) ?? 'day' })} data-testid="tile-by" />
          )}
        </Group>
        {FILTERS_OF[draft.report].includes('queue') && <Select label={t('reports.filter.queue')} clearable placeholder={t('reports.any.queue')} data={(queues ?? []).map(({ name }) => ({ value: name, label: t(`queue.${name}`, { defaultValue: name }) }))} value={draft.queue} onChange={(queue) => change({ queue })} data-testid="tile-queue" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('boards.cancel')}
          </Button>
          <Button
            disabled={!table}
            onClick={() => table && keep({ ...draft, table: table.key, shows, column: shows === 'total' ? (column?.key ?? null) : null, by: stepOf(draft.report, view), queue: FILTERS_OF[draft.report].includes('queue') ? draft.queue : null })}
            data-testid="tile-keep"
          >
            {t(tile ? 'boards.keepTile' : 'boards.addTile')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
