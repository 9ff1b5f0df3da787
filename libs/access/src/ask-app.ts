import { signService } from './session-token.js'

/** Somebody waits for whoever asks. */
const PATIENCE_MS = 3_000

/**
 * One request to another app of ours, as a service of it knows us (see `Services`): GET, or POST where there is a body.
 * @param as our name
 * @returns null for 404
 * @throws Error for any other answer but 2xx, and for none within 3 s
 */
export async function askApp(url: string, { as, secret, body }: { as: string; secret: string; body?: object }): Promise<unknown> {
  const authorization = `Bearer ${await signService(as, secret)}`
  const response = await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers: { authorization, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  if (response.status === 404) return null
  if (!response.ok) throw new Error(`${url.split('?', 1)[0]} answers ${response.status}`) // the query may hold a caller's number
  return response.json()
}
