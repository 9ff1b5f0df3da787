import type { TicketKind } from '@app/contracts'
import type { OpeningHours } from '@app/opening-hours'
import type { RoutedTicket, Routing } from '@app/ticket-routing'
import type { CategoryEntity, DepartmentEntity } from '../database/directory.entities.js'
import type { DeadlineRuleEntity, TicketFormEntity } from '../database/ticket-rule.entities.js'

/** What administrators decide, and every ticket is measured by, as it stood at one moment. Many requests share it: it is read only. */
export interface Reference {
  readonly departments: ReadonlyMap<number, Readonly<DepartmentEntity>>
  readonly categories: ReadonlyMap<number, Readonly<CategoryEntity>>
  readonly openingHours: ReadonlyMap<number, { readonly code: string; readonly definition: OpeningHours }>
  readonly deadlineRules: readonly Readonly<DeadlineRuleEntity>[]
  /** The newest of each kind. */
  readonly forms: ReadonlyMap<TicketKind, Readonly<TicketFormEntity>>
  /** By the rules in force; `version` null: none were published. `asksForHolder`: whether they look at who works on the same subject. */
  readonly routing: { readonly version: number | null; readonly asksForHolder: boolean; readonly route: (ticket: RoutedTicket) => Routing }
  /** Users who see complaints about officials. */
  readonly complaintViewers: ReadonlySet<number>
}
