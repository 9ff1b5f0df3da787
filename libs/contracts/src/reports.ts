import { z } from 'zod'
import { CALL_OUTCOMES } from './calls.js'
import { LocalName, Moment, QueueName } from './words.js'

export const REPORTS = [
  'volume',
  'heat-map',
  'waits',
  'service-level',
  'abandons',
  'handling',
  'operators',
  'flows',
  'repeat-callers',
  'surveys',
  'tickets',
  'departments',
  'categories',
  'rising-topics',
  'scorecard',
] as const
export const ReportName = z.enum(REPORTS)
export type ReportName = z.infer<typeof ReportName>

export const REPORT_FILTERS = ['queue', 'operator', 'department', 'category', 'ward'] as const
export type ReportFilter = (typeof REPORT_FILTERS)[number]

/** What a report can be narrowed to; other filters are refused, never ignored. */
export const FILTERS_OF: Record<ReportName, readonly ReportFilter[]> = {
  volume: ['queue'],
  'heat-map': ['queue'],
  waits: ['queue'],
  'service-level': ['queue'],
  abandons: ['queue'],
  handling: ['queue', 'operator'],
  operators: ['queue', 'operator'],
  flows: [],
  'repeat-callers': ['queue'],
  surveys: ['queue', 'operator'],
  tickets: ['department', 'category', 'ward'],
  departments: ['department', 'category', 'ward'],
  categories: ['department', 'category', 'ward'],
  'rising-topics': ['department', 'category', 'ward'],
  scorecard: [],
}

/** Lengths of one row's time. */
export const BUCKETS = ['month', 'week', 'day', 'hour', 'quarter-hour'] as const
export type Bucket = (typeof BUCKETS)[number]

const id = z.coerce.number().int().positive()

/** At most so many days at once: ten years. */
export const MOST_REPORT_DAYS = 3_660

const ReportPeriod = z.object({
  /** Days in Asia/Ho_Chi_Minh, both included. */
  from: z.iso.date(),
  to: z.iso.date(),
})

/** A T that the service level can be told for: each second up to two minutes, then each fifth, from ten minutes on each thirtieth: as finely as waits are kept. */
export const ServiceLevelSeconds = z.coerce
  .number()
  .int()
  .min(1)
  .max(3_600)
  .refine((seconds) => seconds <= 120 || (seconds <= 600 ? seconds % 5 === 0 : seconds % 30 === 0))

export const ReportQuery = ReportPeriod.extend({
  queue: QueueName.optional(),
  operator: id.optional(),
  department: id.optional(),
  category: id.optional(),
  ward: id.optional(),
  by: z.enum(BUCKETS).default('day'),
  /** T of the service level. Left out: the city's own. */
  within: ServiceLevelSeconds.optional(),
  /** Beside it the period of the same length before, or the same days a year before. */
  compare: z.enum(['none', 'before', 'year']).default('none'),
  language: z.enum(['vi', 'en']).default('vi'),
}).refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) < MOST_REPORT_DAYS * 86_400_000, { path: ['to'] })
export type ReportQuery = z.infer<typeof ReportQuery>

/** What a report of these days can be asked for, beside what other lists tell. */
export const ReportChoicesQuery = ReportPeriod
export type ReportChoicesQuery = z.infer<typeof ReportChoicesQuery>
export const ReportChoices = z.object({
  /** The city's T of the service level, in seconds. */
  within: z.number().int(),
  /** Who may answer calls now, and who did in these days and no longer may. */
  operators: z.array(z.object({ id: z.number().int(), displayName: z.string(), former: z.boolean() })),
})
export type ReportChoices = z.infer<typeof ReportChoices>

/** How a cell is read: `ratio` is 0 to 1, `month` `2026-11`, `week` its Monday, `time` `2026-11-26 13:15` or `13:15`. An empty cell is null: nothing to judge. */
export const CELL_KINDS = ['text', 'month', 'week', 'day', 'time', 'count', 'ratio', 'seconds', 'minutes', 'decimal'] as const
export type CellKind = (typeof CELL_KINDS)[number]

export const ReportColumn = z.object({
  key: z.string(),
  kind: z.enum(CELL_KINDS),
  /** In the language asked for. */
  title: z.string(),
  /** Key of its definition; null: it needs none. */
  metric: z.string().nullable(),
  /** What a cell of this column adds to its row's `drill`; null: there is nothing behind it to open. */
  drill: z.record(z.string(), z.string()).nullable(),
})
export type ReportColumn = z.infer<typeof ReportColumn>

