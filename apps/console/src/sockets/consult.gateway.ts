import { Logger } from '@nestjs/common'
import { ConnectedSocket, MessageBody, SubscribeMessage, WebSocketGateway, WebSocketServer, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets'
import { ConsultTarget, type BrowserToServer, type ServerToBrowser, type Session } from '@app/contracts'
import { refusal } from '@app/service'
import type { Server, Socket } from 'socket.io'
import { Consults } from '../talks/consults.js'
import { answerRequest } from './answer-request.js'
import { hasDesk, userRoom } from './audience.js'

interface SocketData {
  session: Session
}
type ConsultServer = Server<BrowserToServer, ServerToBrowser, Record<string, never>, SocketData>
type ConsultSocket = Socket<BrowserToServer, ServerToBrowser, Record<string, never>, SocketData>

/** An operator asks somebody before handing on, on the same sockets as everybody (live.gateway.ts, which knows who they are). */
@WebSocketGateway({ path: '/socket.io', serveClient: false, pingInterval: 10_000, pingTimeout: 10_000 })
export class ConsultGateway implements OnGatewayInit, OnGatewayConnection {
  private readonly log = new Logger(ConsultGateway.name)
  @WebSocketServer() private readonly server: ConsultServer

  constructor(private readonly consults: Consults) {}

  afterInit(): void {
    this.consults.events.on('view', (userId) => this.server.to(userRoom(userId)).emit('consult', this.consults.view(userId)))
  }

  handleConnection(socket: ConsultSocket): void {
    const { session } = socket.data
    if (hasDesk(session)) socket.emit('consult', this.consults.view(session.userId))
  }

  @SubscribeMessage('consult.begin')
  begin(@ConnectedSocket() socket: ConsultSocket, @MessageBody() body: unknown) {
    return this.answer(socket, 'consult.begin', (session) => {
      const target = ConsultTarget.safeParse(body)
      if (!target.success) throw refusal.badInput(target.error)
      return this.consults.begin(session, target.data)
    })
  }

  @SubscribeMessage('consult.hand-over')
  handOver(@ConnectedSocket() socket: ConsultSocket) {
    return this.answer(socket, 'consult.hand-over', (session) => this.consults.handOver(session))
  }

  @SubscribeMessage('consult.together')
  together(@ConnectedSocket() socket: ConsultSocket) {
    return this.answer(socket, 'consult.together', (session) => this.consults.together(session))
  }

  private answer<T>(socket: ConsultSocket, event: string, work: (session: Session) => Promise<T>) {
    const { session } = socket.data
    return answerRequest(this.log, `${event} of ${session.username}`, () => {
      if (!hasDesk(session)) throw refusal.forbidden()
      return work(session)
    })
  }
}
