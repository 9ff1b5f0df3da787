import { createParamDecorator, Inject, Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common'
import { Reflector } from '@nestjs/core'
import type { Role, Session } from '@app/contracts'
import { refusal } from '@app/service'
import type { Request } from 'express'
import { serviceFromHeader, sessionFromCookieHeader } from './session-token.js'

const ROLES_KEY = 'hotline:roles'
const OPEN_KEY = 'hotline:open'
const SERVICES_KEY = 'hotline:services'

/** Injection token of the secret that session cookies are signed with. */
export const SESSION_SECRET = Symbol('SESSION_SECRET')

/** Who may call this endpoint. */
export const Roles = (...roles: [Role, ...Role[]]) => SetMetadata(ROLES_KEY, roles)
/** An endpoint for everybody, signed in or not. */
export const Open = () => SetMetadata(OPEN_KEY, true)

/** An endpoint for these of our own apps only. */
export const Services = (...services: [string, ...string[]]) => SetMetadata(SERVICES_KEY, services)

type SignedInRequest = Request & { session?: Session }

/** The signed-in person, in a handler guarded by {@link SessionGuard}. */
export const CurrentSession = createParamDecorator((_: unknown, context: ExecutionContext): Session => {
  const session = context.switchToHttp().getRequest<SignedInRequest>().session
  if (!session) throw refusal.unauthenticated()
  return session
})

/** Refuses every endpoint that is neither {@link Open} nor allowed to the session's role: a forgotten decorator is a closed door. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(SESSION_SECRET) private readonly secret: string,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true // sockets check their own handshake and each event
    const targets = [context.getHandler(), context.getClass()]
    if (this.reflector.getAllAndOverride<boolean>(OPEN_KEY, targets)) return true
    const request = context.switchToHttp().getRequest<SignedInRequest>()
    const services = this.reflector.getAllAndOverride<string[]>(SERVICES_KEY, targets)
    if (services) {
      const service = await serviceFromHeader(request.headers.authorization, this.secret)
      if (service === null || !services.includes(service)) throw refusal.unauthenticated()
      return true
    }
    const session = await sessionFromCookieHeader(request.headers.cookie, this.secret)
    if (!session) throw refusal.unauthenticated()
    const roles = this.reflector.getAllAndOverride<Role[]>(ROLES_KEY, targets) ?? []
    if (!roles.includes(session.role)) throw refusal.forbidden()
    request.session = session
    return true
  }
}
