import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'

type Respond = (request: IncomingMessage, response: ServerResponse) => void

/** ARI on a free port of the loopback that behaves as a test says. Without a word it answers every request and accepts every event socket. */
export class AriServer {
  /** Method and path of each request that came. */
  readonly requests: string[] = []
  readonly sockets: WebSocket[] = []
  /** Before anything else; true when it has dealt with the request. */
  onRequest: (path: string, response: ServerResponse) => boolean | void = () => false
  onUpgrade: (socket: Socket) => boolean | void = () => false
  readonly news = new EventEmitter()
  private readonly connections = new Set<Socket>()
  private server: Server | undefined
  private readonly accepting = new WebSocketServer({ noServer: true })

  static async listen(port = 0): Promise<AriServer> {
    const made = new AriServer()
    const server = createServer((request, response) => made.respond(request, response))
    made.server = server
    server.on('connection', (socket) => {
      made.connections.add(socket)
      socket.on('close', () => made.connections.delete(socket))
    })
    server.on('upgrade', (request, socket: Socket, head) => {
      made.requests.push(`SOCKET ${request.url}`)
      made.news.emit('request')
      if (made.onUpgrade(socket)) return
      made.accepting.handleUpgrade(request, socket, head, (accepted: WebSocket) => {
        made.sockets.push(accepted)
        accepted.on('error', () => undefined) // the client may break off; its close is what counts
        accepted.on('message', (data) => made.answerOver(accepted, (data as Buffer).toString()))
        made.news.emit('socket')
      })
    })
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return made
  }

  get port(): number {
    return (this.server?.address() as AddressInfo).port
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** The n-th event socket, counted from 1. */
  async socket(n = 1): Promise<WebSocket> {
    while (this.sockets.length < n) await once(this.news, 'socket')
    return this.sockets[n - 1] as WebSocket
  }

  /** Resolves once a request of this method and path has come. */
  async request(wanted: string): Promise<void> {
    while (!this.requests.includes(wanted)) await once(this.news, 'request')
  }

  /** Goes away: every connection breaks and none is accepted. */
  async close(): Promise<void> {
    const { server } = this
    this.server = undefined
    if (!server) return
    const closed = once(server, 'close')
    server.close()
    for (const socket of this.connections) socket.destroy()
    await closed
  }

  private readonly respond: Respond = (request, response) => {
    const path = (request.url ?? '').replace(/^\/ari/, '')
    this.requests.push(`${request.method} ${path}`)
    try {
      if (this.onRequest(path, response)) return
      if (path === '/channels') response.end('[]')
      else if (path === '/asterisk/ping') response.end('{"ping":"pong"}')
      else response.writeHead(204).end()
    } finally {
      this.news.emit('request')
    }
  }

  /** A request that came over the event socket is dealt with like one by HTTP. */
  private answerOver(socket: WebSocket, text: string): void {
    const { request_id, method, uri } = JSON.parse(text) as { request_id: string; method: string; uri: string }
    const answer = {
      status: 200,
      writeHead(status: number) {
        answer.status = status
        return answer
      },
      end(body = '') {
        socket.send(JSON.stringify({ type: 'RESTResponse', request_id, transaction_id: request_id, status_code: answer.status, reason_phrase: '', uri, message_body: body }))
        return answer
      },
      destroy() {
        socket.terminate()
        return answer
      },
    }
    this.respond({ url: `/ari/${uri}`, method } as IncomingMessage, answer as unknown as ServerResponse)
  }
}
