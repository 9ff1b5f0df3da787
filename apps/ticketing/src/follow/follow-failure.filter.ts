import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common'
import type { Language } from '@app/contracts'
import { RefusedError } from '@app/service'
import type { Request, Response } from 'express'
import { askPage, FOLLOW_PATHS } from './follow-page.js'
import { FOLLOW_POLICY } from './follow-policy.js'

/** A citizen reads a page, not a failure in JSON. */
@Catch()
export class FollowFailureFilter implements ExceptionFilter {
  private readonly log = new Logger(FollowFailureFilter.name)

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>()
    const response = host.switchToHttp().getResponse<Response>()
    const language: Language = request.path.startsWith(FOLLOW_PATHS.en) ? 'en' : 'vi'
    const refused = error instanceof RefusedError
    if (!refused) this.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error))
    response.status(refused ? error.status : 500).set('content-security-policy', FOLLOW_POLICY).type('html').send(askPage(language, 'away'))
  }
}
