/** A gap in the air is over by itself within this time. */
const PATIENCE_MS = 1_500
const MEND_WITHIN_MS = 7_000

type Hooks = {
  /** Whether sound goes between here and Asterisk. */
  told: (well: boolean) => void
  /** Looks for another way to Asterisk; false: not possible now. */
  mend: () => boolean
  /** Nothing helped. */
  giveUp: () => void
}

/** Watches a talk's way to Asterisk: when the network changes it is looked for anew, and where that does not help the talk goes on in a new leg. */
export class ConnectionGuard {
  private readonly over = new AbortController()
  private timer: ReturnType<typeof setTimeout> | undefined
  private brokenAt: number | null = null

  constructor(
    private readonly connection: RTCPeerConnection,
    private readonly hooks: Hooks,
  ) {
    connection.addEventListener('iceconnectionstatechange', () => this.look(), { signal: this.over.signal })
    window.addEventListener('online', () => this.look(), { signal: this.over.signal })
  }

  /** The line may be there again. */
  look(): void {
    const { iceConnectionState: state } = this.connection
    clearTimeout(this.timer)
    if (state !== 'disconnected' && state !== 'failed') {
      if (this.brokenAt !== null && (state === 'connected' || state === 'completed')) {
        this.brokenAt = null
        this.hooks.told(true)
      }
      return
    }
    if (this.brokenAt === null) {
      this.brokenAt = Date.now()
      this.hooks.told(false)
    }
    const brokenFor = Date.now() - this.brokenAt
    if (brokenFor >= MEND_WITHIN_MS) return this.hooks.giveUp()
    if (brokenFor >= PATIENCE_MS) this.hooks.mend()
    this.timer = setTimeout(() => this.look(), brokenFor < PATIENCE_MS ? PATIENCE_MS - brokenFor : MEND_WITHIN_MS - brokenFor)
  }

  stop(): void {
    clearTimeout(this.timer)
    this.over.abort()
  }
}
