import type { Logger } from '@nestjs/common'
import type { Reply } from '@app/contracts'
import { refusal, RefusedError } from '@app/service'

/**
 * Every request over a socket gets an answer: what was asked for, or a refusal that a person understands.
 * @param what for the log: which request, of whom
 */
export async function answerRequest<T>(log: Logger, what: string, work: () => Promise<T>): Promise<Reply<T>> {
  try {
    return { ok: true, data: await work() }
  } catch (error) {
    if (error instanceof RefusedError) return { ok: false, failure: error.failure }
    log.error(`${what} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return { ok: false, failure: refusal.internal().failure }
  }
}
