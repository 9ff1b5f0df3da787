const LOCK = 'hotline-softphone'

type Hooks = { held: () => void; lost: () => void }

/**
 * Only one tab of a browser may be the softphone, else two tabs take the line from each other and offers ring in the
 * one nobody looks at. Waits for its turn; `take` takes the turn from the tab that has it.
 */
export class OneTab {
  private readonly waiting = new AbortController()
  private release: (() => void) | null = null

  constructor(private readonly hooks: Hooks) {
    if (!navigator.locks) {
      // No secure context, so no microphone either: the desk says that instead.
      hooks.held()
      return
    }
    this.request({ signal: this.waiting.signal })
  }

  take(): void {
    this.request({ steal: true })
  }

  close(): void {
    this.waiting.abort()
    this.release?.()
    this.release = null
  }

  private request(options: LockOptions): void {
    navigator.locks
      .request(LOCK, options, () => {
        this.hooks.held()
        return new Promise<void>((resolve) => (this.release = resolve))
      })
      .catch((error: unknown) => {
        // AbortError: either this page closed, or another tab took the turn.
        if (!(error instanceof DOMException) || error.name !== 'AbortError') throw error
        if (!this.waiting.signal.aborted) {
          this.release = null
          this.hooks.lost()
        }
      })
  }
}
