import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common'
import type { Failure } from '@app/contracts'
import type { Request, Response } from 'express'
import { refusal, RefusedError } from './refused-error.js'

/** Every error that leaves an app over HTTP has the one shape of `Failure`. */
@Catch()
export class FailureFilter implements ExceptionFilter {
  private readonly log = new Logger(FailureFilter.name)

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error
    const request = host.switchToHttp().getRequest<Request>()
    const response = host.switchToHttp().getResponse<Response>()
    const { status, failure } = asRefusal(error)
    if (status >= 500) this.log.error(`${request.method} ${request.path} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    if (response.headersSent) {
      response.destroy()
      return
    }
    response.status(status).json(failure)
  }
}

function asRefusal(error: unknown): { status: number; failure: Failure } {
  if (error instanceof RefusedError) return error
  if (!(error instanceof HttpException)) return refusal.internal()
  switch (error.getStatus()) {
    case 401:
      return refusal.unauthenticated()
    case 403:
      return refusal.forbidden()
    case 404:
      return refusal.notFound({ vi: 'địa chỉ này', en: 'address' })
    case 429:
      return refusal.tooMany(60)
    case 413:
      return new RefusedError(413, { code: 'too-large', message: { vi: 'Dữ liệu gửi lên quá lớn.', en: 'What was sent is too large.' } })
    default:
      if (error.getStatus() >= 500) return refusal.internal()
      return new RefusedError(error.getStatus(), {
        code: 'bad-request',
        message: { vi: 'Yêu cầu không hợp lệ.', en: 'The request is not valid.' },
        details: [{ path: '', message: error.message }],
      })
  }
}
