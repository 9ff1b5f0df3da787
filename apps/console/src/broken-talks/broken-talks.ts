import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { BROKEN_OFF_CAUSE } from '@app/contracts'
import { interfaceOf, memberNameOf, pauseOf, userIdOf, type Mirror } from '@app/queue-mirror'
import { HealthRegister, RepeatedWork } from '@app/service'
import { Connections } from '../asterisk/connections.js'
import { Hall } from '../hall/hall.js'
import { awaitsCitizen } from '../operators/awaits-citizen.js'
import { foldSilence, isDead, type Silence } from './plan-silence.js'

const LOOK_MS = 1_000
const SILENT_MS = 4_000
/** Longer than the dialplan waits (RESUME_SECONDS), its sentences and the offer together. */
const STUCK_SECONDS = 60

/** An operator's channel in a talk, or in a call of their own. */
interface Leg {
  callId: string
  channelId: string
}

const legOf = (mirror: Mirror, member: string): Leg | undefined => mirror.talks[member] ?? mirror.ownCalls[member]

/**
 * Talks whose operator's page is gone. A page that goes in good order says so to Asterisk itself; for a crash the leg is ended here, with the cause
 * by which the dialplan keeps the citizen for the same operator (extensions.conf, broken-off). From there no Node process is needed.
 */
@Injectable()
export class BrokenTalks implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(BrokenTalks.name)
  /** Operators in talks whose softphone is not registered now. */
  private readonly unregistered = new Map<string, Silence | undefined>()
  private readonly work: RepeatedWork

  constructor(
    private readonly connections: Connections,
    private readonly hall: Hall,
    health: HealthRegister,
  ) {
    const { ami } = connections
    ami.onEvent((event) => {
      if (event['event'] !== 'ContactStatus') return
      const member = `PJSIP/${event['aor'] ?? ''}`
      if (event['contactstatus'] === 'Removed') this.unregistered.set(member, undefined)
      else this.unregistered.delete(member)
    })
    hall.events.on('snapshot', () => {
      this.learn().catch((error: unknown) => this.log.warn(`not known whose softphone is gone: ${String(error)}`))
    })
    this.work = new RepeatedWork('broken-talks', LOOK_MS, health, () => this.look(), { essential: false })
  }

  onApplicationBootstrap(): void {
    this.work.start()
  }

  async onApplicationShutdown(): Promise<void> {
    await this.work.stop()
  }

  /** A page that asks for a line holds no talk: one that Asterisk still counts as this operator's lost its page. */
  async pageHoldsNone(userId: number): Promise<void> {
    const member = interfaceOf(userId)
    const leg = legOf(this.hall.now, member)
    if (!leg) return
    await this.breakOff(member, leg)
    await this.hall.confirm((mirror) => legOf(mirror, member)?.channelId !== leg.channelId)
  }

  /** Events of before our start are not told again. */
  private async learn(): Promise<void> {
    for (const member of Object.keys({ ...this.hall.now.talks, ...this.hall.now.ownCalls })) {
      const userId = userIdOf(member)
      if (userId === null) continue
      const contact = await this.connections.ami.action({ action: 'Getvar', variable: `PJSIP_AOR(${memberNameOf(userId)},contact)` })
      if (!contact['value'] && !this.unregistered.has(member)) this.unregistered.set(member, undefined)
    }
  }

  private async look(): Promise<void> {
    if (!this.connections.ami.connected) return
    for (const [member, before] of this.unregistered) {
      const leg = legOf(this.hall.now, member)
      if (!leg) continue
      const answer = await this.connections.ami.action({ action: 'Getvar', channel: leg.channelId, variable: 'CHANNEL(rtcp,rxcount)' }).catch(() => null)
      const now = Date.now()
      // Ended, or registered again, while it was asked.
      if (!answer || !this.unregistered.has(member)) continue
      const silence = foldSilence(before, Number(answer['value'] ?? 0), now)
      this.unregistered.set(member, silence)
      if (!isDead(silence, now, SILENT_MS)) continue
      this.unregistered.set(member, undefined)
      await this.breakOff(member, leg)
    }
    await this.freeTheStuck()
  }

  private async breakOff(member: string, { callId, channelId }: Leg): Promise<void> {
    this.log.warn(`call ${callId}: the page of ${member} is gone; the citizen waits for it to come back`)
    await this.connections.ari.hangup(channelId, BROKEN_OFF_CAUSE)
  }

  /** The dialplan ends this pause; an Asterisk that was restarted meanwhile keeps it without the citizen whom it was for. */
  private async freeTheStuck(): Promise<void> {
    for (const [member, memberships] of Object.entries(this.hall.now.members)) {
      const pause = pauseOf(Object.values(memberships))
      if (!pause || !awaitsCitizen(this.hall.now, member) || Date.now() < (pause.lastPause + STUCK_SECONDS) * 1000) continue
      this.log.warn(`mended: ${member} waited for a citizen who is gone`)
      await this.connections.ami.action({ action: 'QueuePause', interface: member, paused: 'true', reason: 'wrap-up' })
    }
  }
}
