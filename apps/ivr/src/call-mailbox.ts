import type { AriConnection } from '@app/asterisk'
import { decide, type FlowEffect, type FlowEvent, type FlowState, type Note } from '@app/flow'
import type { Logger } from '@nestjs/common'
import type { Answers } from './answers.service.js'
import { FlowSteps } from './flow-steps.js'
import type { ShelvedFlow } from './flow-shelf.service.js'
import type { PublishedDataShelf } from './published-data-shelf.service.js'
import { writeSavedCall } from './saved-call.js'
import { soundsOf } from './sounds-of.js'

export interface MailboxParts {
  ari: AriConnection
  /** The version that this call began with. */
  shelved: ShelvedFlow
  /** What is in force beside the flows. */
  published: PublishedDataShelf
  answers: Answers
  fallbackQueue: string
  /** Epoch milliseconds. */
  arrivedAt: number
  /** What was written of the call's way before this mailbox; null for a new call. */
  wayBefore: string | null
  /** An administrator's: what would bind the city is not done. */
  isTrial: boolean
  log: Logger
  /** The call has left or ended: forget the mailbox. */
  onOver(): void
}

/** One call's serial mailbox: one event at a time is decided and its effects done before the next is looked at. */
export class CallMailbox {
  private waiting: Promise<void> = Promise.resolve()
  private readonly timers = new Map<string, NodeJS.Timeout>()
  private over = false
  private savedWay: string | null = null
  private readonly steps: FlowSteps

  constructor(
    private readonly channelId: string,
    readonly callId: string,
    private state: FlowState,
    /** As the channel has it. */
    private language: string | null,
    private readonly parts: MailboxParts,
  ) {
    this.steps = new FlowSteps(parts.arrivedAt, parts.wayBefore)
  }

  post(event: FlowEvent): void {
    this.waiting = this.waiting.then(() => this.handle(event))
  }

  /** Asterisk's id of a playback: unique among all calls. */
  private playback(id: string): string {
    return `${this.channelId}:${id}`
  }

  /** No more timers or effects; the caller stays where they are, for the next process to adopt. */
  abandon(): void {
    this.over = true
    for (const timer of this.timers.values()) clearTimeout(timer)
    this.timers.clear()
  }

  private async handle(event: FlowEvent): Promise<void> {
    if (this.over) return
    try {
      const { state, effects } = decide(this.parts.shelved.flow, this.state, event)
      this.state = state
      // Asterisk does what comes over the one socket in its order, so the state need not be waited for before the caller is spoken to.
      let saved: Promise<void> | null = null
      for (const effect of effects) {
        if (this.over) break
        if (effect.type === 'saveState') {
          saved = this.save()
          continue
        }
        await Promise.all([saved, this.perform(effect)])
        saved = null
      }
      await saved
      if (this.state.at === 'ended' || this.state.at === 'left') this.finish()
    } catch (error) {
      await this.giveUp(error)
    }
  }

  private async perform(effect: Exclude<FlowEffect, { type: 'saveState' }>): Promise<void> {
    const { ari } = this.parts
    switch (effect.type) {
      case 'setLanguage':
        if (effect.language !== this.language) await ari.setVariable(this.channelId, 'CHANNEL(language)', effect.language)
        this.language = effect.language
        return
      case 'play':
        return this.play(effect)
      case 'stopPlayback':
        await ari.stopPlayback(this.playback(effect.playbackId))
        return
      case 'startTimer':
        this.timers.set(
          effect.timerId,
          setTimeout(() => {
            this.timers.delete(effect.timerId)
            this.post({ type: 'timerFired', timerId: effect.timerId })
          }, effect.seconds * 1000),
        )
        return
      case 'stopTimer':
        clearTimeout(this.timers.get(effect.timerId))
        this.timers.delete(effect.timerId)
        return
      case 'ask':
        // Not awaited: digits and a hang-up meanwhile must not wait for somebody else.
        void this.parts.answers.answer(this.callId, effect.question, this.parts.isTrial).then((answer) => this.post({ type: 'answered', askId: effect.askId, ...answer }))
        return
      case 'note':
        return this.note(effect.note)
      case 'leaveForQueue':
        return this.leaveForQueue(effect)
      case 'leaveForTransfer':
        return this.leaveForTransfer(effect)
      case 'leaveForRemark':
        await ari.continueInDialplan(this.channelId, 'remark', 's')
        return
      case 'leaveForVoicemail':
        await ari.setVariable(this.channelId, 'QUEUE_NAME', effect.queue)
        if ((await ari.continueInDialplan(this.channelId, 'voicemail', 's')) === 'gone') return
        this.parts.log.log(`call ${this.callId}: to the voicemail, by ${this.state.path.join('>')}`)
        return
      case 'hangUp':
        await ari.hangup(this.channelId)
        return
      default:
        return effect satisfies never
    }
  }

