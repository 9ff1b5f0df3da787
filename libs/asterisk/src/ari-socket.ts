import { WebSocket } from 'ws'
import { z } from 'zod'
import { AriNotConnected, AriTimeout } from './ari-errors.js'
import { basicAuthorization, type AriAddress, type AriAnswer, type AriRequest, type AriWire } from './ari-wire.js'

export interface AriSocketHandlers {
  onMessage(text: string): void
  /** Once, when the socket is no more, whatever the cause. */
  onClosed(): void
}

/** Passes the event filter only when it is named there, as if it were an event. */
export const REST_RESPONSE = 'RESTResponse'
/** An answer to a request that went over the socket; Asterisk's own field names. */
const RestResponse = z.object({ type: z.literal(REST_RESPONSE), request_id: z.string(), status_code: z.number(), message_body: z.string().default('') })

interface Waiting {
  answered(answer: AriAnswer): void
  failed(error: Error): void
}

/**
 * The socket of an app's events, with a heart-beat: one that has fallen silent is ended. Requests go over it too, which costs a
 * third of HTTP (docs.asterisk.org, "ARI REST over WebSocket").
 */
export class AriSocket implements AriWire {
  private heardSinceBeat = true
  private readonly waiting = new Map<string, Waiting>()
  private sent = 0

  private constructor(private readonly socket: WebSocket) {}

  /**
   * @param beat milliseconds between pings; silence is noticed within two
   * @param ending ends it at once while it is still opening
   */
  static open(address: AriAddress, app: string, beat: number, timeout: number, ending: AbortSignal, handlers: AriSocketHandlers): Promise<AriSocket> {
    const url = new URL(`/ari/events?app=${encodeURIComponent(app)}`, address.url.replace(/^http/, 'ws'))
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url.href, { headers: { Authorization: basicAuthorization(address) }, handshakeTimeout: timeout })
      const wrapped = new AriSocket(socket)
      let timer: NodeJS.Timeout | undefined
      let opened = false
      const end = () => socket.terminate()
      ending.addEventListener('abort', end)
      socket.on('open', () => {
        opened = true
        ending.removeEventListener('abort', end)
        timer = setInterval(() => wrapped.beat(), beat)
        resolve(wrapped)
      })
      const heard = () => {
        wrapped.heardSinceBeat = true
      }
      socket.on('pong', heard)
      socket.on('message', (data) => {
        heard()
        const text = (data as Buffer).toString() // `binaryType` is nodebuffer by default
        if (!wrapped.takeAnswer(text)) handlers.onMessage(text)
      })
      socket.on('error', (error: Error) => reject(/handshake has timed out/.test(error.message) ? new AriTimeout('events', timeout) : new AriNotConnected('events', error)))
      socket.on('close', () => {
        clearInterval(timer)
        ending.removeEventListener('abort', end)
        wrapped.failAll()
        if (opened) handlers.onClosed()
        else reject(new AriNotConnected('events'))
      })
    })
  }

  send({ method, uri, body }: AriRequest, answered: Waiting['answered'], failed: Waiting['failed']): () => void {
    const id = String(++this.sent)
    this.waiting.set(id, { answered, failed })
    const content = body !== undefined ? { content_type: 'application/json', message_body: body } : {}
    const request = { type: 'RESTRequest', transaction_id: id, request_id: id, method, uri, ...content }
    this.socket.send(JSON.stringify(request), (error) => {
      if (error && this.waiting.delete(id)) failed(error)
    })
    return () => this.waiting.delete(id)
  }

  /** Whether a message was the answer to a request; one that nobody waits for any more is one all the same. */
  private takeAnswer(text: string): boolean {
    if (!text.includes(`"${REST_RESPONSE}"`)) return false
    const { data: response } = RestResponse.safeParse(readJson(text))
    if (!response) return false
    const waiting = this.waiting.get(response.request_id)
    this.waiting.delete(response.request_id)
    waiting?.answered({ status: response.status_code, data: response.message_body })
    return true
  }

  private failAll(): void {
    const waiting = [...this.waiting.values()]
    this.waiting.clear()
    for (const { failed } of waiting) failed(new Error('the socket closed'))
  }

  private beat(): void {
    // One that is closing would throw at a ping, and may wait long for the other side.
    if (!this.heardSinceBeat || this.socket.readyState !== this.socket.OPEN) return this.socket.terminate()
    this.heardSinceBeat = false
    this.socket.ping()
  }

  close(): void {
    this.socket.terminate()
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
