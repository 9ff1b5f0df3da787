import { Logger } from '@nestjs/common'
import { ConnectedSocket, MessageBody, SubscribeMessage, WebSocketGateway, WebSocketServer, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets'
import { DeedReason, EarMode, ListenTo, MoveOperator, SetOperatorState, type BrowserToServer, type ServerToBrowser, type Session } from '@app/contracts'
import { refusal } from '@app/service'
import type { Server, Socket } from 'socket.io'
import { z } from 'zod'
import { Ears } from '../hall/ears.js'
import { OtherOperators } from '../hall/other-operators.js'
import { answerRequest } from './answer-request.js'
import { isSupervisor, userRoom } from './audience.js'

interface SocketData {
  session: Session
}
type SupervisorServer = Server<BrowserToServer, ServerToBrowser, Record<string, never>, SocketData>
type SupervisorSocket = Socket<BrowserToServer, ServerToBrowser, Record<string, never>, SocketData>

const TakeOver = z.object({ reason: DeedReason })
const SetMode = z.object({ mode: EarMode })

/** What supervisors ask of the live side, on the same sockets as everybody (live.gateway.ts, which knows who they are). */
@WebSocketGateway({ path: '/socket.io', serveClient: false, pingInterval: 10_000, pingTimeout: 10_000 })
export class SupervisorGateway implements OnGatewayInit, OnGatewayConnection {
  private readonly log = new Logger(SupervisorGateway.name)
  @WebSocketServer() private readonly server: SupervisorServer

  constructor(
    private readonly ears: Ears,
    private readonly others: OtherOperators,
  ) {}

  afterInit(): void {
    this.ears.events.on('ear', (supervisorId, listening) => this.server.to(userRoom(supervisorId)).emit('listening', listening))
    this.ears.events.on('known', () => this.server.sockets.sockets.forEach((socket) => this.tellEar(socket)))
  }

  handleConnection(socket: SupervisorSocket): void {
    // Until it is known what is open the page keeps showing what was.
    if (this.ears.isKnown) this.tellEar(socket)
  }

  @SubscribeMessage('operator.state')
  setState(@ConnectedSocket() socket: SupervisorSocket, @MessageBody() body: unknown) {
    return this.answer(socket, 'operator.state', (session) => this.others.setState(session, read(SetOperatorState, body)))
  }

  @SubscribeMessage('operator.move')
  move(@ConnectedSocket() socket: SupervisorSocket, @MessageBody() body: unknown) {
    return this.answer(socket, 'operator.move', async (session) => {
      const wanted = read(MoveOperator, body)
      const operator = await this.others.move(session, wanted)
      // Their own next wish is for these queues, whichever they signed in with.
      for (const other of await this.server.in(userRoom(wanted.userId)).fetchSockets()) other.data.session = { ...other.data.session, queues: wanted.queues }
      return operator
    })
  }

  @SubscribeMessage('talk.listen')
  listen(@ConnectedSocket() socket: SupervisorSocket, @MessageBody() body: unknown) {
    return this.answer(socket, 'talk.listen', (session) => this.ears.open(session, read(ListenTo, body)))
  }

  @SubscribeMessage('talk.mode')
  setMode(@ConnectedSocket() socket: SupervisorSocket, @MessageBody() body: unknown) {
    return this.answer(socket, 'talk.mode', (session) => this.ears.setMode(session, read(SetMode, body).mode))
  }

  @SubscribeMessage('talk.take-over')
  takeOver(@ConnectedSocket() socket: SupervisorSocket, @MessageBody() body: unknown) {
    return this.answer(socket, 'talk.take-over', (session) => this.ears.takeOver(session, read(TakeOver, body).reason))
  }

  @SubscribeMessage('talk.leave')
  leave(@ConnectedSocket() socket: SupervisorSocket) {
    return this.answer(socket, 'talk.leave', async (session) => {
      await this.ears.leave(session.userId)
      return null
    })
  }

  private tellEar(socket: SupervisorSocket): void {
    const { session } = socket.data
    if (isSupervisor(session)) socket.emit('listening', this.ears.of(session.userId))
  }

  private answer<T>(socket: SupervisorSocket, event: string, work: (session: Session) => Promise<T>) {
    const { session } = socket.data
    return answerRequest(this.log, `${event} of ${session.username}`, () => {
      if (!isSupervisor(session)) throw refusal.forbidden()
      return work(session)
    })
  }
}

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body)
  if (!parsed.success) throw refusal.badInput(parsed.error)
  return parsed.data
}
