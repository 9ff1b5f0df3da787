import { makeRouter } from '@app/ticket-routing'
import type { EntityManager } from 'typeorm'
import { CategoryEntity, DepartmentEntity, OpeningHoursEntity } from '../database/directory.entities.js'
import { ComplaintViewerEntity, DeadlineRuleEntity, TicketFormEntity } from '../database/ticket-rule.entities.js'
import { asksForHolder } from '../routing/held-subjects.js'
import { publishedRules } from '../routing/published-rules.js'
import { readDirectory } from '../routing/read-directory.js'
import type { Reference } from './reference.js'

/** All of it anew. */
export async function readReference(manager: EntityManager): Promise<Reference> {
  const { version, rules } = await publishedRules(manager)
  const forms = await manager.find(TicketFormEntity, { order: { version: 'ASC' } })
  return {
    departments: byId(await manager.find(DepartmentEntity)),
    categories: byId(await manager.find(CategoryEntity)),
    openingHours: byId(await manager.find(OpeningHoursEntity)),
    deadlineRules: await manager.find(DeadlineRuleEntity),
    // A later one replaces an earlier one of its kind.
    forms: new Map(forms.map((form) => [form.kind, form])),
    routing: { version, asksForHolder: asksForHolder(rules), route: makeRouter(rules, await readDirectory(manager)) },
    complaintViewers: new Set((await manager.find(ComplaintViewerEntity)).map(({ userId }) => userId)),
  }
}

const byId = <T extends { id: number }>(rows: readonly T[]): Map<number, T> => new Map(rows.map((row) => [row.id, Object.freeze(row)]))
