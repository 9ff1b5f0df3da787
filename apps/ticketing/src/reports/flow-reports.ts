import { CALL_OUTCOMES, type ReportTable } from '@app/contracts'
import { ratio } from '@app/metrics'
import { In, type EntityManager } from 'typeorm'
import { FlowVersionEntity } from '../database/flow.entities.js'
import { WHOLE } from '../flows/way-figures.js'
import { FIRST_FLOW_NODES } from './first-flow-nodes.js'
import type { ReportContext } from './report-context.js'
import { about, of, table, type Column } from './report-table.js'

const MOST_NODES = 200

/** Which way calls went through the flows, and how many a flow answered by itself. */
export async function flowReport({ manager, period, query }: ReportContext): Promise<ReportTable[]> {
  const names = `COALESCE(f.name, r.version) AS flow, COALESCE(MAX(v.version), 0) AS version`
  const from = `FROM flow_figures r LEFT JOIN flow_versions v ON v.hash = r.version LEFT JOIN flows f ON f.id = v.flow_id WHERE r.day BETWEEN ? AND ?`
  const wholes = await manager.query<{ hash: string; flow: string; version: number; next: string; calls: string }[]>(`SELECT r.version AS hash, ${names}, r.next_node AS next, SUM(r.calls) AS calls ${from} AND r.node = ? GROUP BY r.version, f.name, r.next_node`, [period.from, period.to, WHOLE])
  const nodes = await manager.query<{ hash: string; flow: string; version: number; node: string; came: string; hungUp: string; timed: string; seconds: string }[]>(
    `SELECT r.version AS hash, ${names}, r.node, SUM(r.calls) AS came, SUM(IF(r.next_node = '*flow', r.calls, 0)) AS hungUp, SUM(r.timed) AS timed, SUM(r.seconds) AS seconds ${from} AND r.node <> ? GROUP BY r.version, f.name, r.node ORDER BY came DESC LIMIT ${MOST_NODES}`,
    [period.from, period.to, WHOLE],
  )
  const titles = await titlesOf(manager, [...new Set(nodes.map(({ hash }) => hash))])
  const flows = new Map<string, { flow: string; version: number; outcomes: Map<string, number> }>()
  for (const { hash, flow, version, next, calls } of wholes) {
    const one = flows.get(hash) ?? { flow, version, outcomes: new Map<string, number>() }
    one.outcomes.set(next, (one.outcomes.get(next) ?? 0) + Number(calls))
    flows.set(hash, one)
  }
  const sum = (outcomes: Map<string, number>) => [...outcomes.values()].reduce((all, one) => all + one, 0)
  const columns: Column[] = [about('flow'), about('version', 'count'), of('arrived', 'count'), of('selfServed', 'count'), about('share', 'ratio'), of('answered', 'count'), of('abandoned', 'count'), of('voicemail', 'count'), of('calledBack', 'count'), of('overflowed', 'count')]
  const count = (outcomes: Map<string, number>, outcome: (typeof CALL_OUTCOMES)[number]) => outcomes.get(outcome) ?? 0
  return [
    table(
      'flows',
      query.language,
      null,
      columns,
      [...flows].map(([hash, { flow, version, outcomes }]) => ({
        key: hash,
        cells: { flow, version, arrived: sum(outcomes), selfServed: count(outcomes, 'self-served'), share: ratio(count(outcomes, 'self-served'), sum(outcomes)), answered: count(outcomes, 'answered'), abandoned: count(outcomes, 'abandoned'), voicemail: count(outcomes, 'voicemail'), calledBack: count(outcomes, 'called-back'), overflowed: count(outcomes, 'overflowed') },
      })),
    ),
    table(
      'nodes',
      query.language,
      null,
      [about('flow'), about('version', 'count'), about('node'), about('came', 'count'), about('hungUp', 'count'), about('meanStay', 'seconds')],
      nodes.map(({ hash, flow, version, node, came, hungUp, timed, seconds }) => ({ key: `${hash}:${node}`, cells: { flow, version: Number(version), node: titles.get(hash)?.[node] ?? FIRST_FLOW_NODES[node]?.[query.language] ?? node.replaceAll('-', ' '), came: Number(came), hungUp: Number(hungUp), meanStay: ratio(Number(seconds), Number(timed)) } })),
    ),
  ]
}

/** What the editor calls the nodes of these versions. */
async function titlesOf(manager: EntityManager, hashes: readonly string[]): Promise<Map<string, Record<string, string>>> {
  if (hashes.length === 0) return new Map()
  const versions = await manager.find(FlowVersionEntity, { where: { hash: In(hashes) }, order: { id: 'ASC' }, select: { id: true, hash: true, definition: true } })
  return new Map(versions.map(({ hash, definition }) => [hash, (definition['titles'] ?? {}) as Record<string, string>]))
}
