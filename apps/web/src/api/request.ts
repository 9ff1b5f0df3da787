import { isFailure, RefusedRequest, unreachable } from './refused-request.js'

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
/** `withinMs`: no answer within it is none at all. */
type Options = { body?: unknown; signal?: AbortSignal; withinMs?: number }

/**
 * One request to this address, with the session cookie.
 * @throws RefusedRequest with the server's own sentence, or with "cannot be reached".
 */
export async function request<T>(method: Method, path: string, options: Options = {}): Promise<T> {
  const response = await send(method, path, options)
  const text = await response.text().catch((error: unknown) => {
    if (options.signal?.aborted) throw error
    throw unreachable()
  })
  if (response.ok) return parse(text) as T
  throw refused(response, text)
}

/** Asks for a sound. @throws RefusedRequest as `request` does */
export const requestSound = (path: string, body: unknown): Promise<Blob> => requestFile(path, body)

/** Asks for a file. @throws RefusedRequest as `request` does */
export async function requestFile(path: string, body: unknown): Promise<Blob> {
  const response = await send('POST', path, { body })
  if (!response.ok) throw refused(response, await response.text())
  return response.blob()
}

/** Sends a sound. @throws RefusedRequest as `request` does */
export function sendSound<T>(path: string, sound: Blob): Promise<T> {
  return sendFile(path, sound, sound.type.startsWith('audio/') ? sound.type : 'audio/wav')
}

/** Sends a file as what it is. @throws RefusedRequest as `request` does */
export async function sendFile<T>(path: string, file: Blob, type: string): Promise<T> {
  const response = await fetch(path, { method: 'POST', credentials: 'same-origin', headers: { 'content-type': type }, body: file }).catch(() => {
    throw unreachable()
  })
  const text = await response.text()
  if (response.ok) return parse(text) as T
  throw refused(response, text)
}

export function refused({ status }: Response, text: string): RefusedRequest {
  const parsed = parse(text)
  return new RefusedRequest(status, isFailure(parsed) ? parsed : unreachable().failure)
}

/** @throws RefusedRequest where nothing answers */
export const send = (method: Method, path: string, { body, signal, withinMs }: Options = {}): Promise<Response> =>
  fetch(path, {
    method,
    credentials: 'same-origin',
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
    signal: signal ?? (withinMs === undefined ? null : AbortSignal.timeout(withinMs)),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error
    throw unreachable()
  })

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
