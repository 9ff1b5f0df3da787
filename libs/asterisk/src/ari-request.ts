import { AriBadAnswer, AriNotConnected, AriRefused, AriTimeout } from './ari-errors.js'
import type { AriRequest, AriWire } from './ari-wire.js'

export interface AriOperation {
  /** Asterisk's own name of it, for errors: `channels.answer`. */
  name: string
  method: AriRequest['method']
  /** Parts of the path below `/ari/`; each is encoded. */
  path: readonly string[]
  query?: Readonly<Record<string, string | number>>
  body?: object
}

const encoded = (query: Readonly<Record<string, string | number>>) => Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)

/** The request of an operation, as docs.asterisk.org ("Asterisk REST Interface") describes it. */
export function requestOf({ method, path, query = {}, body }: AriOperation): AriRequest {
  const way = path.map(encodeURIComponent).join('/')
  const asked = encoded(query)
  return { method, uri: asked.length === 0 ? way : `${way}?${asked.join('&')}`, ...(body && { body: JSON.stringify(body) }) }
}

/**
 * Sends it and waits for the answer.
 * @param timeout milliseconds
 * @returns the answer's text, empty where there is none
 * @throws AriRefused | AriTimeout | AriNotConnected
 */
export function requestAri(wire: AriWire, operation: AriOperation, timeout: number): Promise<string> {
  const { name } = operation
  return new Promise((resolve, reject) => {
    const giveUp = wire.send(
      requestOf(operation),
      ({ status, data }) => {
        clearTimeout(timer)
        if (status < 200 || status > 299) reject(new AriRefused(name, status, data))
        else resolve(data)
      },
      (error) => {
        clearTimeout(timer)
        reject(new AriNotConnected(name, error))
      },
    )
    const timer = setTimeout(() => {
      reject(new AriTimeout(name, timeout))
      giveUp()
    }, timeout)
  })
}

/** @throws AriBadAnswer when it is no JSON, or `read` does not like it */
export function readAnswer<T>(name: string, text: string, read: (value: unknown) => T): T {
  try {
    return read(JSON.parse(text))
  } catch (error) {
    throw new AriBadAnswer(name, error)
  }
}
