import type { LocalName, ReportQuery } from '@app/contracts'
import type { EntityManager } from 'typeorm'
import type { Period } from './call-cube.js'

/** A report's question with the T that it is answered for. */
export type AskedReport = ReportQuery & { within: number }

/** What a report is made of: one period of one question. */
export interface ReportContext {
  manager: EntityManager
  query: AskedReport
  period: Period
  now: Date
  /** T of the settings, for which every bucket is counted beforehand. */
  countedWithin: number
  names: ReportNames
}

/** Names of what figures are about, by id. */
export interface ReportNames {
  operators: ReadonlyMap<number, string>
  departments: ReadonlyMap<number, LocalName>
  categories: ReadonlyMap<number, LocalName>
}

export const drillOf = ({ query: { queue, operator } }: ReportContext, period: Period): Record<string, string> => ({ ...period, ...(queue !== undefined && { queue }), ...(operator !== undefined && { operator: String(operator) }) })

export const ticketDrillOf = ({ query: { department, category, ward } }: ReportContext, period: Period): Record<string, string> => ({
  ...period,
  ...(department !== undefined && { department: String(department) }),
  ...(category !== undefined && { category: String(category) }),
  ...(ward !== undefined && { ward: String(ward) }),
})
