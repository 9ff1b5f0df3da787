import { Injectable, Logger } from '@nestjs/common'
import { AmiTimeout } from '@app/asterisk'
import { userIdOf, type Mirror } from '@app/queue-mirror'
import { Connections } from '../asterisk/connections.js'
import { Hall } from '../hall/hall.js'
import { OperatorDesk } from './operator-desk.js'
import { planMending } from './plan-after-call.js'
import { tellAsked } from './tell-asked.js'

const MOST_TRIES = 3

/** After each reconnect to Asterisk: brings back what it forgot, and mends operators whom a change that was cut off left between two states. */
@Injectable()
export class Mending {
  private readonly log = new Logger(Mending.name)
  /** Whom nobody could bring back because Asterisk was lost again, as they were when it was lost first. */
  private readonly unrestored = new Map<string, Mirror['members'][string]>()

  constructor(
    private readonly connections: Connections,
    private readonly hall: Hall,
    private readonly desk: OperatorDesk,
  ) {
    hall.events.on('back', (before) => {
      // All at once, so that each is in their operator's line before anything the operator asks for.
      for (const member of new Set([...Object.keys(before.members), ...Object.keys(hall.now.members), ...this.unrestored.keys()])) void this.restore(member, this.unrestored.get(member) ?? before.members[member] ?? {})
    })
    hall.events.on('snapshot', () => {
      this.mend().catch((error: unknown) => this.log.warn(`not mended: ${String(error)}`))
    })
  }

  private async restore(member: string, before: Mirror['members'][string]): Promise<void> {
    const userId = userIdOf(member)
    if (userId === null) return
    this.unrestored.delete(member)
    for (let tries = 1; ; tries++) {
      try {
        if (await this.desk.restore(userId, before)) this.log.warn(`mended: ${member} is again in ${Object.keys(before).join(', ') || 'no queue'}, as before Asterisk was lost`)
        return
      } catch (error) {
        this.log.warn(`${member} is not brought back: ${String(error)}`)
        // Nobody changes anything while it is away, so the next time it is the same that they are brought back to.
        if (!this.connections.ami.connected) this.unrestored.set(member, before)
        // An Asterisk that hangs is known to be lost only after some more of these.
        else if (error instanceof AmiTimeout && tries < MOST_TRIES) continue
        return
      }
    }
  }

  private async mend(): Promise<void> {
    const { ami } = this.connections
    for (const [member, memberships] of Object.entries(this.hall.now.members)) {
      const plan = planMending(Object.values(memberships))
      const userId = userIdOf(member)
      if (!plan || userId === null) continue
      this.log.warn(`mended: ${member} was paused in some queues only; now in all: ${plan.pause}`)
      await tellAsked(ami, { userId, by: null, what: plan.pause, why: 'mended' })
      await ami.action({ action: 'QueuePause', interface: member, paused: 'true', reason: plan.pause })
    }
  }
}
