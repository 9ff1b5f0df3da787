import { readFileSync } from 'node:fs'
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
  /** Published flows. */
  flowsDir: z.string(),
  databaseUrl: z.string(),
  redisUrl: z.string(),
})
export type StackDescription = z.infer<typeof StackDescription>

/** Reads the description that `STACK_FILE` names. @throws Error when a whole-system test runs without a stack */
export function readStackDescription(): StackDescription {
  const file = process.env['STACK_FILE']
  if (!file) throw new Error('STACK_FILE is not set: whole-system tests are run by `npm test -- system`')
  return StackDescription.parse(JSON.parse(readFileSync(file, 'utf8')))
}
