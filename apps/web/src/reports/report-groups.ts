import type { ReportName } from '@app/contracts'

/** The reports as people look for them. */
export const REPORT_GROUPS = [
  { group: 'calls', reports: ['volume', 'heat-map', 'waits', 'service-level', 'abandons', 'flows', 'repeat-callers'] },
  { group: 'people', reports: ['handling', 'operators', 'surveys'] },
  { group: 'tickets', reports: ['tickets', 'departments', 'categories', 'rising-topics', 'scorecard'] },
] as const satisfies { group: string; reports: readonly ReportName[] }[]
