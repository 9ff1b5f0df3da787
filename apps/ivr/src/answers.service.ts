import { Inject, Injectable, Logger } from '@nestjs/common'
import { signService } from '@app/access'
import { TicketStatus } from '@app/contracts'
import type { Question } from '@app/flow'
import { SETTINGS, type IvrSettings } from './settings.js'

/** A caller hears nothing while somebody is asked. */
const PATIENCE_MS = 3_000

export interface Answer {
  /** Name of an exit of the node that asks. */
  exit: string
  variables: Record<string, string>
}

/** Answers what a flow asks: always, if only by `failed`. */
@Injectable()
export class Answers {
  private readonly log = new Logger(Answers.name)

  constructor(@Inject(SETTINGS) private readonly settings: Pick<IvrSettings, 'TICKETING_URL' | 'SESSION_SECRET'>) {}

  async answer(callId: string, question: Question): Promise<Answer> {
    try {
      switch (question.about) {
        case 'ticket':
          return await this.ticket(question.code)
        case 'hours':
          throw new Error('no opening hours yet')
        default:
          return question satisfies never
      }
    } catch (error) {
      this.log.error(`call ${callId}: no answer about ${question.about}: ${error instanceof Error ? error.message : String(error)}`)
      return { exit: 'failed', variables: {} }
    }
  }

  private async ticket(code: string): Promise<Answer> {
    const authorization = `Bearer ${await signService('ivr', this.settings.SESSION_SECRET)}`
    const response = await fetch(`${this.settings.TICKETING_URL}/api/ticket-status/${encodeURIComponent(code)}`, { headers: { authorization }, signal: AbortSignal.timeout(PATIENCE_MS) })
    if (response.status === 404) return { exit: 'unknown', variables: {} }
    if (!response.ok) throw new Error(`ticketing answers ${response.status}`)
    const { state, departmentId, deadlineDate, deadlineTime } = TicketStatus.parse(await response.json())
    return { exit: state === 'answered' ? 'answered' : 'inProgress', variables: { department: String(departmentId), deadlineDate, deadlineTime } }
  }
}
