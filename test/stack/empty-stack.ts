import type { BrowserToServer, LiveOperator, LiveQueue, LiveSnapshot, ServerToBrowser } from '@app/contracts'
import { io, type Socket } from 'socket.io-client'
import { Api } from './api.js'
import { expectEventually } from './expect-eventually.js'
import { address, ari, password, thawAll, untilHealthy } from './stack.js'

interface Channel {
  id: string
  name: string
  state: string
  caller: { number: string }
}

/**
 * Ends every call and takes every operator out of the queues; resolves when nobody is on the telephone and nobody waits.
 * @param leftBy whose leftovers these are: told in the journal, where a supervisor says why
 * @returns what no test should leave: calls, waiting callers. An operator whose browser was closed is none
 */
export async function emptyStack(leftBy: string): Promise<string[]> {
  thawAll()
  await untilHealthy(90_000)
  const channels = await asterisk<Channel[]>('GET', 'channels')
  for (const { id } of channels) await asterisk('DELETE', `channels/${encodeURIComponent(id)}`)
  const hall = await Hall.open()
  try {
    await expectEventually(async () => {
      const now = await asterisk<Channel[]>('GET', 'channels')
      if (now.length > 0) throw new Error(`still on the telephone: ${now.map(({ name }) => name).join(', ')}`)
      const waiting = hall.waiting()
      if (waiting.length > 0) throw new Error(`still waiting: ${waiting.join(', ')}`)
    }, 60_000)
    await expectEventually(async () => {
      for (const operator of hall.signedOn()) await hall.takeOut(operator, `left by ${leftBy}`)
      const there = hall.signedOn()
      if (there.length > 0) throw new Error(`still in a queue: ${there.map(({ displayName, state }) => `${displayName} ${state}`).join(', ')}`)
    }, 60_000)
  } finally {
    hall.close()
  }
  return channels.map(({ name, state, caller }) => `${name} (${state}) ${caller.number}`)
}

async function asterisk<T>(method: string, path: string): Promise<T> {
  const answer = await fetch(`${ari.address}/ari/${path}`, { method, headers: { authorization: `Basic ${btoa(`${ari.username}:${ari.password}`)}` } })
  if (answer.status === 404) return undefined as T // ended meanwhile
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return (answer.status === 204 ? undefined : await answer.json()) as T
}

/** The live hall, as a supervisor's screen has it. */
class Hall {
  private readonly queues = new Map<string, LiveQueue>()
  private readonly operators = new Map<number, LiveOperator>()

  private constructor(private readonly socket: Socket<ServerToBrowser, BrowserToServer>) {
    socket.on('live.snapshot', (snapshot) => {
      this.queues.clear()
      this.operators.clear()
      this.take(snapshot)
    })
    socket.on('live.changes', (changes) => this.take(changes))
  }

  static async open(): Promise<Hall> {
    const { cookie } = await Api.signIn(address, 'supervisor', password)
    const socket: Socket<ServerToBrowser, BrowserToServer> = io(address, { path: '/socket.io', transports: ['websocket'], forceNew: true, autoConnect: false, extraHeaders: { cookie } })
    const hall = new Hall(socket)
    await new Promise<void>((resolve, reject) => {
      socket.once('live.snapshot', () => resolve())
      socket.once('connect_error', reject)
      socket.connect()
    })
    return hall
  }

  waiting(): string[] {
    return [...this.queues.values()].flatMap(({ name, waiting }) => waiting.map(({ number }) => `${number} in ${name}`))
  }

  signedOn(): LiveOperator[] {
    return [...this.operators.values()].filter(({ state }) => state !== 'offline')
  }

  /** A refusal, as after a hang-up that was not noticed yet, is tried again by the caller. */
  async takeOut({ userId, displayName }: LiveOperator, reason: string): Promise<void> {
    const reply = await this.socket.timeout(15_000).emitWithAck('operator.state', { userId, wanted: { state: 'offline' }, reason })
    if (!reply.ok) throw new Error(`${displayName} is not taken out: ${reply.failure.message.en}`)
    this.operators.set(userId, reply.data)
  }

  close(): void {
    this.socket.close()
  }

  private take({ queues, operators }: Pick<LiveSnapshot, 'queues' | 'operators'>): void {
    for (const queue of queues) this.queues.set(queue.name, queue)
    for (const operator of operators) this.operators.set(operator.userId, operator)
  }
}
