import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common'
import { Reflector } from '@nestjs/core'
import { API_RIGHTS } from '@app/contracts'
import { RefusedError, refusal } from '@app/service'
import type { Request, Response } from 'express'
import { AttemptLimit } from '../access/attempt-limit.js'
import { ApiKeys } from './api-keys.service.js'
import { MinuteLimit } from './minute-limit.js'

const RIGHT_KEY = 'api-v1:right'

/** The right that an endpoint asks of a key; `:name` stands for that part of the address. */
export const NeedsRight = (right: string) => SetMetadata(RIGHT_KEY, right)

/** `Authorization: Bearer <key>`: known, not over, allowed, and not too often. Each use is counted. */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  private readonly minutes = new MinuteLimit()
  /** Keys that nobody has, from one address. */
  private readonly guesses = new AttemptLimit(20, 10 * 60_000)

  constructor(
    private readonly keys: ApiKeys,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>()
    const response = context.switchToHttp().getResponse<Response>()
    const now = new Date()
    const address = request.ip ?? ''
    const wait = this.guesses.waitSeconds(address, now.getTime())
    if (wait > 0) throw tooMany(response, wait)
    const key = /^Bearer ([\w-]{20,100})$/i.exec(request.headers.authorization ?? '')?.[1]
    const row = key === undefined ? null : await this.keys.find(key, now)
    if (!row) {
      if (key !== undefined) this.guesses.failed(address, now.getTime())
      response.setHeader('WWW-Authenticate', 'Bearer realm="Hotline 1022"')
      throw keyUnknown()
    }
    const right = this.rightOf(context, request)
    const { left, resetSeconds } = this.minutes.take(row.id, row.perMinute, now.getTime())
    response.setHeader('RateLimit-Limit', row.perMinute)
    response.setHeader('RateLimit-Remaining', Math.max(0, left))
    response.setHeader('RateLimit-Reset', resetSeconds)
    const allowed = row.rights.some((known) => known === right)
    await this.keys.count(row.id, API_RIGHTS.some((known) => known === right) ? right : 'other', left < 0 || !allowed, now)
    if (left < 0) throw tooMany(response, resetSeconds)
    if (!allowed) throw keyNotAllowed(right)
    return true
  }

  private rightOf(context: ExecutionContext, { params }: Request): string {
    const right = this.reflector.getAllAndOverride<string | undefined>(RIGHT_KEY, [context.getHandler(), context.getClass()])
    if (right === undefined) throw new Error('an endpoint of the API without a right')
    return right.replace(/:(\w+)/g, (_, name: string) => String(params[name] ?? ''))
  }
}

function tooMany(response: Response, seconds: number): RefusedError {
  response.setHeader('Retry-After', seconds)
  return refusal.tooMany(seconds)
}

const keyUnknown = () => new RefusedError(401, { code: 'key-unknown', message: { vi: 'Khóa truy cập không đúng, đã hết hạn hoặc đã bị thu hồi.', en: 'The key is wrong, has expired or was revoked.' } })
const keyNotAllowed = (right: string) =>
  new RefusedError(403, { code: 'key-not-allowed', message: { vi: 'Khóa này không được cấp quyền xem dữ liệu này.', en: 'This key may not read this.' }, details: [{ path: 'right', message: right.slice(0, 60) }] })
