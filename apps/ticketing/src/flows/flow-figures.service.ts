import { Injectable } from '@nestjs/common'
import type { FlowWay, JournalCall } from '@app/call-journal'
import { CALL_OUTCOMES, type FlowFigures } from '@app/contracts'
import { dayOf } from '@app/metrics'
import { refusal } from '@app/service'
import { MoreThanOrEqual, type EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import { FlowVersionEntity } from '../database/flow.entities.js'
import { FlowFigureEntity } from '../database/flow-figure.entities.js'
import { ZONE } from '../settings.js'
import { IN_THE_FLOW, wayFigures, WHOLE } from './way-figures.js'

const DAY_MS = 86_400_000

/** How calls go through a flow: which way, how long, and where they give up. */
@Injectable()
export class FlowFiguresService {
  constructor(private readonly database: Database) {}

  /** Adds one ended call; within the transaction that ends it, so that it counts once. */
  async add(tx: EntityManager, call: JournalCall, way: FlowWay): Promise<void> {
    if (way.version === null || call.endedAt === null || call.outcome === null) return
    const { day } = dayOf(new Date(call.arrivedAt * 1000), ZONE)
    for (const { node, next, seconds } of wayFigures(way, call.endedAt - call.arrivedAt, call.endedWhere ?? '', call.outcome))
      await tx.query(
        `INSERT INTO flow_figures (grain, kept, day, version, node, next_node, calls, timed, seconds) VALUES ('day', 'every', ?, ?, ?, ?, 1, ?, ?)
         ON DUPLICATE KEY UPDATE calls = calls + 1, timed = timed + VALUES(timed), seconds = seconds + VALUES(seconds)`,
        [day, way.version, node.slice(0, 40), next.slice(0, 40), seconds === null ? 0 : 1, seconds ?? 0],
      )
  }

  /** @throws RefusedError 404 for a version that is not there */
  async of(flowId: number, version: number, days: number, now = new Date()): Promise<FlowFigures> {
    const { manager } = this.database
    const row = await manager.findOneBy(FlowVersionEntity, { flowId, version })
    if (!row) throw refusal.notFound({ vi: 'phiên bản này', en: 'version' })
    const since = dayOf(new Date(now.getTime() - (days - 1) * DAY_MS), ZONE).day
    const figures = await manager.find(FlowFigureEntity, { where: { grain: 'day', kept: 'every', version: row.hash, day: MoreThanOrEqual(since) } })
    const whole = figures.filter(({ node }) => node === WHOLE)
    const steps = figures.filter(({ node }) => node !== WHOLE)
    const nodes = Object.fromEntries(
      [...new Set(steps.map(({ node }) => node))].map((node) => {
        const own = steps.filter((figure) => figure.node === node)
        const timed = sum(own.map(({ timed }) => timed))
        return [
          node,
          {
            came: sum(own.map(({ calls }) => calls)),
            hungUp: sum(own.filter(({ next }) => next === IN_THE_FLOW).map(({ calls }) => calls)),
            meanSeconds: timed === 0 ? null : sum(own.map(({ seconds }) => Number(seconds))) / timed,
          },
        ]
      }),
    )
    const ways = new Map<string, { from: string; to: string; calls: number }>()
    for (const { node, next, calls } of steps) {
      if (next.startsWith('*')) continue
      const way = ways.get(`${node}>${next}`) ?? { from: node, to: next, calls: 0 }
      ways.set(`${node}>${next}`, { ...way, calls: way.calls + calls })
    }
    const outcomes = Object.fromEntries(CALL_OUTCOMES.map((outcome) => [outcome, sum(whole.filter(({ next }) => next === outcome).map(({ calls }) => calls))]))
    return { version, days, calls: sum(whole.map(({ calls }) => calls)), nodes, ways: [...ways.values()], outcomes }
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
