import { RoutingRules } from '@app/contracts'
import type { EntityManager } from 'typeorm'
import { RoutingVersionEntity } from '../database/routing.entities.js'

/** Before the first publishing: each category's own department. */
export const NO_RULES: RoutingRules = { rules: [] }

/** The rules in force. `version` null: none were published. */
export async function publishedRules(manager: EntityManager): Promise<{ version: number | null; rules: RoutingRules }> {
  const newest = await newestRules(manager)
  return newest ? { version: newest.version, rules: RoutingRules.parse(newest.definition) } : { version: null, rules: NO_RULES }
}

export async function newestRules(manager: EntityManager): Promise<RoutingVersionEntity | null> {
  const [newest = null] = await manager.find(RoutingVersionEntity, { order: { version: 'DESC' }, take: 1 })
  return newest
}
