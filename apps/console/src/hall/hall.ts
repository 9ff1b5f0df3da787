import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import type { LiveChanges, LiveHealth, LiveOperator, LiveSnapshot } from '@app/contracts'
import { carryMoments, differences, emptyMirror, fold, fromSnapshot, interfaceOf, liveOperator, liveQueue, memberNameOf, userIdOf, type AmiRow, type Mirror } from '@app/queue-mirror'
import { EventEmitter, once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Connections } from '../asterisk/connections.js'
import { DeskRecords } from '../operators/desk-records.js'
import { OperatorNames } from '../operators/operator-names.js'
import { SETTINGS, type ConsoleSettings } from '../settings.js'
import { LiveConsults } from '../talks/live-consults.js'
import { TalkHolds } from '../talks/talk-holds.js'

const CHECK_MS = 30_000
/** A difference that an event under way explains is gone after this time. */
const SECOND_LOOK_MS = 500
/** Changes within this time go out together. */
const COALESCE_MS = 80
/** How long an event is waited for that confirms what was asked of Asterisk. */
const CONFIRM_MS = 1_000
const RETRY_MS = 1_000

interface HallEvents {
  /** What changed, told together. */
  changes: [LiveChanges]
  snapshot: []
  /** Asterisk is back, and nothing was changed yet; the mirror as it was when it was lost. */
  back: [before: Mirror]
  /** The mirror is another one. */
  mirrored: []
  health: [LiveHealth]
}

