import { Logger } from '@nestjs/common'
import type { HealthRegister } from './health-register.js'

/** Work that is looked for again and again; what is to be done stands elsewhere, so nothing is lost when it ends. */
export class RepeatedWork {
  private readonly log: Logger
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> | undefined
  private stopped = true
  private trouble: string | undefined

  /**
   * @param every milliseconds between the end of a run and the next
   * @param run is never under way twice
   * @param essential whether the app is ill while it fails; else its health says why, and no more
   */
  constructor(
    private readonly name: string,
    private readonly every: number,
    health: HealthRegister,
    private readonly run: () => Promise<void>,
    { essential = true }: { essential?: boolean } = {},
  ) {
    this.log = new Logger(name)
    health.part(name, () => (this.trouble === undefined ? { ok: true } : { ok: !essential, detail: this.trouble }))
  }

  start(): void {
    this.stopped = false
    this.again()
  }

  /** A run that takes long looks at this. */
  get isStopped(): boolean {
    return this.stopped
  }

  async stop(): Promise<void> {
    this.stopped = true
    clearTimeout(this.timer)
    await this.running
  }

  private again(): void {
    this.timer = setTimeout(() => {
      this.running = this.run()
        .then(
          () => (this.trouble = undefined),
          (error: unknown) => this.note(error),
        )
        .then(() => {
          if (!this.stopped) this.again()
        })
    }, this.every)
  }

  private note(error: unknown): void {
    const trouble = error instanceof Error ? error.message : String(error)
    if (trouble !== this.trouble) this.log.error(`it waits: ${trouble}`)
    this.trouble = trouble
  }
}
