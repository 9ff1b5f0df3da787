import { CALL_OUTCOMES, type ReportTable } from '@app/contracts'
import { ratio } from '@app/metrics'
import { In, type EntityManager } from 'typeorm'
import { FlowVersionEntity } from '../database/flow.entities.js'
import { IN_THE_FLOW, WHOLE } from '../flows/way-figures.js'
import { rowsOf, type Period } from './call-cube.js'
import { FIRST_FLOW_NODES } from './first-flow-nodes.js'
import type { ReportContext } from './report-context.js'
import { about, of, table, type Column } from './report-table.js'

const MOST_NODES = 200

interface FlowStep {
  hash: string
  flow: string
  version: number
  node: string
  next: string
  calls: string
  timed: string
  seconds: string
}

/** Which way calls went through the flows, and how many a flow answered by itself. */
export async function flowReport({ manager, period, query, now }: ReportContext): Promise<ReportTable[]> {
  const rows = await steps(manager, period, now)
  const titles = await titlesOf(manager, [...new Set(rows.map(({ hash }) => hash))])
  const flows = new Map<string, { flow: string; version: number; outcomes: Map<string, number> }>()
  const nodes = new Map<string, { hash: string; flow: string; version: number; node: string; came: number; hungUp: number; timed: number; seconds: number }>()
  for (const { hash, flow, version, node, next, calls, timed, seconds } of rows) {
    if (node === WHOLE) {
      const one = flows.get(hash) ?? { flow, version: Number(version), outcomes: new Map<string, number>() }
      one.outcomes.set(next, (one.outcomes.get(next) ?? 0) + Number(calls))
      flows.set(hash, one)
      continue
    }
    const key = `${hash}:${node}`
    const one = nodes.get(key) ?? { hash, flow, version: Number(version), node, came: 0, hungUp: 0, timed: 0, seconds: 0 }
    one.came += Number(calls)
    if (next === IN_THE_FLOW) one.hungUp += Number(calls)
    one.timed += Number(timed)
    one.seconds += Number(seconds)
    nodes.set(key, one)
  }
  const busiest = [...nodes].sort(([, a], [, b]) => b.came - a.came).slice(0, MOST_NODES)
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
      busiest.map(([key, { hash, flow, version, node, came, hungUp, timed, seconds }]) => ({ key, cells: { flow, version, node: titles.get(hash)?.[node] ?? FIRST_FLOW_NODES[node]?.[query.language] ?? node.replaceAll('-', ' '), came, hungUp, meanStay: ratio(seconds, timed) } })),
    ),
  ]
}

/** Calls from node to node; of whole months there are sums. */
async function steps(manager: EntityManager, period: Period, now: Date): Promise<FlowStep[]> {
  const found: FlowStep[] = []
  for (const { where, values } of rowsOf(period, now, null))
    found.push(
      // Summed before it is joined: a year of days has many rows.
      ...(await manager.query<FlowStep[]>(
        `SELECT s.hash, COALESCE(f.name, s.hash) AS flow, COALESCE(v.version, 0) AS version, s.node, s.next, s.calls, s.timed, s.seconds
         FROM (SELECT r.version AS hash, r.node, r.next_node AS next, SUM(r.calls) AS calls, SUM(r.timed) AS timed, SUM(r.seconds) AS seconds FROM flow_figures r WHERE ${where} AND r.kept = 'every' GROUP BY r.version, r.node, r.next_node) s
         LEFT JOIN (SELECT hash, MAX(version) AS version, MAX(flow_id) AS flow_id FROM flow_versions GROUP BY hash) v ON v.hash = s.hash LEFT JOIN flows f ON f.id = v.flow_id`,
        values,
      )),
    )
  return found
}

/** What the editor calls the nodes of these versions. */
async function titlesOf(manager: EntityManager, hashes: readonly string[]): Promise<Map<string, Record<string, string>>> {
  if (hashes.length === 0) return new Map()
  const versions = await manager.find(FlowVersionEntity, { where: { hash: In(hashes) }, order: { id: 'ASC' }, select: { id: true, hash: true, definition: true } })
  return new Map(versions.map(({ hash, definition }) => [hash, (definition['titles'] ?? {}) as Record<string, string>]))
}
