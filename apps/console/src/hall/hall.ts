import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import type { LiveHealth, LiveOperator, LiveQueue, LiveSnapshot } from '@app/contracts'
import { differences, emptyMirror, fold, fromSnapshot, liveOperator, liveQueue, userIdOf, type AmiRow, type Mirror } from '@app/queue-mirror'
import { EventEmitter } from 'node:events'
import { Connections } from '../asterisk/connections.js'
import { OperatorNames } from '../operators/operator-names.js'
import { SETTINGS, type ConsoleSettings } from '../settings.js'

const CHECK_MS = 30_000
/** Changes within this time go out together. */
const COALESCE_MS = 80

interface HallEvents {
  queue: [LiveQueue]
  operator: [LiveOperator]
  snapshot: []
  health: [LiveHealth]
}

/** What is true now in the queues: a mirror of Asterisk, told to whoever listens. */
@Injectable()
export class Hall implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly events = new EventEmitter<HallEvents>()
  private readonly log = new Logger(Hall.name)
  private mirror: Mirror = emptyMirror()
  /** Events that came while a snapshot was under way. */
  private early: { event: AmiRow; at: number }[] | null = null
  private told = { queues: new Map<string, string>(), operators: new Map<number, string>() }
  private telling: NodeJS.Timeout | undefined
  private checking: NodeJS.Timeout | undefined
  private health: LiveHealth = { asterisk: false, redis: false, ivr: false }

  constructor(
    @Inject(SETTINGS) private readonly settings: ConsoleSettings,
    private readonly connections: Connections,
    private readonly names: OperatorNames,
  ) {
    const { ami } = connections
    ami.onEvent((event) => this.happened(event))
    ami.onConnected(async () => {
      await this.refresh()
      this.setHealth({ asterisk: true })
    })
    ami.onDisconnected(() => this.setHealth({ asterisk: false }))
  }

  onApplicationBootstrap(): void {
    this.checking = setInterval(() => {
      if (this.connections.ami.connected) this.check().catch((error: unknown) => this.log.warn(`the check against Asterisk failed: ${String(error)}`))
    }, CHECK_MS)
  }

  onApplicationShutdown(): void {
    clearInterval(this.checking)
    clearTimeout(this.telling)
  }

  /** The mirror as it is; never change it. */
  get now(): Mirror {
    return this.mirror
  }

  snapshot(): LiveSnapshot {
    return {
      at: new Date().toISOString(),
      queues: Object.keys(this.mirror.queues).sort().map((name) => liveQueue(this.mirror, name)),
      operators: this.operatorIds().map((userId) => this.operator(userId)),
      health: this.health,
    }
  }

  operator(userId: number): LiveOperator {
    return liveOperator(this.mirror, this.names.get(userId), this.settings.WRAP_UP_SECONDS, Date.now())
  }

  /** Everybody who is a member of a queue or in a talk. */
  operatorIds(): number[] {
    const ids = [...Object.keys(this.mirror.members), ...Object.keys(this.mirror.talks)].map(userIdOf).filter((id) => id !== null)
    return [...new Set(ids)].sort((a, b) => a - b)
  }

  setHealth(change: Partial<LiveHealth>): void {
    const health = { ...this.health, ...change }
    if (JSON.stringify(health) === JSON.stringify(this.health)) return
    this.health = health
    this.events.emit('health', health)
  }

  get currentHealth(): LiveHealth {
    return this.health
  }

  /** Takes Asterisk's word for everything. Events meanwhile are folded in afterwards. */
  async refresh(): Promise<void> {
    if (this.early) return // one is under way, and it is fresh enough
    this.early = []
    try {
      this.mirror = await this.askAsterisk()
    } finally {
      const early = this.early
      this.early = null
      for (const { event, at } of early) this.mirror = fold(this.mirror, event, at)
    }
    await this.names.learn(this.operatorIds())
    this.told = { queues: new Map(), operators: new Map() }
    this.events.emit('snapshot')
    this.tellSoon()
  }

  private async askAsterisk(): Promise<Mirror> {
    const { ami } = this.connections
    const [queues, channels] = await Promise.all([ami.list({ action: 'QueueStatus' }, 'QueueStatusComplete'), ami.list({ action: 'CoreShowChannels' }, 'CoreShowChannelsComplete')])
    return fromSnapshot({ queues, channels }, Date.now())
  }

  private async check(): Promise<void> {
    const before = this.mirror
    const theirs = await this.askAsterisk()
    if (this.mirror !== before) return // something happened meanwhile: not comparable, the next check will be
    const found = differences(this.mirror, theirs)
    if (found.length === 0) return
    for (const difference of found) this.log.warn(`mended: ${difference}`)
    await this.refresh()
  }

  private happened(event: AmiRow): void {
    const at = Date.now()
    if (this.early) this.early.push({ event, at })
    else {
      const before = this.mirror
      this.mirror = fold(before, event, at)
      if (this.mirror !== before) this.tellSoon()
    }
    if (event['event'] === 'FullyBooted') this.refresh().catch((error: unknown) => this.log.warn(`no snapshot after Asterisk's start: ${String(error)}`))
  }

  private tellSoon(): void {
    this.telling ??= setTimeout(() => {
      this.telling = undefined
      this.tell()
    }, COALESCE_MS)
  }

  /** Tells whole objects, and only those that changed. */
  private tell(): void {
    for (const name of Object.keys(this.mirror.queues)) {
      const queue = liveQueue(this.mirror, name)
      if (this.isNews(this.told.queues, name, queue)) this.events.emit('queue', queue)
    }
    for (const userId of new Set([...this.operatorIds(), ...this.told.operators.keys()])) {
      const operator = this.operator(userId)
      if (this.isNews(this.told.operators, userId, operator)) this.events.emit('operator', operator)
    }
  }

  private isNews<K>(told: Map<K, string>, key: K, value: object): boolean {
    const text = JSON.stringify(value)
    if (told.get(key) === text) return false
    told.set(key, text)
    return true
  }
}
