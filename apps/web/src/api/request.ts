import { isFailure, RefusedRequest, unreachable } from './refused-request.js'

type Options = { body?: unknown; signal?: AbortSignal }

/**
 * One request to this address, with the session cookie.
 * @throws RefusedRequest with the server's own sentence, or with "cannot be reached".
 */
export async function request<T>(method: 'GET' | 'POST' | 'DELETE', path: string, { body, signal }: Options = {}): Promise<T> {
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
    signal: signal ?? null,
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error
    throw unreachable()
  })
  const text = await response.text()
  const parsed = parse(text)
  if (response.ok) return parsed as T
  throw isFailure(parsed) ? new RefusedRequest(response.status, parsed) : new RefusedRequest(response.status, unreachable().failure)
}

/** An edge whose app is away answers with something that is not JSON; that is "cannot be reached", not a crash. */
function parse(text: string): unknown {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `/api/tickets?state=routed&page=2` without the empty ones. */
export function withQuery(path: string, query: Record<string, string | number | null | undefined>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== null && value !== undefined && value !== '') params.set(name, String(value))
  const text = params.toString()
  return text ? `${path}?${text}` : path
}
