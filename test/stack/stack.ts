import { readFileSync } from 'node:fs'
import { maskNumber } from '@app/persons-data'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readStackDescription } from '../../launcher/stack-description.js'
import { SippCaller, type DialOptions } from '../callers/sipp-caller.js'
import type { Operator } from '../operators/operator.js'
import { expectEventually } from './expect-eventually.js'

const stack = readStackDescription()

export const address = stack.address
export const password = stack.seedPassword
/** Where Asterisk's own calls on the trunk arrive, `host:port`. */
export const trunkContact = stack.trunkContact
/** Where a test may play a system whom flows ask, `host:port`. */
export const outside = stack.outside
/** Where Hotline gives its mails; a test may play a mail server there, `host:port`. */
export const mail = stack.mail
/** Asterisk itself, for what no test should have left there. */
export const ari = stack.ari
/** Where notes on this stack may be kept between files. */
export const notesDir = stack.runDir
/** The database, for what only it knows. */
export const databaseUrl = stack.databaseUrl
/** What Asterisk wrote of every call. */
export const queueLogFile = join(stack.asteriskDir, 'log/queue_log')

/** A citizen dials 1022 on the trunk, and speaks a tone so that it can be told whether anybody hears. */
export function dial(from: string, options: Partial<DialOptions> = {}): Promise<SippCaller> {
  return SippCaller.dial({ from, target: stack.sipTarget, hertz: 440, ...options })
}

/** @throws Error while there is none: to signal 0 would be to signal ourselves */
function pidOf(part: string): number {
  const pid = Number(readFileSync(join(stack.runDir, `${part}.pid`), 'utf8'))
  if (!Number.isInteger(pid) || pid <= 1) throw new Error(`${part} has no process`)
  return pid
}

const PARTS = ['ivr', 'console', 'ticketing', 'asterisk', 'redis', 'mariadb', 'edge'] as const
export type Part = (typeof PARTS)[number]

/** A part that hangs: its connections stay open and nothing is answered. */
export const freeze = (part: Part): void => void process.kill(pidOf(part), 'SIGSTOP')
export const thaw = (part: Part): void => void process.kill(pidOf(part), 'SIGCONT')

/** What a test that failed may have left hanging. */
export const thawAll = (): void => PARTS.forEach(thaw)

/** `kill -9` of one part; resolves when its supervisor has started it again. */
export async function kill(part: Part): Promise<void> {
  const before = pidOf(part)
  process.kill(before, 'SIGKILL')
  await expectEventually(() => {
    if (pidOf(part) === before) throw new Error(`${part} was not started again`)
  })
}

/** `kill -9` of one part, whose next process is stopped in its start: it is away until it is thawed. */
export async function takeAway(part: Part): Promise<void> {
  const before = pidOf(part)
  process.kill(before, 'SIGKILL')
  await expectEventually(
    () => {
      if (pidOf(part) === before) throw new Error(`${part} was not started again`)
      freeze(part)
    },
    15_000,
    10,
  )
}

/** Size on disk of the recording begun last. */
export async function newestRecordingBytes(): Promise<number> {
  const folder = join(stack.asteriskDir, 'recordings')
  const files = await Promise.all((await readdir(folder)).map((name) => stat(join(folder, name))))
  return files.sort((a, b) => b.birthtimeMs - a.birthtimeMs)[0]?.size ?? 0
}

/** Every app says that it and its parts are well. */
export async function untilHealthy(timeout = 60_000): Promise<void> {
  await expectEventually(async () => {
    for (const app of ['ticketing', 'console', 'ivr']) {
      const answer = await fetch(`${address}/health/${app}`)
      if (!answer.ok) throw new Error(`${app}: ${answer.status} ${await answer.text()}`)
    }
  }, timeout)
}

/** The IVR serves what was published last. */
export async function untilFlowIsServed(): Promise<void> {
  const { numbers } = JSON.parse(readFileSync(join(stack.flowsDir, 'published.json'), 'utf8')) as { numbers: Record<string, string> }
  await expectEventually(async () => {
    const { parts } = (await (await fetch(`${address}/health/ivr`)).json()) as { parts: Record<string, { detail?: string }> }
    for (const [number, hash] of Object.entries(numbers)) if (!parts['flow']?.detail?.includes(`${number}: ${hash}`)) throw new Error(`the IVR serves ${parts['flow']?.detail}, not ${hash}`)
  })
}

/** The operator's screen shows this caller waiting, for at least so many seconds. */
export async function untilWaiting(operator: Operator, number: string, seconds: number): Promise<void> {
  await expectEventually(async () => {
    const rows = await operator.waiting()
    const row = rows.find((entry) => entry.number === maskNumber(number))
    if (!row) throw new Error(`${number} does not wait on the screen: ${JSON.stringify(rows)}`)
    if (row.seconds < seconds) throw new Error(`${number} waits for ${row.seconds} s only`)
  }, (seconds + 40) * 1000)
}
