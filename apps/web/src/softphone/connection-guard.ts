/** A gap in the air is over by itself within this time, and a new leg has found its way. */
const PATIENCE_MS = 1_500
const GIVE_UP_MS = 7_000

type Hooks = {
  /** Sound goes between here and Asterisk. */
  found: () => void
  /** Sound that went does not go, or goes again. */
  told: (well: boolean) => void
  /** Looks for another way to Asterisk; false: not possible now. */
  mend: () => boolean
  /** Nothing helped. @param everWell sound has gone this way before */
  giveUp: (everWell: boolean) => void
}

/** Watches a talk's way to Asterisk: when the network changes it is looked for anew, and where that does not help the talk goes on in a new leg. */
export class ConnectionGuard {
  private readonly over = new AbortController()
  private timer: ReturnType<typeof setTimeout> | undefined
  private awaySince: number | null = null
  private told = false
  private everWell = false

  constructor(
    private readonly connection: RTCPeerConnection,
    private readonly hooks: Hooks,
  ) {
    connection.addEventListener('iceconnectionstatechange', () => this.look(), { signal: this.over.signal })
    window.addEventListener('online', () => this.look(), { signal: this.over.signal })
    this.look()
  }

  /** The line may be there again. */
  look(): void {
    const { iceConnectionState: state } = this.connection
    clearTimeout(this.timer)
    if (state === 'closed') return
    if (state === 'connected' || state === 'completed') return this.well()
    this.awaySince ??= Date.now()
    const awayFor = Date.now() - this.awaySince
    // A way that is looked for (new, checking) is not lost yet.
    if (!this.told && (state === 'disconnected' || state === 'failed' || awayFor >= PATIENCE_MS)) {
      this.told = true
      this.hooks.told(false)
    }
    if (awayFor >= GIVE_UP_MS) return this.hooks.giveUp(this.everWell)
    if (this.everWell && awayFor >= PATIENCE_MS) this.hooks.mend()
    this.timer = setTimeout(() => this.look(), awayFor < PATIENCE_MS ? PATIENCE_MS - awayFor : GIVE_UP_MS - awayFor)
  }

  stop(): void {
    clearTimeout(this.timer)
    this.over.abort()
  }

  private well(): void {
    this.everWell = true
    this.awaySince = null
    this.hooks.found()
    if (!this.told) return
    this.told = false
    this.hooks.told(true)
  }
}
