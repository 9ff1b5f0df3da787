import { Inject, Injectable } from '@nestjs/common'
import { FILTERS_OF, REPORT_FILTERS, type Report, type ReportName, type ReportQuery, type ReportTable } from '@app/contracts'
import { RefusedError } from '@app/service'
import { Database } from '../database/database.js'
import { CategoryEntity, DepartmentEntity, UserEntity } from '../database/directory.entities.js'
import { dayAfter } from '../roll-ups/local-sql.js'
import { SETTINGS, TicketingSettings } from '../settings.js'
import { abandonReport, heatMap, repeatReport, serviceLevelReport, volume, waitReport } from './call-reports.js'
import type { Period } from './call-cube.js'
import { flowReport } from './flow-reports.js'
import { handlingReport, operatorReport } from './operator-reports.js'
import type { ReportContext, ReportNames } from './report-context.js'
import { REPORT_TITLES } from './report-texts.js'
import { surveyReport } from './survey-reports.js'
import { categoryReport, departmentReport, risingTopics, scorecard, ticketReport } from './ticket-reports.js'

const REPORTS: Record<ReportName, (context: ReportContext) => Promise<ReportTable[]>> = {
  volume,
  'heat-map': heatMap,
  waits: waitReport,
  'service-level': serviceLevelReport,
  abandons: abandonReport,
  handling: handlingReport,
  operators: operatorReport,
  flows: flowReport,
  'repeat-callers': repeatReport,
  surveys: surveyReport,
  tickets: ticketReport,
  departments: departmentReport,
  categories: categoryReport,
  'rising-topics': risingTopics,
  scorecard,
}

/** Every report, out of the roll-ups: screen, export and API show the same tables. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
  ) {}

  /** @throws RefusedError 400 for a filter that the report does not take */
  async report(name: ReportName, asked: ReportQuery, now = new Date()): Promise<Report> {
    const query = { ...asked, within: asked.within ?? this.settings.SERVICE_LEVEL_SECONDS }
    const wrong = REPORT_FILTERS.filter((filter) => query[filter] !== undefined && !FILTERS_OF[name].includes(filter))
    if (wrong.length > 0) throw new RefusedError(400, { code: 'filter-not-taken', message: { vi: `Báo cáo này không lọc được theo: ${wrong.join(', ')}.`, en: `This report cannot be narrowed by: ${wrong.join(', ')}.` } })
    const names = await this.names()
    const periods: Report['periods'] = []
    for (const { which, period } of periodsOf(query)) {
      const tables = await REPORTS[name]({ manager: this.database.manager, query, period, now, countedWithin: this.settings.SERVICE_LEVEL_SECONDS, names })
      periods.push({ which, ...period, tables })
    }
    const [madeUp] = await this.database.manager.query<object[]>('SELECT 1 FROM made_up_days WHERE day BETWEEN ? AND ? LIMIT 1', [query.from, query.to])
    const answered = Object.fromEntries(Object.entries(query).filter((entry): entry is [string, string | number] => entry[1] !== undefined))
    return { name, title: REPORT_TITLES[name][query.language], asOf: now.toISOString(), query: answered, madeUp: madeUp !== undefined, periods }
  }

  private async names(): Promise<ReportNames> {
    const { manager } = this.database
    const named = { id: true, nameVi: true, nameEn: true } as const
    const [users, departments, categories] = await Promise.all([manager.find(UserEntity, { select: { id: true, displayName: true } }), manager.find(DepartmentEntity, { select: named }), manager.find(CategoryEntity, { select: named })])
    const local = (rows: readonly { id: number; nameVi: string; nameEn: string }[]) => new Map(rows.map((row) => [row.id, { vi: row.nameVi, en: row.nameEn }]))
    return {
      operators: new Map(users.map((user) => [user.id, user.displayName])),
      departments: local(departments),
      categories: local(categories),
    }
  }
}

/** The period asked for, and the one beside it: as long and just before, or the same days a year before. */
export function periodsOf({ from, to, compare }: Pick<ReportQuery, 'from' | 'to' | 'compare'>): { which: 'asked' | 'before' | 'year'; period: Period }[] {
  const asked = { which: 'asked' as const, period: { from, to } }
  switch (compare) {
    case 'none':
      return [asked]
    case 'before': {
      const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1
      return [asked, { which: 'before', period: { from: dayAfter(from, -days), to: dayAfter(from, -1) } }]
    }
    case 'year':
      return [asked, { which: 'year', period: { from: yearBefore(from), to: yearBefore(to) } }]
    default:
      return compare satisfies never
  }
}

/** Of 29 February the 28th. */
function yearBefore(day: string): string {
  const year = Number(day.slice(0, 4)) - 1
  const rest = day.slice(4)
  return rest === '-02-29' ? `${year}-02-28` : `${year}${rest}`
}
