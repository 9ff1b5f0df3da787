import { Agent, request as httpRequest } from 'node:http'

export interface AriRequest {
  method: string
  url: string
  headers: Record<string, string>
  body?: string | undefined
}

export interface AriAnswer {
  status: number
  data: string
}

/** What carries a request to Asterisk: HTTP, or the socket of an app's events. */
export interface AriWire {
  /**
   * The first call of either counts.
   * @returns gives it up: nobody waits for an answer any more
   */
  send(request: AriRequest, answered: (answer: AriAnswer) => void, failed: (error: Error) => void): () => void
}

/** Connections are given up before Asterisk gives them up (http.conf, session_keep_alive): no request is sent on one that is being closed. */
const agent = new Agent({ keepAlive: true, timeout: 10_000 })

export const httpWire: AriWire = {
  send({ url, method, headers, body }, answered, failed) {
    const sent = httpRequest(url, { method, agent, headers: { ...headers, 'Content-Length': Buffer.byteLength(body ?? '') } }, (response) => {
      let data = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => (data += part))
      response.on('end', () => answered({ status: response.statusCode ?? 0, data }))
      response.on('error', failed)
      response.on('aborted', () => failed(new Error('the answer broke off')))
    })
    sent.on('error', failed)
    sent.end(body)
    return () => sent.destroy()
  },
}
