import type { EntityManager } from 'typeorm'
import { FlowEntity, FlowVersionEntity } from '../database/flow.entities.js'

/** Names of the flows that callers reach and that read an article out. */
export async function flowsNaming(tx: EntityManager, key: string): Promise<string[]> {
  const names: string[] = []
  for (const { id, name } of await tx.find(FlowEntity)) {
    const newest = await tx.findOne(FlowVersionEntity, { where: { flowId: id }, order: { version: 'DESC' } })
    const nodes = Object.values((newest?.definition['nodes'] ?? {}) as Record<string, { kind?: string; article?: string }>)
    if (nodes.some((node) => node.kind === 'information' && node.article === key)) names.push(name)
  }
  return names
}
