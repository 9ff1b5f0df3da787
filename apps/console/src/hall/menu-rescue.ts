import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { HealthRegister } from '@app/service'
import { Connections } from '../asterisk/connections.js'
import { SETTINGS, type ConsoleSettings } from '../settings.js'
import { Hall } from './hall.js'

const LOOK_MS = 2_000

/** Takes callers out of a menu that nobody runs: the IVR's lease has run out, so they go to the fallback queue. */
@Injectable()
export class MenuRescue implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(MenuRescue.name)
  private timer: NodeJS.Timeout | undefined
  private looking = false

  constructor(
    @Inject(SETTINGS) private readonly settings: ConsoleSettings,
    private readonly connections: Connections,
    private readonly hall: Hall,
    health: HealthRegister,
  ) {
    // The IVR says of itself whether it is well; the console is well without it.
    health.part('ivr-lease', () => ({ ok: true, ...(hall.currentHealth.ivr ? {} : { detail: 'the IVR does not renew its lease; callers go to the queue' }) }))
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      if (this.looking || !this.connections.ami.connected) return
      this.looking = true
      this.look()
        .catch((error: unknown) => this.log.warn(`could not look for callers without a menu: ${String(error)}`))
        .finally(() => (this.looking = false))
    }, LOOK_MS)
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer)
  }

  private async look(): Promise<void> {
    const { ami } = this.connections
    const lease = Number((await ami.action({ action: 'Getvar', variable: 'IVR_LEASE' }))['value'] ?? 0)
    const alive = lease >= Date.now() / 1000
    this.hall.setHealth({ ivr: alive })
    if (alive) return
    for (const channel of await ami.list({ action: 'CoreShowChannels' }, 'CoreShowChannelsComplete')) {
      if (channel['application'] !== 'Stasis' || !(channel['applicationdata'] ?? '').startsWith('hotline')) continue
      const name = channel['channel'] ?? ''
      this.log.warn(`call ${channel['linkedid']}: the IVR is away, the caller goes to ${this.settings.FALLBACK_QUEUE}`)
      try {
        await ami.action({ action: 'Setvar', channel: name, variable: 'TOQUEUE_REASON', value: 'fallback' })
        await ami.action({ action: 'Redirect', channel: name, context: 'to-queue', exten: this.settings.FALLBACK_QUEUE, priority: 1 })
      } catch (error) {
        this.log.warn(`call ${channel['linkedid']}: not moved: ${String(error)}`) // hung up meanwhile, or tried again at the next look
      }
    }
  }
}