export const ReportCell = z.union([z.string(), z.number(), z.null()])
export type ReportCell = z.infer<typeof ReportCell>

export const ReportRow = z.object({
  key: z.string(),
  cells: z.record(z.string(), ReportCell),
  /** Query of the calls or tickets behind it ({@link ReportCallsQuery}, {@link ReportTicketsQuery}). */
  drill: z.record(z.string(), z.string()).nullable(),
})
export type ReportRow = z.infer<typeof ReportRow>

export const ReportTable = z.object({
  key: z.string(),
  title: z.string(),
  /** What its figures open. */
  opens: z.enum(['calls', 'tickets']).nullable(),
  columns: z.array(ReportColumn),
  rows: z.array(ReportRow),
  /** Of the whole period; not the sum where a sum says nothing. */
  total: ReportRow.nullable(),
})
export type ReportTable = z.infer<typeof ReportTable>

export const Report = z.object({
  name: ReportName,
  title: z.string(),
  asOf: Moment,
  query: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Figures of a day that was made up for trying out (`--demo`). */
  madeUp: z.boolean(),
  /** The one asked for first. */
  periods: z.array(z.object({ which: z.enum(['asked', 'before', 'year']), from: z.iso.date(), to: z.iso.date(), tables: z.array(ReportTable) })).min(1),
})
export type Report = z.infer<typeof Report>

const whole = z.coerce.number().int().nonnegative()

/** The calls behind a figure. */
export const ReportCallsQuery = ReportPeriod.extend({
  queue: QueueName.optional(),
  operator: id.optional(),
  /** `offered`: all but the self-served. `given-up`: abandoned, short abandons among them. */
  standing: z.enum([...CALL_OUTCOMES, 'offered', 'arrived', 'given-up']).default('arrived'),
  /** ISO: 1 is Monday. */
  weekday: z.coerce.number().int().min(1).max(7).optional(),
  /** Quarter hours of the day, 0 to 95, both included. */
  quarterFrom: z.coerce.number().int().min(0).max(95).optional(),
  quarterTo: z.coerce.number().int().min(0).max(95).optional(),
  /** Seconds of waiting, both included. */
  waitFrom: whole.optional(),
  waitTo: whole.optional(),
  peak: z.enum(['yes', 'no']).optional(),
  /** Talks in which the citizen was on hold. */
  held: z.enum(['yes']).optional(),
  /** Called again by the same number within the days of a repeat; or is itself such a call. */
  repeat: z.enum(['followed', 'again']).optional(),
  page: z.coerce.number().int().min(1).max(2_000).default(1),
})
export type ReportCallsQuery = z.infer<typeof ReportCallsQuery>

/** The tickets behind a figure; the period is of when they were made. */
export const ReportTicketsQuery = ReportPeriod.extend({
  department: id.optional(),
  category: id.optional(),
  ward: id.optional(),
  standing: z.enum(['made', 'open', 'overdue', 'done', 'in-time', 'late', 'returned', 'reopened', 'extended', 'rated', 'satisfied', 'resolved', 'judged']).default('made'),
  page: z.coerce.number().int().min(1).max(2_000).default(1),
})
export type ReportTicketsQuery = z.infer<typeof ReportTicketsQuery>

/** What a figure means; shown beside it. */
export const MetricDefinition = z.object({ key: z.string(), name: LocalName, definition: LocalName, formula: LocalName, example: LocalName })
export type MetricDefinition = z.infer<typeof MetricDefinition>

/** A tile of a manager's board: one table of a report, by its last days. */
export const BoardTile = z.object({
  report: ReportName,
  table: z.string().max(40),
  /** Days up to yesterday; 0: today. */
  days: z.number().int().min(0).max(1_100),
  shows: z.enum(['chart', 'table', 'total']),
  /** Column that a `total` shows. */
  column: z.string().max(40).nullable(),
  /** Of the twelve columns of a board. */
  width: z.number().int().min(3).max(12),
  queue: QueueName.nullable(),
  by: z.enum(BUCKETS),
})
export type BoardTile = z.infer<typeof BoardTile>

export const BoardContent = z.object({ name: z.string().trim().min(1).max(80), shared: z.boolean(), tiles: z.array(BoardTile).max(24) })
export type BoardContent = z.infer<typeof BoardContent>

export const Board = BoardContent.extend({ id: z.number().int().positive(), owner: z.object({ id: z.number().int(), displayName: z.string() }), own: z.boolean(), revision: z.number().int() })
export type Board = z.infer<typeof Board>
