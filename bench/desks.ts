import type { LiveChanges, LiveOperator, Session } from '@app/contracts'
import { signSession } from '@app/access'
import { io, type Socket } from 'socket.io-client'

/** What a desk can show of a call at an operator. */
type Seen = 'offered' | 'talking' | 'wrap-up'
const SEEN: Record<string, Seen> = { AgentCalled: 'offered', AgentConnect: 'talking' }

/**
 * Connected desks of many operators. Takes the time from an event of Asterisk, as this process hears it over an AMI connection of its own, until
 * it is at the operator's own desk (`own`), and until it is at a colleague's (`board`): one desk of those that look, another for each operator.
 */
export class Desks {
  readonly own: number[] = []
  readonly board: number[] = []
  private readonly sockets: Socket[] = []
  private readonly waiting = new Map<string, { at: number; own: boolean; board: boolean }>()

  static async connect(url: string, userIds: readonly number[], secret: string, kind: 'console' | 'least'): Promise<Desks> {
    const desks = new Desks()
    for (const [index, userId] of userIds.entries()) {
      const session: Session = { userId, username: `op-${userId}`, displayName: `Operator ${userId}`, role: 'operator', department: null, queues: ['procedures'] }
      const socket = io(url, { path: '/socket.io', transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: { cookie: `hotline_session=${await signSession(session, secret)}` } })
      desks.sockets.push(socket)
      if (kind === 'console') desks.watchConsole(socket, userId, userIds[(index + 1) % userIds.length] ?? userId)
      else desks.watchLeast(socket, userId, userIds[(index + 1) % userIds.length] ?? userId)
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve)
        socket.once('connect_error', reject)
      })
    }
    return desks
  }

  get connected(): number {
    return this.sockets.filter(({ connected }) => connected).length
  }

  /** Asterisk says something of an operator. */
  happened(event: string, member: string, at: number): void {
    const seen = SEEN[event]
    if (seen) this.waiting.set(`${member} ${seen}`, { at, own: false, board: false })
  }

  close(): void {
    for (const socket of this.sockets) socket.disconnect()
  }

  private watchConsole(socket: Socket, userId: number, neighbour: number): void {
    socket.on('me', (me: LiveOperator) => me.userId === userId && this.arrived(`PJSIP/op-${userId} ${me.state}`, 'own'))
    socket.on('live.changes', ({ operators }: LiveChanges) => {
      const other = operators.find((operator) => operator.userId === neighbour)
      if (other) this.arrived(`PJSIP/op-${neighbour} ${other.state}`, 'board')
    })
  }

  private watchLeast(socket: Socket, userId: number, neighbour: number): void {
    socket.on('event', (name: string, member: string) => {
      const seen = SEEN[name]
      if (!seen) return
      if (member === `PJSIP/op-${userId}`) this.arrived(`${member} ${seen}`, 'own')
      if (member === `PJSIP/op-${neighbour}`) this.arrived(`${member} ${seen}`, 'board')
    })
  }

  private arrived(key: string, where: 'own' | 'board'): void {
    const waited = this.waiting.get(key)
    if (!waited || waited[where]) return
    waited[where] = true
    this[where].push(performance.now() - waited.at)
  }
}
