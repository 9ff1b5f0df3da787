import type { ReportTable } from '@app/contracts'
import type { ChartShape } from './chart-shape.js'

/** Rows that are drawn one below the other; the table has all. */
export const MOST_ROWS = 20
const ROW_HEIGHT = 26

/** Height that a chart needs, in pixels. */
export const chartHeight = (shape: ChartShape, table: ReportTable, narrow: boolean): number =>
  shape.shape === 'rows' ? 60 + Math.min(table.rows.length, MOST_ROWS) * (shape.drawn.some(({ stacked }) => stacked) ? ROW_HEIGHT : Math.max(ROW_HEIGHT, shape.drawn.length * 12 + 10)) : shape.shape === 'heat' ? 270 : narrow ? 240 : 290
