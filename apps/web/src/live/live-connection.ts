import type { AfterCall, BrowserToServer, Changed, DialRequest, LiveOperator, Reply, ServerToBrowser, SetState, SipLine, TalkTarget } from '@app/contracts'
import { io, type Socket } from 'socket.io-client'
import { RefusedRequest, unreachable } from '../api/refused-request.js'
import { consultRequests } from './consult-requests.js'
import { supervisorRequests } from './supervisor-requests.js'
import { foldLive, NOTHING_LIVE, type LiveEvent, type LiveState } from './live-state.js'

const REPLY_WITHIN_MS = 8_000
/** It is written down, and this browser's own telephone answers. */
const DIAL_WITHIN_MS = 15_000
const AWAKE_WITHIN_MS = 3_000

type Hooks = { changed: (change: Changed) => void; reconnected: () => void; refused: () => void }

/** The socket to `apps/console`, and the live state folded from it. One for a signed-in page. */
export class LiveConnection {
  private readonly socket: Socket<ServerToBrowser, BrowserToServer>
  private readonly listeners = new Set<() => void>()
  private state: LiveState = NOTHING_LIVE
  private wasLive = false
  private retry: ReturnType<typeof setTimeout> | undefined

  constructor(hooks: Hooks) {
    this.socket = io({ path: '/socket.io', autoConnect: false, reconnectionDelay: 500, reconnectionDelayMax: 5_000, transports: ['websocket', 'polling'] })
    this.socket.on('connect', () => {
      this.fold({ type: 'connected' })
      if (this.wasLive) hooks.reconnected()
      this.wasLive = true
    })
    this.socket.on('disconnect', (reason) => {
      this.fold({ type: 'disconnected', at: Date.now() })
      // socket.io does not come back by itself when the server said good-bye.
      if (reason === 'io server disconnect') this.retry = setTimeout(() => this.socket.connect(), 2_000)
    })
    this.socket.on('connect_error', () => {
      this.fold({ type: 'disconnected', at: Date.now() })
      if (this.socket.active) return
      hooks.refused()
      this.retry = setTimeout(() => this.socket.connect(), 5_000)
    })
    this.socket.on('live.snapshot', (snapshot) => this.fold({ type: 'snapshot', snapshot, receivedAt: Date.now() }))
    this.socket.on('live.changes', (changes) => this.fold({ type: 'changes', changes }))
    this.socket.on('live.health', (health) => {
      const behind = this.state.behindSince !== null
      this.fold({ type: 'health', health, at: Date.now() })
      // Nobody told what changed meanwhile.
      if (behind && this.state.behindSince === null) hooks.reconnected()
    })
    this.socket.on('me', (me) => this.fold({ type: 'me', me }))
    this.socket.on('listening', (listening) => this.fold({ type: 'listening', listening }))
    this.socket.on('consult', (consult) => this.fold({ type: 'consult', consult }))
    this.socket.on('changed', (change) => hooks.changed(change))
  }

  get supervisor() {
    return supervisorRequests(this.socket, this.answered, (event) => this.fold(event))
  }

  get consult() {
    return consultRequests(this.socket, this.answered, (event) => this.fold(event))
  }

  open(): void {
    this.socket.connect()
  }

  close(): void {
    clearTimeout(this.retry)
    this.socket.disconnect()
  }

  readonly getState = (): LiveState => this.state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** @throws RefusedRequest */
  async setState(request: SetState): Promise<LiveOperator> {
    const me = await this.answered<LiveOperator>(this.socket.timeout(REPLY_WITHIN_MS).emitWithAck('state.set', request))
    this.fold({ type: 'me', me })
    return me
  }

  /** For when the call and its wrap-up are over; null takes a wish back. @throws RefusedRequest */
  async setAfterCall(wish: AfterCall | null): Promise<LiveOperator> {
    const me = await this.answered<LiveOperator>(this.socket.timeout(REPLY_WITHIN_MS).emitWithAck('state.after-call', { wish }))
    this.fold({ type: 'me', me })
    return me
  }

  /** @throws RefusedRequest */
  async extendWrapUp(): Promise<LiveOperator> {
    const me = await this.answered<LiveOperator>(this.socket.timeout(REPLY_WITHIN_MS).emitWithAck('wrap-up.extend'))
    this.fold({ type: 'me', me })
    return me
  }

  /** That an ear ended by itself is seen. */
  readonly earOverSeen = (): void => this.fold({ type: 'ear-over-seen' })

  /** The difference that was found after a reconnect is seen. */
  resyncSeen(): void {
    this.fold({ type: 'resync-seen' })
  }

  /** Hands the citizen of the present talk on. @throws RefusedRequest */
  async transfer(target: TalkTarget): Promise<void> {
    const me = await this.answered<LiveOperator>(this.socket.timeout(REPLY_WITHIN_MS).emitWithAck('talk.transfer', target))
    this.fold({ type: 'me', me })
  }

  /** Calls somebody; resolves when this operator's own telephone is in the call. @throws RefusedRequest */
  async dial(request: DialRequest): Promise<void> {
    const me = await this.answered<LiveOperator>(this.socket.timeout(DIAL_WITHIN_MS).emitWithAck('talk.dial', request))
    this.fold({ type: 'me', me })
  }

  /** After a sleep: a socket that does not answer at once is made anew, not at its next heart-beat. @param shown what the screen showed of this operator before */
  wake(shown: LiveOperator | null): void {
    this.fold({ type: 'woke', shown })
    if (!this.socket.connected) {
      this.socket.connect()
      return
    }
    this.socket.timeout(AWAKE_WITHIN_MS).emitWithAck('live.refresh').catch(() => this.socket.disconnect().connect())
  }

  /** A fresh line for this browser's softphone. @throws RefusedRequest */
  registerSoftphone(): Promise<SipLine> {
    return this.answered<SipLine>(this.socket.timeout(REPLY_WITHIN_MS).emitWithAck('softphone.register'))
  }

  private readonly answered = async <T>(pending: Promise<Reply<T>>): Promise<T> => {
    const reply = await pending.catch(() => {
      throw unreachable()
    })
    if (!reply.ok) throw new RefusedRequest(409, reply.failure)
    return reply.data
  }

  private fold(event: LiveEvent): void {
    this.state = foldLive(this.state, event)
    for (const listener of this.listeners) listener()
  }
}
