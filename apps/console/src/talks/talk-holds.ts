import { EventEmitter } from 'node:events'
import { Injectable, Logger } from '@nestjs/common'
import { AmiRefused, type AmiMessage } from '@app/asterisk'
import { HELD_SINCE, HOLD_BEGAN, HOLD_ENDED, holdMomentOf, holdMomentText, type HoldMoment } from '@app/contracts'
import { Connections } from '../asterisk/connections.js'
import { holdsAfterAbsence } from './holds-after-absence.js'

/** An operator's leg in a talk with a citizen. */
interface Leg {
  id: string
  callId: string
  /** Name of the queue member. */
  member: string
}

const UP = '6'

/** The operator's second leg, and a supervisor's ear, are no talk with a citizen. */
const NO_TALK = /^(?:consult|listening)-/

function legOf(row: AmiMessage): Leg | null {
  const member = /^PJSIP\/(op-\d{1,9})-[0-9a-f]+$/.exec(row['channel'] ?? '')?.[1]
  const id = row['uniqueid'] ?? ''
  return member === undefined || id === '' || NO_TALK.test(id) ? null : { id, callId: row['linkedid'] || id, member }
}

/**
 * Tells the journal when an operator puts a citizen on hold and takes them up again. Asterisk's own journal does not tell it. Since when a leg is held
 * stands on that leg: so a console that was restarted goes on with the same hold, and where the leg ends on hold the dialplan tells of its end
 * (extensions.conf, hold-over). Two tellings of one hold are the same one to whoever folds them.
 */
@Injectable()
export class TalkHolds {
  readonly events = new EventEmitter<{ changed: [] }>()
  private readonly log = new Logger(TalkHolds.name)
  /** By leg. */
  private readonly held = new Map<string, Leg & { since: HoldMoment }>()
  /** What is being told of a leg, so that all of it is told in order. */
  private readonly telling = new Map<string, Promise<void>>()

  constructor(private readonly connections: Connections) {
    connections.ami.onEvent((event) => this.happened(event, Date.now()))
    connections.ami.onConnected(() => this.find())
  }

  /** Since when this operator's citizen is on hold, epoch milliseconds; null: is not. @param member name of the queue member */
  heldSince(member: string): number | null {
    for (const leg of this.held.values()) if (leg.member === member) return leg.since.at
    return null
  }

  private happened(event: AmiMessage, at: number): void {
    const name = event['event']
    if (name !== 'Hold' && name !== 'Unhold' && name !== 'Hangup') return
    const leg = legOf(event)
    if (!leg || (name === 'Hangup' && !this.held.has(leg.id) && !this.telling.has(leg.id))) return
    const moment = { at, sure: true }
    this.tell(leg, () => (name === 'Hold' ? this.began(leg, moment) : this.ended(leg, moment, name === 'Hangup')))
  }

  private tell(leg: Leg, work: () => Promise<void>): void {
    const told = (this.telling.get(leg.id) ?? Promise.resolve())
      .then(work)
      .catch((error: unknown) => {
        // Asterisk is away; what stands on the leg is looked at after the next connect.
        this.held.delete(leg.id)
        this.log.warn(`call ${leg.callId}: a hold of ${leg.member} is not told yet: ${String(error)}`)
      })
      .finally(() => {
        if (this.telling.get(leg.id) === told) this.telling.delete(leg.id)
        this.events.emit('changed')
      })
    this.telling.set(leg.id, told)
  }

  private async began(leg: Leg, since: HoldMoment): Promise<void> {
    if (this.held.has(leg.id)) return
    const there = await this.leave(leg, since)
    await this.write(leg, HOLD_BEGAN, since)
    // The leg has gone before anything could be left on it for the dialplan.
    if (there) this.held.set(leg.id, { ...leg, since })
    else await this.write(leg, HOLD_ENDED, since, { at: Date.now(), sure: true })
  }

  private async ended(leg: Leg, at: HoldMoment, gone: boolean): Promise<void> {
    const held = this.held.get(leg.id)
    if (!held) return
    await this.write(leg, HOLD_ENDED, held.since, at)
    this.held.delete(leg.id)
    if (!gone) await this.leave(leg, null)
  }

  /** @returns false where the leg has gone */
  private async leave(leg: Leg, since: HoldMoment | null): Promise<boolean> {
    try {
      await this.connections.ami.action({ action: 'Setvar', channel: leg.id, variable: HELD_SINCE, value: since === null ? '' : holdMomentText(since) })
      return true
    } catch (error) {
      if (error instanceof AmiRefused) return false
      throw error
    }
  }

  private async write(leg: Leg, event: string, ...moments: HoldMoment[]): Promise<void> {
    await this.connections.ami.action({ action: 'QueueLog', queue: 'NONE', uniqueid: leg.callId, event, interface: leg.member, message: moments.map(holdMomentText).join('|') })
  }

  /** After each connect: what happened meanwhile, as far as the legs tell it. */
  private async find(): Promise<void> {
    this.held.clear()
    const rows = await this.connections.ami.list({ action: 'CoreShowChannels' }, 'CoreShowChannelsComplete')
    for (const row of rows) {
      const leg = legOf(row)
      if (leg && row['channelstate'] === UP && row['bridgeid']) this.tell(leg, () => this.look(leg))
    }
    await Promise.all(this.telling.values())
  }

  private async look(leg: Leg): Promise<void> {
    // An event of this connection was quicker.
    if (this.held.has(leg.id)) return
    try {
      const told = holdMomentOf(await this.ask(leg, HELD_SINCE))
      const held = (await this.ask(leg, 'CHANNEL(rtp,hold)')) === '1'
      const account = holdsAfterAbsence(told, held, Date.now())
      if (account.leave !== 'keep' && account.leave) await this.leave(leg, account.leave)
      if (account.began) await this.write(leg, HOLD_BEGAN, account.began)
      if (account.ended) await this.write(leg, HOLD_ENDED, account.ended.began, account.ended.ended)
      if (account.leave === null) await this.leave(leg, null)
      if (account.began) this.held.set(leg.id, { ...leg, since: account.began })
    } catch (error) {
      // Gone while it was asked: the dialplan has told its end.
      if (!(error instanceof AmiRefused)) throw error
    }
  }

  private async ask(leg: Leg, variable: string): Promise<string> {
    return (await this.connections.ami.action({ action: 'Getvar', channel: leg.id, variable }))['value'] ?? ''
  }
}
