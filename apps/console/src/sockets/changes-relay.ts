import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { Changed, TICKETING_FACTS } from '@app/contracts'
import { FactStream } from '@app/facts'
import { hostname } from 'node:os'
import { Hall } from '../hall/hall.js'
import { SETTINGS, type ConsoleSettings } from '../settings.js'
import { LiveGateway } from './live.gateway.js'

/** Passes what changed in the lasting side on to browsers. A browser that was away asks REST again, so only news is needed. */
@Injectable()
export class ChangesRelay implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(ChangesRelay.name)
  private readonly stream: FactStream

  constructor(
    @Inject(SETTINGS) settings: ConsoleSettings,
    private readonly hall: Hall,
    private readonly gateway: LiveGateway,
  ) {
    this.stream = new FactStream({ url: settings.REDIS_URL, stream: TICKETING_FACTS, onConnection: (redis) => this.hall.setHealth({ redis }) })
  }

  onApplicationBootstrap(): void {
    this.stream.start()
    let faulty = false
    this.stream.follow({
      group: 'console',
      consumer: hostname(),
      from: 'now',
      handle: (id, fact) => {
        faulty = false
        const change = Changed.safeParse(fact)
        if (change.success) this.gateway.relay(change.data)
        else this.log.error(`fact ${id} of ${TICKETING_FACTS} does not fit: ${change.error.message}`)
        return Promise.resolve()
      },
      onError: (error) => {
        if (!faulty) this.log.warn(`changes are not relayed for the moment: ${String(error)}`)
        faulty = true
      },
    })
  }

  async onApplicationShutdown(): Promise<void> {
    await this.stream.stop()
  }
}
