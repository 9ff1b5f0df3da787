import { FILTERS_OF, REPORTS, type ReportFilter, type ReportName } from '@app/contracts'

export interface ReportQuestion {
  what: string
  path: string
}

export interface Examples {
  queue: string
  operator: number
  department: number
  category: number
  ward: number
}

const dayBefore = (day: string, days: number) => new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)

/** Each report over a day, a month, a year and all of it; narrowed by each of its filters over the year, and beside the year before. */
export function reportQuestions(from: string, to: string, examples: Examples): ReportQuestion[] {
  const periods = { day: [dayBefore(to, 8), dayBefore(to, 8)], month: [dayBefore(to, 29), to], year: [dayBefore(to, 364), to], all: [from, to] } as const
  const by = { day: 'quarter-hour', month: 'day', year: 'week', all: 'month' } as const
  const ask = (name: ReportName, period: keyof typeof periods, more = ''): ReportQuestion => {
    const [begins, ends] = periods[period]
    return { what: `${name}, ${period}${more && ` ${more.replace(/=.*/, '')}`}`, path: `/api/reports/${name}?from=${begins < from ? from : begins}&to=${ends}&by=${by[period]}${more && `&${more}`}` }
  }
  // Counted from the calls themselves.
  const anyT = { what: 'service-level, five days by quarter hour within 15 s', path: `/api/reports/service-level?from=${dayBefore(to, 4)}&to=${to}&by=quarter-hour&within=15` }
  return [...REPORTS.flatMap((name) => [
    ...(Object.keys(periods) as (keyof typeof periods)[]).map((period) => ask(name, period)),
    ...FILTERS_OF[name].map((filter: ReportFilter) => ask(name, 'all', `${filter}=${examples[filter]}`)),
    ask(name, 'year', 'compare=year'),
  ]), anyT]
}

/** The same asked of the raw rows, for the ratio: plainly, as somebody would who has no roll-ups. */
export function rawQuestions(from: string, to: string): Record<string, string> {
  const local = (column: string) => `(${column} + INTERVAL 7 HOUR)`
  const within = (column: string) => `${column} >= '${from} 00:00:00' - INTERVAL 7 HOUR AND ${column} < '${to} 00:00:00' + INTERVAL 17 HOUR`
  const calls = `FROM calls WHERE source IN ('trunk', 'browser') AND ${within('arrived_at')}`
  return {
    volume: `SELECT DATE_FORMAT(${local('arrived_at')}, '%Y-%m') m, COUNT(*), SUM(entered_queue_at IS NOT NULL), SUM(outcome = 'answered'), SUM(outcome = 'abandoned') ${calls} GROUP BY m`,
    'heat-map': `SELECT WEEKDAY(${local('arrived_at')}) w, HOUR(${local('arrived_at')}) h, COUNT(*) ${calls} GROUP BY w, h`,
    waits: `SELECT wait_seconds, outcome, COUNT(*) ${calls} AND outcome IN ('answered', 'abandoned') GROUP BY wait_seconds, outcome`,
    'service-level': `SELECT DATE_FORMAT(${local('arrived_at')}, '%Y-%m') m, SUM(outcome = 'answered' AND wait_seconds <= 20), SUM(entered_queue_at IS NOT NULL AND outcome <> 'short-abandoned') ${calls} GROUP BY m`,
    handling: `SELECT DATE_FORMAT(${local('arrived_at')}, '%Y-%m') m, AVG(talk_seconds) ${calls} AND answered = 1 GROUP BY m`,
    operators: `SELECT operator_id, COUNT(*), SUM(talk_seconds) ${calls} AND answered = 1 GROUP BY operator_id`,
    'repeat-callers': `SELECT DATE_FORMAT(${local('arrived_at')}, '%Y-%m') m, COUNT(*) FROM calls c WHERE source IN ('trunk', 'browser') AND number_key IS NOT NULL AND ${within('arrived_at')} AND EXISTS (SELECT 1 FROM calls e WHERE e.number_key = c.number_key AND e.arrived_at < c.arrived_at AND e.arrived_at >= c.arrived_at - INTERVAL 7 DAY AND e.source IN ('trunk', 'browser')) GROUP BY m`,
    surveys: `SELECT DATE_FORMAT(${local('asked_at')}, '%Y-%m') m, rating, COUNT(*) FROM surveys WHERE ${within('asked_at')} GROUP BY m, rating`,
    tickets: `SELECT DATE_FORMAT(${local('created_at')}, '%Y-%m') m, COUNT(*), SUM(answered_at IS NULL), SUM(answered_at <= deadline_at) FROM tickets WHERE ${within('created_at')} GROUP BY m`,
    departments: `SELECT department_id, COUNT(*), SUM(answered_at <= deadline_at), SUM(rating >= 4) FROM tickets WHERE ${within('created_at')} GROUP BY department_id`,
  }
}
