import { Inject, Logger } from '@nestjs/common'
import { ConnectedSocket, MessageBody, SubscribeMessage, WebSocketGateway, WebSocketServer, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets'
import { DialRequest, SetAfterCall, SetState, TalkTarget, type BrowserToServer, type Changed, type Reply, type ServerToBrowser, type Session } from '@app/contracts'
import { refusal } from '@app/service'
import type { Server, Socket } from 'socket.io'
import { BrokenTalks } from '../broken-talks/broken-talks.js'
import { Hall } from '../hall/hall.js'
import { OperatorCalls } from '../operator-calls/operator-calls.js'
import { OperatorDesk } from '../operators/operator-desk.js'
import { SETTINGS, type ConsoleSettings } from '../settings.js'
import { answerRequest } from './answer-request.js'
import { TalkDesk } from '../talks/talk-desk.js'
import { hasDesk, roomsFor, roomsOf, seesHall, userRoom } from './audience.js'
import { standingSession } from './standing-session.js'
import { hallOperator, hallQueue, hallSnapshot } from './hall-view.js'

interface SocketData {
  session: Session
}
type LiveServer = Server<BrowserToServer, ServerToBrowser, Record<string, never>, SocketData>
type LiveSocket = Socket<BrowserToServer, ServerToBrowser, Record<string, never>, SocketData>

/** The live side for browsers: what Asterisk says goes out, what an operator wants comes in. */
@WebSocketGateway({ path: '/socket.io', serveClient: false, pingInterval: 10_000, pingTimeout: 10_000 })
export class LiveGateway implements OnGatewayInit, OnGatewayConnection {
  private readonly log = new Logger(LiveGateway.name)
  @WebSocketServer() private readonly server: LiveServer

  constructor(
    @Inject(SETTINGS) private readonly settings: ConsoleSettings,
    private readonly hall: Hall,
    private readonly desk: OperatorDesk,
    private readonly talks: TalkDesk,
    private readonly operatorCalls: OperatorCalls,
    private readonly brokenTalks: BrokenTalks,
  ) {}

  afterInit(server: LiveServer): void {
    server.use((socket, next) => {
      standingSession(socket.handshake.headers.cookie, this.settings)
        .then((session) => {
          if (!session) return next(new Error('not-signed-in'))
          socket.data.session = session
          next()
        })
        .catch(next)
    })
    const { events } = this.hall
    events.on('changes', ({ queues, operators }) => {
      // The own line first: that is the ring.
      for (const operator of operators) server.to(userRoom(operator.userId)).emit('me', operator)
      server.to('hall').emit('live.changes', { queues: queues.map(hallQueue), operators: operators.map(hallOperator) })
    })
    events.on('snapshot', () => {
      server.to('hall').emit('live.snapshot', hallSnapshot(this.hall.snapshot()))
      // Those who are in no queue too: their page may show what was before.
      for (const socket of server.sockets.sockets.values()) if (hasDesk(socket.data.session)) socket.emit('me', this.meOf(socket.data.session))
    })
    events.on('health', (health) => server.to('hall').emit('live.health', health))
  }

  async handleConnection(socket: LiveSocket): Promise<void> {
    const { session } = socket.data
    await socket.join(roomsOf(session))
    if (!this.hall.isKnown) {
      // What the page shows from before is nearer to the truth than an empty hall; the snapshot comes once Asterisk has answered.
      if (seesHall(session)) socket.emit('live.health', this.hall.currentHealth)
      return
    }
    if (seesHall(session)) socket.emit('live.snapshot', hallSnapshot(this.hall.snapshot()))
    if (hasDesk(session)) socket.emit('me', this.meOf(session))
  }

  /** Tells browsers that something lasting changed. */
  relay(change: Changed): void {
    this.server.to(roomsFor(change)).emit('changed', change)
    // Whoever may stay comes back at once, as what the account is now.
    if (change.topic === 'account') this.server.in(userRoom(Number(change.id))).disconnectSockets(true)
  }

  @SubscribeMessage('softphone.register')
  register(@ConnectedSocket() socket: LiveSocket) {
    return this.answer(socket, 'softphone.register', async () => {
      const session = this.deskSession(socket)
      await this.brokenTalks.pageHoldsNone(session.userId)
      return this.desk.register(session)
    })
  }

  @SubscribeMessage('state.set')
  setState(@ConnectedSocket() socket: LiveSocket, @MessageBody() body: unknown) {
    return this.answer(socket, 'state.set', () => {
      const session = this.deskSession(socket)
      const wanted = SetState.safeParse(body)
      if (!wanted.success) throw refusal.badInput(wanted.error)
      return this.desk.setState(session, wanted.data)
    })
  }

  @SubscribeMessage('state.after-call')
  setAfterCall(@ConnectedSocket() socket: LiveSocket, @MessageBody() body: unknown) {
    return this.answer(socket, 'state.after-call', () => {
      const session = this.deskSession(socket)
      const wanted = SetAfterCall.safeParse(body)
      if (!wanted.success) throw refusal.badInput(wanted.error)
      return this.desk.setAfterCall(session, wanted.data)
    })
  }

  @SubscribeMessage('wrap-up.extend')
  extendWrapUp(@ConnectedSocket() socket: LiveSocket) {
    return this.answer(socket, 'wrap-up.extend', () => this.desk.extendWrapUp(this.deskSession(socket)))
  }

  @SubscribeMessage('talk.transfer')
  transfer(@ConnectedSocket() socket: LiveSocket, @MessageBody() body: unknown) {
    return this.answer(socket, 'talk.transfer', () => {
      const session = this.deskSession(socket)
      const target = TalkTarget.safeParse(body)
      if (!target.success) throw refusal.badInput(target.error)
      return this.talks.transfer(session, target.data)
    })
  }

  @SubscribeMessage('talk.dial')
  dial(@ConnectedSocket() socket: LiveSocket, @MessageBody() body: unknown) {
    return this.answer(socket, 'talk.dial', () => {
      const session = this.deskSession(socket)
      const wanted = DialRequest.safeParse(body)
      if (!wanted.success) throw refusal.badInput(wanted.error)
      return this.operatorCalls.dial(session, wanted.data)
    })
  }

  @SubscribeMessage('live.refresh')
  refresh(@ConnectedSocket() socket: LiveSocket) {
    return this.answer(socket, 'live.refresh', () => {
      const { session } = socket.data
      if (!seesHall(session)) throw refusal.forbidden()
      if (hasDesk(session) && this.hall.isKnown) socket.emit('me', this.meOf(session))
      return Promise.resolve(hallSnapshot(this.hall.snapshot()))
    })
  }

  private meOf(session: Session) {
    const operator = this.hall.operator(session.userId)
    return operator.queues.length > 0 ? operator : { ...operator, displayName: session.displayName, queues: session.queues }
  }

  private deskSession(socket: LiveSocket): Session {
    const { session } = socket.data
    if (!hasDesk(session)) throw refusal.forbidden()
    return session
  }

  private answer<T>(socket: LiveSocket, event: string, work: () => Promise<T>): Promise<Reply<T>> {
    return answerRequest(this.log, `${event} of ${socket.data.session.username}`, work)
  }
}
