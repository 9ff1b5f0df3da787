import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream, mkdirSync, renameSync, rmSync, writeFileSync, type WriteStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { nextDelay } from './back-off.js'
import { Trouble } from './trouble.js'

/** A process that must be there. */
export interface PartSpec {
  name: string
  command: string
  args: string[]
  env?: NodeJS.ProcessEnv
  /** Resolves when the part does its work; asked again until then. Rejecting means not yet. */
  ready: () => Promise<void>
  /** A part that ends with this status will not do better when started again. */
  hopelessStatus?: number
  stopSignal?: NodeJS.Signals
}

export interface SupervisorOptions {
  runDir: string
  logDir: string
}

interface Running {
  spec: PartSpec
  child: ChildProcess
  startedAt: number
  crashes: number
  log: WriteStream
  lastLines: string[]
  gone: Promise<void>
  hopeless: boolean
}

const STOP_PATIENCE_MS = 15_000

/** Keeps processes running: starts them again when they end, at once the first time, then with growing pauses; stops them in reverse order. */
export class Supervisor {
  private readonly parts = new Map<string, Running>()
  private readonly timers = new Set<NodeJS.Timeout>()
  private stopping = false
  /** Told when a part ended by itself. */
  onRestart: (part: string, how: string, inMilliseconds: number) => void = () => undefined

  constructor(private readonly options: SupervisorOptions) {
    mkdirSync(options.runDir, { recursive: true })
    mkdirSync(options.logDir, { recursive: true })
  }

  /** Starts a part and waits until it is ready. @throws Trouble with its last lines when it does not get there in time */
  async start(spec: PartSpec, patienceMs = 60_000): Promise<void> {
    this.launch(spec, 0)
    const until = Date.now() + patienceMs
    let why: unknown
    while (Date.now() < until && !this.stopping) {
      const running = this.parts.get(spec.name)
      if (running?.hopeless || (running && running.crashes > 3)) break
      try {
        await spec.ready()
        return
      } catch (error) {
        why = error
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
    const lines = this.parts.get(spec.name)?.lastLines.join('\n  ') ?? ''
    throw new Trouble(`${spec.name} did not start: ${why instanceof Error ? why.message : String(why)}.\n  ${lines}\nThe whole log: ${join(this.options.logDir, `${spec.name}.log`)}`)
  }

  /** Whether nothing was started yet. */
  get isEmpty(): boolean {
    return this.parts.size === 0
  }

  pidOf(name: string): number | undefined {
    return this.parts.get(name)?.child.pid
  }

  /** Ends every part, the last started first; a part that does not end in time is killed. */
  async stop(): Promise<void> {
    this.stopping = true
    for (const timer of this.timers) clearTimeout(timer)
    for (const running of [...this.parts.values()].reverse()) {
      if (running.child.exitCode === null && running.child.signalCode === null) {
        running.child.kill(running.spec.stopSignal ?? 'SIGTERM')
        const last = setTimeout(() => running.child.kill('SIGKILL'), STOP_PATIENCE_MS)
        await running.gone
        clearTimeout(last)
      }
      running.log.end()
      rmSync(this.pidFile(running.spec.name), { force: true })
    }
  }

  private launch(spec: PartSpec, crashes: number): void {
    const log = createWriteStream(join(this.options.logDir, `${spec.name}.log`), { flags: 'a' })
    // A process group of its own: Ctrl-C on the terminal reaches only us, and we stop the parts in order.
    const child = spawn(spec.command, spec.args, { env: spec.env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    const running: Running = { spec, child, startedAt: Date.now(), crashes, log, lastLines: [], hopeless: false, gone: new Promise((resolve) => child.once('close', () => resolve())) }
    this.parts.set(spec.name, running)
    if (child.pid) this.notePid(spec.name, child.pid)
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue
      createInterface({ input: stream }).on('line', (line) => {
        log.write(`${line}\n`)
        running.lastLines.push(line)
        if (running.lastLines.length > 12) running.lastLines.shift()
      })
    }
    child.once('error', (error) => running.lastLines.push(String(error)))
    child.once('close', (code, signal) => this.ended(running, code, signal))
  }

  private ended(running: Running, code: number | null, signal: NodeJS.Signals | null): void {
    if (this.stopping) return
    const { spec } = running
    running.hopeless = spec.hopelessStatus !== undefined && code === spec.hopelessStatus
    const { crashes, delay } = nextDelay(running.crashes, Date.now() - running.startedAt)
    running.crashes = crashes
    const how = signal ? `was ended by ${signal}` : `ended with status ${code}`
    running.log.end(`--- ${spec.name} ${how}; started again in ${delay} ms\n`)
    this.onRestart(spec.name, how, delay)
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      this.launch(spec, crashes)
    }, delay)
    this.timers.add(timer)
  }

  /** In one step, so that nobody reads half of it. */
  private notePid(name: string, pid: number): void {
    const file = this.pidFile(name)
    writeFileSync(`${file}.new`, String(pid))
    renameSync(`${file}.new`, file)
  }

  private pidFile(name: string): string {
    return join(this.options.runDir, `${name}.pid`)
  }
}
