import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { askApp } from '@app/access'
import { callBackCallId, callBackOf, StandingCallBack } from '@app/contracts'
import { placeIn } from '@app/queue-mirror'
import { HealthRegister, RepeatedWork } from '@app/service'
import { z } from 'zod'
import { Connections } from '../asterisk/connections.js'
import { Hall } from '../hall/hall.js'
import { SETTINGS, type ConsoleSettings } from '../settings.js'

const LOOK_MS = 2_000
/** Until the journal has told that a promise is in the queue it still counts as due: it must not be put there twice. */
const UNTIL_TOLD_MS = 20_000

/** Keeps promised call-backs in their queues: each that is due is put into its place; Asterisk does the rest by itself. */
@Injectable()
export class CallBackPlacer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(CallBackPlacer.name)
  private standing: StandingCallBack[] = []
  private readonly placedAt = new Map<number, number>()
  private readonly work: RepeatedWork

  constructor(
    @Inject(SETTINGS) private readonly settings: ConsoleSettings,
    private readonly connections: Connections,
    private readonly hall: Hall,
    health: HealthRegister,
  ) {
    // What stands in the queues goes on standing there.
    this.work = new RepeatedWork('call-backs', LOOK_MS, health, () => this.look(), { essential: false })
  }

  onApplicationBootstrap(): void {
    this.work.start()
  }

  async onApplicationShutdown(): Promise<void> {
    await this.work.stop()
  }

  /** The place in a queue of somebody who began to wait at a moment, 1 = next. */
  placeOf(queue: string, enteredAt: number): number {
    const promised = new Map(this.standing.map((callBack) => [callBack.id, Date.parse(callBack.enteredAt)]))
    return placeIn(this.hall.now.queues[queue] ?? [], enteredAt, (caller) => promised.get(callBackOf(caller.callId) ?? 0) ?? caller.enteredAt)
  }

  private async look(): Promise<void> {
    this.standing = await this.askTicketing().then(
      (standing) => {
        this.hall.setHealth({ ticketing: true })
        return standing
      },
      (error: unknown) => {
        // Nobody else asks it so often, so the hall learns from here that it is away.
        this.hall.setHealth({ ticketing: false })
        throw error
      },
    )
    if (!this.connections.ami.connected) return
    await this.takeAwayKept()
    for (const callBack of this.standing) if (callBack.due && !this.isPlaced(callBack.id)) await this.place(callBack)
  }

  private async askTicketing(): Promise<StandingCallBack[]> {
    return z.array(StandingCallBack).parse(await askApp(`${this.settings.TICKETING_URL}/api/call-backs/standing`, { as: 'console', secret: this.settings.SESSION_SECRET }))
  }

  private isPlaced(id: number): boolean {
    const { queues, talks, offers } = this.hall.now
    const calls = [...Object.values(queues).flat(), ...Object.values(talks), ...Object.values(offers)]
    return calls.some(({ callId }) => callBackOf(callId) === id) || Date.now() - (this.placedAt.get(id) ?? 0) < UNTIL_TOLD_MS
  }

  private async place({ id, number, queue, priority, language, enteredAt }: StandingCallBack): Promise<void> {
    const position = this.placeOf(queue, Date.parse(enteredAt))
    this.placedAt.set(id, Date.now())
    const callId = callBackCallId(id, Math.floor(Date.now() / 1000))
    const variables = { CALL_BACK_NUMBER: number, CALL_BACK_LANGUAGE: language, QUEUE_PRIO: priority, QUEUE_POSITION: position, QUEUE_ENTERED: Date.parse(enteredAt) }
    await this.connections.ami.action({
      action: 'Originate',
      channel: 'Local/s@call-back-stand-by/n',
      context: 'call-back-queue',
      exten: queue,
      priority: 1,
      async: true,
      channelid: callId,
      variable: Object.entries(variables).map(([name, value]) => `${name}=${value}`).join(','),
    })
    this.log.log(`call-back ${id}: in ${queue}, position ${position}`)
  }

  /** A promise that was cancelled, or kept otherwise, waits no longer. */
  private async takeAwayKept(): Promise<void> {
    const promised = new Set(this.standing.map(({ id }) => id))
    for (const { callId } of Object.values(this.hall.now.queues).flat()) {
      const id = callBackOf(callId)
      if (id === null || promised.has(id) || Date.now() - (this.placedAt.get(id) ?? 0) < UNTIL_TOLD_MS) continue
      const channels = await this.connections.ami.list({ action: 'CoreShowChannels' }, 'CoreShowChannelsComplete')
      const channel = channels.find((row) => row['uniqueid'] === callId)?.['channel']
      if (!channel) continue
      this.log.log(`call-back ${id}: no longer wanted`)
      await this.connections.ami.action({ action: 'Hangup', channel })
    }
  }
}
