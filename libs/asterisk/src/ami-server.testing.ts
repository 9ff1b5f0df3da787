import { EventEmitter, once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'

export interface AskedAction {
  /** Header names in lower case. */
  fields: Record<string, string>
  session: AmiSession
}

/** One signed-in (or not) client, as the server sees it. */
export class AmiSession {
  constructor(
    readonly number: number,
    private readonly socket: Socket,
  ) {}

  /** One packet. */
  tell(fields: Record<string, string | number>): void {
    this.write(`${Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`)
  }

  answer(asked: AskedAction, fields: Record<string, string> = {}): void {
    this.tell({ Response: 'Success', ActionID: asked.fields['actionid'] ?? '', ...fields })
  }

  refuse(asked: AskedAction, reason: string): void {
    this.answer(asked, { Response: 'Error', Message: reason })
  }

  write(text: string): void {
    this.socket.write(text)
  }

  hangUp(): void {
    this.socket.destroy()
  }

  /** Resolves when the client is gone. */
  get gone(): Promise<unknown> {
    return this.socket.closed ? Promise.resolve() : once(this.socket, 'close')
  }
}

/**
 * A Manager Interface on a free port of the loopback that behaves as a test says: `onAction` decides on each action and may leave it
 * unanswered. Without it every action, login included, succeeds.
 */
export class AmiServer {
  readonly sessions: AmiSession[] = []
  readonly asked: AskedAction[] = []
  onSession: (session: AmiSession) => void = (session) => session.write('Asterisk Call Manager/9.0.0\r\n')
  onAction: (asked: AskedAction) => void = (asked) => asked.session.answer(asked)
  private readonly news = new EventEmitter()
  private readonly sockets = new Set<Socket>()
  private server: Server | undefined

  static async listen(port = 0, halfOpen = false): Promise<AmiServer> {
    const made = new AmiServer()
    const server = createServer({ allowHalfOpen: halfOpen }, (socket) => made.accept(socket))
    made.server = server
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return made
  }

  get port(): number {
    return (this.server?.address() as AddressInfo).port
  }

  /** The first action of this name, which may have come already, that `fits`. */
  async action(name: string, fits: (asked: AskedAction) => boolean = () => true): Promise<AskedAction> {
    for (;;) {
      const found = this.asked.find((asked) => asked.fields['action']?.toLowerCase() === name.toLowerCase() && fits(asked))
      if (found) return found
      await once(this.news, 'action')
    }
  }

  /** Goes away: every connection breaks and none is accepted. */
  async close(): Promise<void> {
    const { server } = this
    this.server = undefined
    if (!server) return
    const closed = once(server, 'close')
    server.close()
    for (const socket of this.sockets) socket.destroy()
    await closed
  }

  private accept(socket: Socket): void {
    const session = new AmiSession(this.sessions.length + 1, socket)
    this.sessions.push(session)
    this.sockets.add(socket)
    socket.on('close', () => this.sockets.delete(socket))
    socket.on('error', () => undefined) // the client may reset; its close is what counts
    let text = ''
    socket.on('data', (data) => {
      text += data.toString()
      const packets = text.split('\r\n\r\n')
      text = packets.pop() ?? ''
      for (const packet of packets) {
        const fields = Object.fromEntries(packet.split('\r\n').map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]))
        const asked = { fields, session }
        this.asked.push(asked)
        this.onAction(asked)
        this.news.emit('action')
      }
    })
    this.onSession(session)
  }
}