  /** Where there is a place already it is kept, as far as anybody knows it. */
  private async leaveForQueue({ queue, priority, limit, most, enteredAt, sameOperator, returns }: Extract<FlowEffect, { type: 'leaveForQueue' }>): Promise<void> {
    const { ari, answers, log } = this.parts
    const place = enteredAt === null ? null : await answers.placeOf(this.callId, queue, enteredAt)
    const operator = sameOperator && (await answers.lastOperatorOf(this.callId, sameOperator))
    const variables = { SAME_OPERATOR: operator, QUEUE_PRIO: priority, QUEUE_WAIT: limit, QUEUE_MOST: most, QUEUE_POSITION: place, QUEUE_RETURNS: returns.join(',') }
    for (const [name, value] of Object.entries(variables)) {
      // A channel that was never given a value needs none taken away.
      if (value !== null && value !== '') await ari.setVariable(this.channelId, name, String(value))
      else if (enteredAt !== null) await ari.setVariable(this.channelId, name, '')
    }
    if ((await ari.continueInDialplan(this.channelId, 'to-queue', queue)) === 'gone') return
    log.log(`call ${this.callId}: to queue ${queue}, priority ${priority}, by ${this.state.path.join('>')}`)
  }

  private async leaveForTransfer({ to, timeout, returns }: Extract<FlowEffect, { type: 'leaveForTransfer' }>): Promise<void> {
    const { ari, log, published } = this.parts
    const number = 'number' in to ? to.number : published.phoneOf(to.department)
    if (number === null) {
      log.warn(`call ${this.callId}: department ${'department' in to ? to.department : ''} has no number any more`)
      return this.handle({ type: 'returned', reason: 'failed', variables: {} })
    }
    await ari.setVariable(this.channelId, 'TRANSFER_SECONDS', String(timeout))
    await ari.setVariable(this.channelId, 'QUEUE_RETURNS', returns.join(','))
    if ((await ari.continueInDialplan(this.channelId, 'transfer', number)) === 'gone') return
    log.log(`call ${this.callId}: to ${'department' in to ? to.department : number}, by ${this.state.path.join('>')}`)
  }

  /** The dialplan writes it into the journal when the call ends. */
  private async note(note: Note): Promise<void> {
    const { ari } = this.parts
    switch (note.about) {
      case 'call-back':
        return void (await ari.setVariable(this.channelId, 'CALL_BACK', 'promised'))
      case 'survey':
        return void (await ari.setVariable(this.channelId, 'SURVEY', 'asked'))
      case 'rating':
        return void (await ari.setVariable(this.channelId, 'RATING', note.rating))
      default:
        return note satisfies never
    }
  }

  /** On the channel, so that it lives exactly as long as the call; a request that would change nothing is spared. */
  private async save(): Promise<void> {
    const { ari } = this.parts
    const way = this.steps.write(this.state)
    // Nobody adopts a call that has ended.
    if (this.state.at !== 'ended' || way !== this.savedWay) await ari.setVariable(this.channelId, 'FLOW_STATE', writeSavedCall(way, this.state))
    this.savedWay = way
  }

  /** A prompt that cannot be played must not stop the call. */
  private async play(effect: Extract<FlowEffect, { type: 'play' }>): Promise<void> {
    try {
      const sounds = soundsOf(effect.speech, effect.language, this.parts.shelved, this.parts.published)
      if (sounds.length === 0) return this.post({ type: 'playbackFinished', playbackId: effect.playbackId })
      await this.parts.ari.play(this.channelId, this.playback(effect.playbackId), sounds, effect.language)
    } catch (error) {
      this.parts.log.error(`call ${this.callId}: cannot speak at ${'node' in this.state ? this.state.node : this.state.at}: ${String(error)}`)
      this.post({ type: 'playbackFailed', playbackId: effect.playbackId })
    }
  }

  /** Nothing goes on here any more: a person may help. When Asterisk is away, the call is adopted after the reconnect. */
  private async giveUp(error: unknown): Promise<void> {
    const { ari, log, fallbackQueue } = this.parts
    log.error(`call ${this.callId}: cannot go on at ${this.state.at}: ${String(error)}`)
    this.abandon()
    try {
      await ari.setVariable(this.channelId, 'TOQUEUE_REASON', 'fallback')
      await ari.continueInDialplan(this.channelId, 'to-queue', fallbackQueue)
    } catch (again) {
      log.error(`call ${this.callId}: not sent to ${fallbackQueue} either: ${String(again)}`)
    }
    this.parts.onOver()
  }

  private finish(): void {
    this.abandon()
    this.parts.onOver()
  }
}
