import { FILTERS_OF, type BoardTile } from '@app/contracts'
import { addDays, type Period } from '../reports/periods.js'
import type { ReportView } from '../reports/report-view.js'

/** The days that a tile shows: up to yesterday, or today. */
export const tilePeriod = ({ days }: Pick<BoardTile, 'days'>, today: string): Period => (days === 0 ? { from: today, to: today } : { from: addDays(today, -days), to: addDays(today, -1) })

/** A tile as the view of its report; a single figure is shown beside that of the days before. */
export const tileView = (tile: BoardTile, today: string): ReportView => ({
  ...tilePeriod(tile, today),
  by: tile.by,
  within: null,
  compare: tile.shows === 'total' ? 'before' : 'none',
  ...(tile.queue !== null && FILTERS_OF[tile.report].includes('queue') && { queue: tile.queue }),
})
