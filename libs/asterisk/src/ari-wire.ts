import { Agent, request as httpRequest, type ClientRequest } from 'node:http'

export interface AriRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below `/ari/`, as `channels/17/answer?…`. */
  uri: string
  /** JSON. */
  body?: string
}

export interface AriAnswer {
  status: number
  data: string
}

/** What carries requests to Asterisk: HTTP, or the socket of an app's events. */
export interface AriWire {
  /**
   * The first call of either counts.
   * @returns gives it up: nobody waits for an answer any more
   */
  send(request: AriRequest, answered: (answer: AriAnswer) => void, failed: (error: Error) => void): () => void
  /** Whatever is under way fails. */
  close(): void
}

export interface AriAddress {
  /** `http://host:port` */
  url: string
  username: string
  password: string
}

export const basicAuthorization = ({ username, password }: AriAddress) => `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`

/** Connections are given up before Asterisk gives them up (http.conf, session_keep_alive): no request is sent on one that is being closed. */
const agent = new Agent({ keepAlive: true, timeout: 10_000 })

/** HTTP on lasting connections: half the CPU of `fetch`. */
export class HttpWire implements AriWire {
  private readonly underWay = new Set<ClientRequest>()

  constructor(private readonly address: AriAddress) {}

  send({ method, uri, body }: AriRequest, answered: (answer: AriAnswer) => void, failed: (error: Error) => void): () => void {
    const headers = { Authorization: basicAuthorization(this.address), 'Content-Length': Buffer.byteLength(body ?? ''), ...(body !== undefined && { 'Content-Type': 'application/json' }) }
    const sent = httpRequest(new URL(`/ari/${uri}`, this.address.url), { method, agent, headers }, (response) => {
      let data = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => (data += part))
      response.on('end', () => answered({ status: response.statusCode ?? 0, data }))
      response.on('error', failed)
      response.on('aborted', () => failed(new Error('the answer broke off')))
    })
    this.underWay.add(sent)
    sent.on('close', () => this.underWay.delete(sent))
    sent.on('error', failed)
    sent.end(body)
    return () => sent.destroy()
  }

  close(): void {
    for (const sent of this.underWay) sent.destroy(new Error('it is ended'))
  }
}
