import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { pauseOf, stateOf, userIdOf } from '@app/queue-mirror'
import { Connections } from '../asterisk/connections.js'
import { OperatorDesk } from '../operators/operator-desk.js'
import { SETTINGS, type ConsoleSettings } from '../settings.js'
import { Hall } from './hall.js'

const LOOK_MS = 500

/** Ends each wrap-up when its time has passed since the pause that Asterisk set; so it survives any restart of ours. */
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
      const over = pause && stateOf(mirror, member) === 'wrap-up' && now >= (pause.lastPause + this.settings.WRAP_UP_SECONDS) * 1000
      if (userId === null || !over || this.ending.has(userId)) continue
      this.ending.add(userId)
      this.desk
        .endWrapUp(userId)
        .catch((error: unknown) => this.log.warn(`${member} stays in wrap-up: ${String(error)}`))
        .finally(() => this.ending.delete(userId))
    }
  }
}
