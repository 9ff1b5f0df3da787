import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { interfaceOf, pauseOf, stateOf, userIdOf } from '@app/queue-mirror'
import { Connections } from '../asterisk/connections.js'
import { stateInCall } from '../operators/awaits-citizen.js'
import { DeskRecords } from '../operators/desk-records.js'
import { OperatorDesk } from '../operators/operator-desk.js'
import { planAfterCall } from '../operators/plan-after-call.js'
import { SETTINGS, type ConsoleSettings } from '../settings.js'
import { Hall } from './hall.js'

const LOOK_MS = 500
/** Between a hang-up and the pause of the wrap-up an operator seems to be available for a moment. */
const IDLE_MS = 3_000

/** Ends each wrap-up when its time, made longer or not, has passed since the pause that Asterisk set; so it survives any restart of ours. */
@Injectable()
export class WrapUp implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(WrapUp.name)
  private readonly ending = new Set<number>()
  private timer: NodeJS.Timeout | undefined

  constructor(
    @Inject(SETTINGS) private readonly settings: ConsoleSettings,
    private readonly connections: Connections,
    private readonly hall: Hall,
    private readonly desk: OperatorDesk,
    private readonly records: DeskRecords,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.look(Date.now()), LOOK_MS)
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer)
  }

  private look(now: number): void {
    if (!this.connections.ami.connected) return
    const mirror = this.hall.now
    for (const [member, memberships] of Object.entries(mirror.members)) {
      const userId = userIdOf(member)
      const pause = pauseOf(Object.values(memberships))
      const over = pause && stateOf(mirror, member) === 'wrap-up' && now >= (pause.lastPause + this.settings.WRAP_UP_SECONDS + this.records.longer(mirror, member).extraSeconds) * 1000
      if (userId !== null && over) this.end(userId, () => this.desk.endWrapUp(userId))
    }
    // A call that ended without a wrap-up: nothing else would come that carries the wish out.
    for (const { userId } of this.records.withWish()) {
      const member = interfaceOf(userId)
      const idle = planAfterCall({ state: 'offline' }, stateInCall(mirror, member)).kind !== 'keep'
      if (idle && now - (mirror.changedAt[member] ?? 0) > IDLE_MS) this.end(userId, () => this.desk.carryOutWish(userId))
    }
  }

  private end(userId: number, work: () => Promise<void>): void {
    if (this.ending.has(userId)) return
    this.ending.add(userId)
    work()
      .catch((error: unknown) => this.log.warn(`op-${userId} stays in its state: ${String(error)}`))
      .finally(() => this.ending.delete(userId))
  }
}
