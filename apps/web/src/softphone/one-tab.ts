const LOCK = 'hotline-softphone'

type Hooks = { held: () => void; lost: () => void }

/**
 * Only one tab of a browser may be the softphone, else two tabs take the line from each other and offers ring in the
 * one nobody looks at. Waits for its turn; `take` takes the turn from the tab that has it.
 */
export class OneTab {
  private waiting = new AbortController()
  private closed = false
  private release: (() => void) | null = null

  constructor(private readonly hooks: Hooks) {
    if (!navigator.locks) {
      // No secure context, so no microphone either: the desk says that instead.
      hooks.held()
      return
    }
    this.wait()
  }

  take(): void {
    this.waiting.abort()
    this.request({ steal: true })
  }

  close(): void {
    this.closed = true
    this.waiting.abort()
    this.release?.()
    this.release = null
  }

  private wait(): void {
    this.waiting = new AbortController()
    this.request({ signal: this.waiting.signal })
  }

  private request(options: LockOptions): void {
    navigator.locks
      .request(LOCK, options, () => {
        this.hooks.held()
        return new Promise<void>((resolve) => (this.release = resolve))
      })
      .catch((error: unknown) => {
        // AbortError: this page closed or waits no longer, or another tab took the turn; when that one closes, it comes back here.
        if (!(error instanceof DOMException) || error.name !== 'AbortError') throw error
        if (this.closed || options.signal?.aborted) return
        this.release = null
        this.hooks.lost()
        this.wait()
      })
  }
}