/** What is true now in the queues: a mirror of Asterisk, told to whoever listens. */
@Injectable()
export class Hall implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly events = new EventEmitter<HallEvents>().setMaxListeners(0) // one for each operator whose change waits to be confirmed
  private readonly log = new Logger(Hall.name)
  private mirror: Mirror = emptyMirror()
  /** Events that came while a snapshot was under way. */
  private early: { event: AmiRow; at: number }[] | null = null
  private told = { queues: new Map<string, string>(), operators: new Map<number, string>() }
  private running: Promise<void> = Promise.resolve()
  private next: Promise<void> | undefined
  private telling: NodeJS.Timeout | undefined
  private checking: NodeJS.Timeout | undefined
  /** Of the others nothing is known yet, and trouble that nobody saw is told to nobody. */
  private health: LiveHealth = { asterisk: false, redis: true, ticketing: true, ivr: true }
  private mirrored = false
  /** The mirror when Asterisk was lost, until it is back. */
  private lost: Mirror | null = null

  constructor(
    @Inject(SETTINGS) private readonly settings: ConsoleSettings,
    private readonly connections: Connections,
    private readonly names: OperatorNames,
    private readonly records: DeskRecords,
    private readonly holds: TalkHolds,
    private readonly consults: LiveConsults,
  ) {
    holds.events.on('changed', () => this.tellSoon())
    consults.events.on('changed', () => this.tellSoon())
    const { ami } = connections
    ami.onEvent((event) => this.happened(event))
    ami.onConnected(() => this.begin())
    ami.onDisconnected(() => {
      if (this.mirrored) this.lost ??= this.mirror
      this.setHealth({ asterisk: false })
    })
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

  /** False until Asterisk was asked for the first time: before that the mirror is empty, which is not what is true. */
  get isKnown(): boolean {
    return this.mirrored
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
    const { extraSeconds } = this.records.longer(this.mirror, interfaceOf(userId))
    const operator = liveOperator(this.mirror, this.names.get(userId), this.settings.WRAP_UP_SECONDS + extraSeconds, Date.now())
    const held = operator.state === 'talking' ? this.holds.heldSince(memberNameOf(userId)) : null
    const consult = this.consults.of(userId)
    return this.records.shown({ ...operator, ...(consult && { consult }), ...(held === null ? {} : { heldSince: new Date(held).toISOString() }) }, this.mirror, this.settings.WRAP_UP_EXTRA_TIMES)
  }

  /** Everybody who is a member of a queue, in a talk or calls somebody. */
  operatorIds(): number[] {
    const ids = [...Object.keys(this.mirror.members), ...Object.keys(this.mirror.talks), ...Object.keys(this.mirror.ownCalls)].map(userIdOf).filter((id) => id !== null)
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

  /**
   * Takes Asterisk's word for everything; events meanwhile are folded in afterwards. Asked for while one is under way, another follows, for
   * the first may be older than what it is asked for.
   */
  refresh(): Promise<void> {
    this.next ??= this.running
      .catch(() => undefined) // its own askers are told
      .then(() => {
        this.next = undefined
        this.running = this.takeSnapshot()
        return this.running
      })
    return this.next
  }

  /** Waits until Asterisk's events confirm it; asks Asterisk itself where they do not. */
  async confirm(holds: (mirror: Mirror) => boolean): Promise<void> {
    const patience = AbortSignal.timeout(CONFIRM_MS)
    while (!holds(this.mirror) && !patience.aborted) await once(this.events, 'mirrored', { signal: patience }).catch(() => undefined)
    if (!holds(this.mirror)) await this.refresh()
  }

  /** After each connect, until it has worked or the connection is gone again. */
  private async begin(): Promise<void> {
    const { ami } = this.connections
    while (ami.connected) {
      try {
        await this.refresh()
        const { lost } = this
        this.lost = null
        // app_queue answers only once it has read the memberships that it had written down.
        if (lost) this.events.emit('back', lost)
        this.setHealth({ asterisk: ami.connected })
        this.events.emit('snapshot')
        return
      } catch (error) {
        this.log.warn(`no snapshot of Asterisk yet: ${String(error)}`)
        await pause(RETRY_MS)
      }
    }
  }

  private async takeSnapshot(): Promise<void> {
    this.early = []
    try {
      this.mirror = carryMoments(this.mirror, await this.askAsterisk())
    } finally {
      const early = this.early
      this.early = null
      for (const { event, at } of early) this.mirror = fold(this.mirror, event, at)
    }
    this.events.emit('mirrored')
    await Promise.all([this.names.learn(this.operatorIds()), this.records.learn()])
    this.mirrored = true
    this.tellSoon()
  }

  private async askAsterisk(): Promise<Mirror> {
    const { ami } = this.connections
    const [queues, channels] = await Promise.all([ami.list({ action: 'QueueStatus' }, 'QueueStatusComplete'), ami.list({ action: 'CoreShowChannels' }, 'CoreShowChannelsComplete')])
    return fromSnapshot({ queues, channels }, Date.now())
  }

  /** Only what differs at both of two looks is wrong: the hall never stands still, and an event may be under way. */
  private async check(): Promise<void> {
    const compare = async () => {
      const theirs = await this.askAsterisk()
      return differences(this.mirror, theirs)
    }
    const first = await compare()
    if (first.length === 0) return
    await pause(SECOND_LOOK_MS)
    const lasting = (await compare()).filter((difference) => first.includes(difference))
    if (lasting.length === 0) return
    for (const difference of lasting) this.log.warn(`mended: ${difference}`)
    await this.refresh()
  }

  private happened(event: AmiRow): void {
    const at = Date.now()
    if (event['event'] === 'FullyBooted') void this.begin() // it was not whole yet when we signed in
    if (this.early) {
      this.early.push({ event, at })
      return
    }
    const before = this.mirror
    this.mirror = fold(before, event, at)
    if (this.mirror === before) return
    this.events.emit('mirrored')
    this.tellSoon()
  }

  /** Something that an operator is shown with changed outside the mirror. */
  tellSoon(): void {
    this.telling ??= setTimeout(() => {
      this.telling = undefined
      this.tell()
    }, COALESCE_MS)
  }

  /** Tells whole objects, and only those that changed. */
  private tell(): void {
    if (!this.mirrored) return // an event folded into an empty mirror is not how it stands
    const queues = Object.keys(this.mirror.queues).map((name) => liveQueue(this.mirror, name)).filter((queue) => this.isNews(this.told.queues, queue.name, queue))
    const operators = [...new Set([...this.operatorIds(), ...this.told.operators.keys()])].map((userId) => this.operator(userId)).filter((operator) => this.isNews(this.told.operators, operator.userId, operator))
    if (queues.length > 0 || operators.length > 0) this.events.emit('changes', { queues, operators })
  }

  private isNews<K>(told: Map<K, string>, key: K, value: object): boolean {
    const text = JSON.stringify(value)
    if (told.get(key) === text) return false
    told.set(key, text)
    return true
  }
}
