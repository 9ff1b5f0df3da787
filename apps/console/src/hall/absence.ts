import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { stateOf, userIdOf, type Mirror } from '@app/queue-mirror'
import { Connections } from '../asterisk/connections.js'
import { SETTINGS, type ConsoleSettings } from '../settings.js'
import { tellAsked } from '../operators/tell-asked.js'
import { Hall } from './hall.js'

const LOOK_MS = 1_000

/** Whether no softphone is registered for this member. 4: invalid, 5: unavailable (Asterisk's device states). */
export const isAway = (mirror: Mirror, member: string) =>
  stateOf(mirror, member) !== 'talking' && Object.values(mirror.members[member] ?? {}).every(({ status }) => status === 4 || status === 5)

/** Signs off who went without a word: a tab closed, a machine switched off. A reload of the page is quicker than that and changes nothing. */
@Injectable()
export class Absence implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(Absence.name)
  /** Since when a member is seen to be away; a restart of ours only begins to count anew. */
  private readonly since = new Map<string, number>()
  private timer: NodeJS.Timeout | undefined

  constructor(
    @Inject(SETTINGS) private readonly settings: ConsoleSettings,
    private readonly connections: Connections,
    private readonly hall: Hall,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.look(Date.now()), LOOK_MS)
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer)
  }

  private look(now: number): void {
    const mirror = this.hall.now
    if (!this.connections.ami.connected) return this.since.clear()
    for (const member of this.since.keys()) if (!mirror.members[member] || !isAway(mirror, member)) this.since.delete(member)
    for (const member of Object.keys(mirror.members)) {
      if (!isAway(mirror, member)) continue
      const since = this.since.get(member) ?? now
      this.since.set(member, since)
      if (now - since >= this.settings.ABSENCE_SECONDS * 1000) {
        this.since.set(member, now) // if it fails, the next try is as far away
        this.signOff(member, Object.keys(mirror.members[member] ?? {})).catch((error: unknown) => this.log.warn(`${member} could not be signed off: ${String(error)}`))
      }
    }
  }

  private async signOff(member: string, queues: string[]): Promise<void> {
    this.log.log(`${member} is signed off: no softphone for ${this.settings.ABSENCE_SECONDS} s`)
    const userId = userIdOf(member)
    if (userId !== null) await tellAsked(this.connections.ami, { userId, by: null, what: 'offline', why: 'absence' })
    for (const queue of queues) await this.connections.ami.action({ action: 'QueueRemove', queue, interface: member })
  }
}
