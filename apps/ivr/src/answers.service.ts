import { Inject, Injectable, Logger } from '@nestjs/common'
import { CallBackPromise, LastOperator, Place, QueueState, SurveyDue, TicketStatus } from '@app/contracts'
import type { Question } from '@app/flow'
import type { Answer } from './answer.js'
import { DateTime } from 'luxon'
import { OurApps } from './our-apps.service.js'
import { PublishedDataShelf, type OpeningNow } from './published-data-shelf.service.js'
import { SETTINGS, type IvrSettings } from './settings.js'
import { webRequest } from './web-request.js'

/** From then on the answer is the citizen's to know. */
const WITH_ANSWER: ReadonlySet<TicketStatus['state']> = new Set(['approved', 'told', 'closed'])

/** Answers what a flow asks: always, if only by `failed`. */
@Injectable()
export class Answers {
  private readonly log = new Logger(Answers.name)

  constructor(
    private readonly apps: OurApps,
    private readonly published: PublishedDataShelf,
    @Inject(SETTINGS) private readonly settings: Pick<IvrSettings, 'WEB_REQUEST_HOSTS'>,
  ) {}

  /** @param isTrial a promise is said, and not made */
  async answer(callId: string, question: Question, isTrial: boolean): Promise<Answer> {
    try {
      switch (question.about) {
        case 'ticket':
          return await this.ticket(question.code)
        case 'hours':
          return this.hours(question.hours)
        case 'queue-hours':
          return this.queueHours(question.queue)
        case 'queue':
          return await this.queue(question)
        case 'call-back':
          return isTrial ? { exit: 'promised', variables: {} } : await this.callBack(callId, question)
        case 'survey':
          return await this.survey(question.number)
        case 'web':
          return await webRequest(question, this.settings.WEB_REQUEST_HOSTS)
        default:
          return question satisfies never
      }
    } catch (error) {
      this.log.error(`call ${callId}: no answer about ${question.about}: ${error instanceof Error ? error.message : String(error)}`)
      return { exit: FAILED[question.about] ?? 'failed', variables: {} }
    }
  }

  /** The place in a queue of a caller who began to wait then; null when nobody can tell: then they go to the end. */
  async placeOf(callId: string, queue: string, enteredAt: number): Promise<number | null> {
    try {
      return Place.parse(await this.apps.console(`/live/queues/${queue}/place?enteredAt=${enteredAt}`)).position
    } catch (error) {
      this.log.error(`call ${callId}: the place in ${queue} is not known: ${error instanceof Error ? error.message : String(error)}`)
      return null
    }
  }

  /** Who spoke with a number within so many minutes; null for nobody, or when nobody can tell. */
  async lastOperatorOf(callId: string, { number, minutes }: { number: string; minutes: number }): Promise<number | null> {
    try {
      return LastOperator.parse(await this.apps.ticketing(`/api/last-operator?number=${encodeURIComponent(number)}&minutes=${minutes}`)).operatorId
    } catch (error) {
      this.log.error(`call ${callId}: whom the caller spoke with is not known: ${error instanceof Error ? error.message : String(error)}`)
      return null
    }
  }

  /** With the next opening, to be spoken, when it is not open. */
  private hours(code: string): Answer {
    const opening = this.published.opening(code)
    return { exit: opening.state, variables: nextOpeningOf(opening) }
  }

  private queueHours(queue: string): Answer {
    const opening = this.published.queueOpening(queue)
    return opening === null || opening.state === 'open' ? { exit: 'open', variables: {} } : { exit: 'closed', variables: nextOpeningOf(opening) }
  }

  private async ticket(code: string): Promise<Answer> {
    const found = await this.apps.ticketing(`/api/ticket-status/${encodeURIComponent(code)}`)
    if (found === null) return { exit: 'unknown', variables: {} }
    const { state, departmentId, deadlineDate, deadlineTime } = TicketStatus.parse(found)
    return { exit: WITH_ANSWER.has(state) ? 'answered' : 'inProgress', variables: { department: String(departmentId), deadlineDate, deadlineTime } }
  }

  private async queue({ queue, longWait }: Extract<Question, { about: 'queue' }>): Promise<Answer> {
    const { waiting, operators, waitSeconds } = QueueState.parse(await this.apps.console(`/live/queues/${queue}/state`))
    const variables = { waiting: String(waiting), ...(waitSeconds === null ? {} : { wait: String(waitSeconds) }) }
    // Whoever is still there serves those who waited when it closed.
    if (operators === 0 || this.queueHours(queue).exit === 'closed') return { exit: 'nobody', variables }
    return { exit: waitSeconds !== null && waitSeconds > longWait ? 'long' : 'short', variables }
  }

  private async callBack(callId: string, { about: _, ...wanted }: Extract<Question, { about: 'call-back' }>): Promise<Answer> {
    const { outcome } = CallBackPromise.parse(await this.apps.ticketing('/api/call-backs', { callId, ...wanted }))
    return { exit: outcome, variables: {} }
  }

  private async survey(number: string): Promise<Answer> {
    const { due } = SurveyDue.parse(await this.apps.ticketing(`/api/survey-due?number=${encodeURIComponent(number)}`))
    return { exit: due ? 'due' : 'notDue', variables: {} }
  }
}

/** As a flow speaks it; nothing while it is open. */
function nextOpeningOf({ state, next, zone }: OpeningNow): Record<string, string> {
  if (state === 'open' || next === null) return {}
  const opens = DateTime.fromJSDate(next, { zone })
  return { opensDate: opens.toFormat('yyyy-MM-dd'), opensTime: opens.toFormat('HH:mm') }
}

/** Where a node has no `failed`: what does no harm. */
const FAILED: Partial<Record<Question['about'], string>> = { survey: 'notDue', hours: 'open', 'queue-hours': 'open' }
