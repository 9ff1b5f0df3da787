import { readFileSync } from 'node:fs'
import { delimiter } from 'node:path'
import { z } from 'zod'

/** What whole-system tests must know of the stack that `npm test` started for them. */
export const StackDescription = z.object({
  /** The one public address. */
  address: z.string(),
  /** Where the trunk's calls go: `host:port`. */
  sipTarget: z.string(),
  /** Where the trunk takes Asterisk's own calls: `host:port`. */
  trunkContact: z.string(),
  /** Where a test may play a system outside, whom flows may ask: `host:port`. */
  outside: z.string(),
  /** Where a test may play the mail server: `host:port`. */
  mail: z.string(),
  /** One file `<part>.pid` for each running part. */
  runDir: z.string(),
  logDir: z.string(),
  seedPassword: z.string(),
  /** Asterisk's own files (`log/queue_log`, `recordings/`, `voicemail/`). */
  asteriskDir: z.string(),
  /** Asterisk's REST interface, as the apps use it. */
  ari: z.object({ address: z.string(), username: z.string(), password: z.string() }),
  /** Published flows. */
  flowsDir: z.string(),
  databaseUrl: z.string(),
  redisUrl: z.string(),
})
export type StackDescription = z.infer<typeof StackDescription>

/**
 * Reads the description of this worker's stack: `STACK_FILES` names one for each of jest's workers.
 * @throws Error when a whole-system test runs without a stack
 */
export function readStackDescription(): StackDescription {
  const file = process.env['STACK_FILES']?.split(delimiter)[Number(process.env['JEST_WORKER_ID']) - 1]
  if (!file) throw new Error('STACK_FILES names no stack for this worker: whole-system tests are run by `npm test -- system`')
  return StackDescription.parse(JSON.parse(readFileSync(file, 'utf8')))
}
