import { within } from '@app/service'
import { createClient, ErrorReply, MultiErrorReply } from 'redis'

type Client = ReturnType<typeof createClient>

export interface FactStreamOptions {
  /** `redis://host:port` */
  url: string
  /** Name of the Redis Stream. */
  stream: string
  /** Told when the connection goes or comes back; for the log. */
  onConnection?: (connected: boolean, why?: string) => void
}

export interface FollowOptions {
  /** Everybody in one group shares the facts; each group gets every fact. */
  group: string
  consumer: string
  /** Where a group that is new begins. */
  from: 'start' | 'now'
  /** Called one fact at a time, in order; a fact is acknowledged once this resolves, and given again after a pause when it rejects. */
  handle: (id: string, fact: unknown) => Promise<void>
  onError: (error: unknown, id?: string) => void
}

export interface Following {
  /** Resolves when the fact in hand is done and nothing more will be given. */
  stop(): Promise<void>
}

/** Redis is away at this moment: nothing was stored, try again later. */
export class FactsAway extends Error {
  constructor(stream: string, cause?: unknown) {
    super(`Redis is away; nothing was stored in ${stream}`, { cause })
  }
}

const RETRY_MS = 1_000
const LONGEST_RETRY_MS = 2_000
const BEAT_MS = 2_000
/** A Redis that does not answer within this time counts as away, also when its connection stands. */
const PATIENCE_MS = 3_000
const BLOCK_MS = 5_000
const FACT_FIELD = 'fact'

/**
 * A durable, ordered stream of facts over Redis Streams (https://redis.io/docs/latest/develop/data-types/streams/):
 * appended once by id, delivered at least once to every group. Needs a Redis that keeps its data (`appendonly yes`).
 */
export class FactStream {
  /** Null while Redis is away. */
  private client: Client | null = null
  private readonly followers = new Set<Following>()
  private readonly stopper = new AbortController()
  private started: Promise<void> | undefined
  private told: boolean | undefined

  constructor(private readonly options: FactStreamOptions) {}

  get connected(): boolean {
    return this.client?.isReady ?? false
  }

  /** Begins to connect, endlessly; does not wait. */
  start(): void {
    this.started ??= this.keepConnected()
  }

  /**
   * The id of the last fact ever appended, also when it was trimmed since; `0-0` for none.
   * @throws FactsAway
   */
  async lastId(): Promise<string> {
    try {
      const info = await this.ready().sendCommand(['XINFO', 'STREAM', this.options.stream])
      return lastGeneratedId(info)
    } catch (error) {
      if (error instanceof ErrorReply && error.message.includes('no such key')) return '0-0'
      throw this.asAway(error)
    }
  }

  /**
   * Stores a fact. With an id of its own a fact is stored once, however often it is appended: Redis refuses an id that is not larger than the last.
   * @throws FactsAway at once when Redis is away; nothing is queued in memory.
   */
  async append(fact: object, id = '*'): Promise<'stored' | 'already-there'> {
    return (await this.appendAll([{ fact, id }])) === 1 ? 'stored' : 'already-there'
  }

  /**
   * Stores facts in order, in one transaction; those whose id is not larger than the last are left out.
   * @returns how many were stored
   * @throws FactsAway when Redis is away; whether they were stored is then unknown, and appending the same ids again is safe.
   */
  async appendAll(facts: readonly { fact: object; id: string }[]): Promise<number> {
    if (facts.length === 0) return 0
    // One transaction: were a later fact stored without an earlier one, Redis would refuse the earlier one for ever.
    const transaction = this.ready().multi()
    for (const { fact, id } of facts) transaction.xAdd(this.options.stream, id, { [FACT_FIELD]: JSON.stringify(fact) })
    try {
      await transaction.exec()
      return facts.length
    } catch (error) {
      if (!(error instanceof MultiErrorReply)) throw this.asAway(error)
      const other = [...error.errors()].find((reply) => !isNotLarger(reply))
      if (other) throw other
      return facts.length - error.errorIndexes.length
    }
  }

  /** Keeps about the newest `facts` facts; give it far more than a group may ever be behind. */
  async trim(facts: number): Promise<void> {
    await this.ready().xTrim(this.options.stream, 'MAXLEN', facts, { strategyModifier: '~' })
  }

  /** How far a group is behind, in facts, counting those given but not acknowledged; null while it is not known. */
  async behind(group: string): Promise<number | null> {
    const groups = await this.ready().xInfoGroups(this.options.stream)
    const found = groups.find((entry) => String(entry.name) === group)
    if (!found) return null
    const lag = (found as { lag?: number | null }).lag
    return lag == null ? null : Number(lag) + Number(found.pending)
  }

  /** Delivers every fact to `handle`, at least once and in order, through all reconnects, until stopped. */
  follow(options: FollowOptions): Following {
    const stopper = new AbortController()
    const done = this.run(options, stopper.signal)
    const following: Following = {
      stop: async () => {
        stopper.abort()
        await done
        this.followers.delete(following)
      },
    }
    this.followers.add(following)
    return following
  }

  /** Stops all followers and closes the connection. */
  async stop(): Promise<void> {
    this.stopper.abort()
    await Promise.all([...this.followers].map((following) => following.stop()))
    await this.started
  }

