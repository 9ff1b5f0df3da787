import { sessionFromCookieHeader } from '@app/access'
import { Session } from '@app/contracts'

/** A browser waits for its socket. */
const PATIENCE_MS = 3_000

/**
 * Whom a cookie speaks for, asked of ticketing too, which knows whether the account was disabled meanwhile and where the person works now.
 * While ticketing is away the cookie alone counts: nobody loses a call because of it.
 * @returns null for nobody
 */
export async function standingSession(cookie: string | undefined, { SESSION_SECRET, TICKETING_URL }: { SESSION_SECRET: string; TICKETING_URL: string }): Promise<Session | null> {
  const session = await sessionFromCookieHeader(cookie, SESSION_SECRET)
  if (!session || cookie === undefined) return null
  const answer = await fetch(`${TICKETING_URL}/api/session`, { headers: { cookie }, signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null)
  if (answer?.status === 401) return null
  return answer?.ok ? Session.parse(await answer.json()) : session
}
