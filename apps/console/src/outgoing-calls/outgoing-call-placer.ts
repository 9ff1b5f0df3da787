import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { askApp } from '@app/access'
import { DueOutgoingCall } from '@app/contracts'
import { HealthRegister, RepeatedWork } from '@app/service'
import { z } from 'zod'
import { Connections } from '../asterisk/connections.js'
import { SETTINGS, type ConsoleSettings } from '../settings.js'

const LOOK_MS = 2_000
/** Until the journal has told that a call was placed it still counts as due: it must not be placed twice. */
const UNTIL_TOLD_MS = 20_000
/** Longer than the dialplan lets it ring, so that it is the dialplan that tells how it went. */
const ANSWER_WITHIN_MS = 60_000

/** Calls citizens who are to be told of a ticket; Asterisk does the rest by itself. */
@Injectable()
export class OutgoingCallPlacer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(OutgoingCallPlacer.name)
  private readonly placedAt = new Map<string, number>()
  private readonly work: RepeatedWork

  constructor(
    @Inject(SETTINGS) private readonly settings: ConsoleSettings,
    private readonly connections: Connections,
    health: HealthRegister,
  ) {
    this.work = new RepeatedWork('outgoing-calls', LOOK_MS, health, () => this.look(), { essential: false })
  }

  onApplicationBootstrap(): void {
    this.work.start()
  }

  async onApplicationShutdown(): Promise<void> {
    await this.work.stop()
  }

  private async look(): Promise<void> {
    const now = Date.now()
    for (const [callId, at] of this.placedAt) if (now - at > UNTIL_TOLD_MS) this.placedAt.delete(callId)
    const due = z.array(DueOutgoingCall).parse(await askApp(`${this.settings.TICKETING_URL}/api/outgoing-calls/due`, { as: 'console', secret: this.settings.SESSION_SECRET }))
    if (this.connections.ami.connected) for (const call of due) if (!this.placedAt.has(call.callId)) await this.place(call)
  }

  private async place({ callId, number, language, sound, asksRating }: DueOutgoingCall): Promise<void> {
    this.placedAt.set(callId, Date.now())
    const variables = { OUTGOING_NUMBER: number, OUTGOING_LANGUAGE: language, OUTGOING_SOUND: sound, OUTGOING_RATING: asksRating ? 'yes' : '' }
    await this.connections.ami.action({
      action: 'Originate',
      channel: 'Local/s@outgoing-dial/n',
      context: 'outgoing-told',
      exten: 's',
      priority: 1,
      async: true,
      timeout: ANSWER_WITHIN_MS,
      channelid: callId,
      variable: Object.entries(variables).map(([name, value]) => `${name}=${value}`).join(','),
    })
    this.log.log(`call ${callId}: the citizen is called`)
  }
}
