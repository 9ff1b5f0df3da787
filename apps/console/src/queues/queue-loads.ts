import { Inject, Injectable } from '@nestjs/common'
import type { QueueState } from '@app/contracts'
import { estimateWait, stateOf } from '@app/queue-mirror'
import { refusal } from '@app/service'
import { Connections } from '../asterisk/connections.js'
import { Hall } from '../hall/hall.js'
import { SETTINGS, type ConsoleSettings } from '../settings.js'

/** In a surge everybody asks: Asterisk is asked once for all of them. */
const FRESH_MS = 1_000
const TAKES_CALLS = new Set(['available', 'offered', 'talking', 'wrap-up'])

/** How it stands in each queue, and how long one would wait. */
@Injectable()
export class QueueLoads {
  private readonly talks = new Map<string, { at: number; seconds: Promise<number> }>()

  constructor(
    @Inject(SETTINGS) private readonly settings: ConsoleSettings,
    private readonly connections: Connections,
    private readonly hall: Hall,
  ) {}

  /** @throws RefusedError 503 while Asterisk is away */
  async of(queue: string): Promise<QueueState> {
    if (!this.connections.ami.connected) throw refusal.unavailable('asterisk-away', { vi: 'Tổng đài tạm thời mất kết nối.', en: 'Asterisk is away for the moment.' })
    const talkSeconds = await this.talkSeconds(queue)
    const mirror = this.hall.now
    const states = Object.entries(mirror.members).filter(([, memberships]) => Object.hasOwn(memberships, queue)).map(([member]) => stateOf(mirror, member))
    const operators = states.filter((state) => TAKES_CALLS.has(state)).length
    const waiting = mirror.queues[queue]?.length ?? 0
    const free = states.filter((state) => state === 'available').length
    return { waiting, operators, waitSeconds: estimateWait({ ahead: waiting, operators, free, talkSeconds, wrapUpSeconds: this.settings.WRAP_UP_SECONDS }) }
  }

  /** app_queue's own mean of the last talks: it outlives every process of ours. */
  private talkSeconds(queue: string): Promise<number> {
    const known = this.talks.get(queue)
    if (known && Date.now() - known.at < FRESH_MS) return known.seconds
    const seconds = this.connections.ami.list({ action: 'QueueSummary', queue }, 'QueueSummaryComplete').then(([row]) => Number(row?.['talktime'] ?? 0))
    this.talks.set(queue, { at: Date.now(), seconds })
    seconds.catch(() => this.talks.delete(queue)) // told to whoever asked
    return seconds
  }
}
