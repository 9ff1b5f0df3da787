import { readFile, stat } from 'node:fs/promises'

const LOOK_MS = 1_000

/** Looks at a file each second and hands over what is new in it; what was handed over before stays in force while it cannot be read. */
export class WatchedFile {
  private seen = ''
  private why: string | null = null
  private timer: NodeJS.Timeout | undefined
  private stopped = false

  /**
   * @param take is given the text; what it rejects with counts as not read
   * @param onTrouble told once of each new reason why it cannot be read
   */
  constructor(
    private readonly file: string,
    private readonly take: (text: string) => void | Promise<void>,
    private readonly onTrouble: (why: string) => void,
  ) {}

  /** Why the file as it is now is not in force; null when it is, or when there never was one. */
  get trouble(): string | null {
    return this.why
  }

  /** Resolves after the first look. */
  start(): Promise<void> {
    return this.look()
  }

  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
  }

  private async look(): Promise<void> {
    try {
      await this.refresh()
      this.why = null
    } catch (error) {
      const neverThere = (error as NodeJS.ErrnoException).code === 'ENOENT' && this.seen === ''
      const why = neverThere ? null : error instanceof Error ? error.message : String(error)
      if (why !== null && why !== this.why) this.onTrouble(why)
      this.why = why
    }
    if (!this.stopped) this.timer = setTimeout(() => void this.look(), LOOK_MS)
  }

  private async refresh(): Promise<void> {
    const { mtimeMs, size, ino } = await stat(this.file)
    const mark = `${mtimeMs} ${size} ${ino}`
    if (mark === this.seen) return
    await this.take(await readFile(this.file, 'utf8'))
    this.seen = mark
  }
}
