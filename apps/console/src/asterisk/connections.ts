import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { AmiConnection, AriConnection } from '@app/asterisk'
import { HealthRegister } from '@app/service'
import { SETTINGS, type ConsoleSettings } from '../settings.js'

/** The console's two ways to Asterisk: AMI for queues and channels, ARI for the configuration of lines. */
@Injectable()
export class Connections implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly ami: AmiConnection
  readonly ari: AriConnection

  constructor(@Inject(SETTINGS) settings: ConsoleSettings, health: HealthRegister) {
    const log = new Logger('Asterisk')
    // A fault that repeats at every retry is told once.
    let last = ''
    const tell = (error: Error) => {
      if (error.message !== last) log.warn(error.message)
      last = error.message
    }
    this.ami = new AmiConnection({ host: settings.AMI_HOST, port: settings.AMI_PORT, username: settings.AMI_USERNAME, password: settings.AMI_PASSWORD, onFault: tell })
    this.ari = new AriConnection({ url: settings.ARI_URL, username: settings.ARI_USERNAME, password: settings.ARI_PASSWORD, onFault: tell })
    this.ami.onConnected(() => {
      last = ''
      log.log('connected')
      return Promise.resolve()
    })
    health.part('asterisk', () => ({ ok: this.ami.connected && this.ari.connected, ...(this.ami.connected ? {} : { detail: 'Asterisk is away' }) }))
  }

  onApplicationBootstrap(): void {
    this.ami.start()
    this.ari.start()
  }

  onApplicationShutdown(): void {
    this.ami.stop()
    this.ari.stop()
  }
}
