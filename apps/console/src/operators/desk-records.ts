import { Injectable, Logger } from '@nestjs/common'
import { AfterCall, type LiveOperator } from '@app/contracts'
import { interfaceOf, pauseOf, userIdOf, type Mirror } from '@app/queue-mirror'
import { z } from 'zod'
import { Connections } from '../asterisk/connections.js'

const FAMILY = 'hotline-desk'

/** Longer than the setting says. `pausedAt`: epoch second of the pause it belongs to, so that it never makes another wrap-up longer. */
const LongerWrapUp = z.object({ pausedAt: z.number().int(), extraSeconds: z.number().int().positive(), times: z.number().int().positive() })
const DeskRecord = z.object({ afterCall: AfterCall.optional(), wrapUp: LongerWrapUp.optional() })
export type DeskRecord = z.infer<typeof DeskRecord>

/** What an operator wished that Asterisk itself has no word for. Kept in Asterisk's own database beside the pause it is about, so that a console that was restarted still knows it. */
@Injectable()
export class DeskRecords {
  private readonly log = new Logger(DeskRecords.name)
  private known = new Map<number, DeskRecord>()

  constructor(private readonly connections: Connections) {}

  get(userId: number): DeskRecord {
    return this.known.get(userId) ?? {}
  }

  withWish(): { userId: number; afterCall: AfterCall }[] {
    return [...this.known].flatMap(([userId, { afterCall }]) => (afterCall ? [{ userId, afterCall }] : []))
  }

  /** Stored in Asterisk before it is known here. */
  async put(userId: number, change: DeskRecord): Promise<void> {
    const record = { ...this.get(userId), ...change }
    const val = Buffer.from(JSON.stringify(record)).toString('base64')
    await this.connections.ami.action({ action: 'DBPut', family: FAMILY, key: String(userId), val })
    this.known.set(userId, record)
  }

  async dropWish(userId: number): Promise<void> {
    if (this.get(userId).afterCall) await this.put(userId, { afterCall: undefined })
  }

  /** Takes Asterisk's word for all of it. */
  async learn(): Promise<void> {
    const rows = await this.connections.ami.list({ action: 'DBGetTree', family: FAMILY }, 'DBGetTreeComplete')
    const learned = new Map<number, DeskRecord>()
    for (const row of rows) {
      const userId = Number(/\/(\d+)$/.exec(row['key'] ?? '')?.[1])
      const record = DeskRecord.safeParse(parse(row['val'] ?? ''))
      if (!userId) continue
      if (record.success) learned.set(userId, record.data)
      else this.log.warn(`op-${userId}: what the desk kept does not fit: ${record.error.message}`)
    }
    this.known = learned
  }

  /** Seconds by which this wrap-up is longer than the setting says, and how often it was made longer. */
  longer(mirror: Mirror, member: string): { extraSeconds: number; times: number } {
    const pause = pauseOf(Object.values(mirror.members[member] ?? {}))
    const { wrapUp } = this.get(userIdOf(member) ?? 0)
    return wrapUp && pause && wrapUp.pausedAt === pause.lastPause ? wrapUp : { extraSeconds: 0, times: 0 }
  }

  /** An operator as screens show it, with what is kept here. */
  shown(operator: LiveOperator, mirror: Mirror, mostTimes: number): LiveOperator {
    const { afterCall } = this.get(operator.userId)
    const left = operator.state === 'wrap-up' ? Math.max(0, mostTimes - this.longer(mirror, interfaceOf(operator.userId)).times) : undefined
    return { ...operator, ...(afterCall ? { afterCall } : {}), ...(left === undefined ? {} : { extensionsLeft: left }) }
  }
}

function parse(base64: string): unknown {
  try {
    return JSON.parse(Buffer.from(base64, 'base64').toString('utf8'))
  } catch {
    return null // what does not fit is told of by whoever asked
  }
}