  /** A fresh client for each connection, and a heart-beat: by itself the package waits for ever for a Redis that hangs. */
  private async keepConnected(): Promise<void> {
    const { signal } = this.stopper
    for (let failures = 0; !signal.aborted; failures++) {
      const client = newClient(this.options.url)
      try {
        const lost = new Promise<never>((_, reject) => client.once('error', reject))
        lost.catch(() => undefined) // nobody may be waiting for it at that moment
        await within(PATIENCE_MS, 'Redis', client.connect())
        this.client = client
        failures = 0
        this.tell(true)
        while (!signal.aborted) {
          await Promise.race([pause(BEAT_MS, signal), lost])
          if (!signal.aborted) await within(PATIENCE_MS, 'Redis', client.ping())
        }
      } catch (error) {
        if (!signal.aborted) this.tell(false, messageOf(error))
      } finally {
        this.client = null
        if (client.isOpen) client.destroy()
      }
      await pause(Math.min(100 * 2 ** failures, LONGEST_RETRY_MS), signal)
    }
  }

  private tell(connected: boolean, why?: string): void {
    if (this.told === connected) return
    this.told = connected
    this.options.onConnection?.(connected, why)
  }

  private async run(options: FollowOptions, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      // A blocking read holds its connection, so each follower has one of its own, made anew after each fault.
      const client = newClient(this.options.url)
      const destroy = () => client.destroy()
      try {
        signal.addEventListener('abort', destroy)
        await within(PATIENCE_MS, 'Redis', client.connect())
        await this.ensureGroup(client, options)
        await this.deliver(client, options, signal)
      } catch (error) {
        if (!signal.aborted) options.onError(error)
      } finally {
        signal.removeEventListener('abort', destroy)
        if (client.isOpen) client.destroy()
      }
      await pause(RETRY_MS, signal)
    }
  }

  private async ensureGroup(client: Client, { group, from }: FollowOptions): Promise<void> {
    try {
      await within(PATIENCE_MS, 'Redis', client.xGroupCreate(this.options.stream, group, from === 'start' ? '0' : '$', { MKSTREAM: true }))
    } catch (error) {
      if (!(error instanceof ErrorReply && error.message.startsWith('BUSYGROUP'))) throw error
    }
  }

  /** Facts given to anybody of this group before but never acknowledged come first, then new ones. */
  private async deliver(client: Client, options: FollowOptions, signal: AbortSignal): Promise<void> {
    await within(PATIENCE_MS, 'Redis', client.xAutoClaim(this.options.stream, options.group, options.consumer, 0, '0-0', { COUNT: 10_000 }))
    let after = '0'
    while (!signal.aborted) {
      const fresh = after === '>'
      const asked = client.xReadGroup(options.group, options.consumer, { key: this.options.stream, id: after }, { COUNT: 200, ...(fresh ? { BLOCK: BLOCK_MS } : {}) })
      const read = await within(PATIENCE_MS + (fresh ? BLOCK_MS : 0), 'Redis', asked)
      const messages = (read as { messages: { id: string; message: Record<string, string> | null }[] }[] | null)?.[0]?.messages ?? []
      if (!fresh && messages.length === 0) after = '>'
      for (const { id, message } of messages) {
        if (!(await this.give(id, message, options, signal))) return
        await within(PATIENCE_MS, 'Redis', client.xAck(this.options.stream, options.group, id))
        if (!fresh) after = id
      }
    }
  }

  /** False when stopped before the fact was handled. */
  private async give(id: string, message: Record<string, string> | null, options: FollowOptions, signal: AbortSignal): Promise<boolean> {
    const body = message?.[FACT_FIELD]
    if (body === undefined) return true // trimmed away while it was pending: nothing is left to give
    while (!signal.aborted) {
      try {
        await options.handle(id, JSON.parse(body))
        return true
      } catch (error) {
        options.onError(error, id)
        await pause(RETRY_MS, signal)
      }
    }
    return false
  }

  private ready(): Client {
    if (!this.client?.isReady) throw new FactsAway(this.options.stream)
    return this.client
  }

  private asAway(error: unknown): Error {
    return error instanceof ErrorReply || error instanceof FactsAway ? error : new FactsAway(this.options.stream, error)
  }
}

function newClient(url: string): Client {
  const client = createClient({
    url,
    disableOfflineQueue: true, // a command sent while Redis is away fails at once instead of waiting in memory
    socket: { connectTimeout: PATIENCE_MS, reconnectStrategy: false },
  })
  client.on('error', () => undefined) // whoever waits for a command is told; an unheard error would end the process
  return client as Client
}

function lastGeneratedId(info: unknown): string {
  const entries = Array.isArray(info) ? info : Object.entries(info as Record<string, unknown>).flat()
  const at = entries.findIndex((entry) => String(entry) === 'last-generated-id')
  return at < 0 ? '0-0' : String(entries[at + 1])
}

const isNotLarger = (error: unknown) => error instanceof ErrorReply && error.message.includes('equal or smaller')
const messageOf = (error: unknown) => (error instanceof Error ? error.message || error.constructor.name : String(error))

const pause = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    signal.addEventListener('abort', done)
  })
