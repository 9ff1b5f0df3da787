import { Session, SESSION_COOKIE } from '@app/contracts'
import { parseCookie } from 'cookie'
import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose'

/** How long a sign-in lasts: one shift and a bit. */
export const SESSION_SECONDS = 12 * 3600

const ISSUER = 'hotline-1022'
const keyOf = (secret: string) => new TextEncoder().encode(secret)

/** Signs who is signed in (JWT, HS256, RFC 7519), valid for {@link SESSION_SECONDS}. */
export async function signSession(session: Session, secret: string): Promise<string> {
  return new SignJWT({ session })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(ISSUER)
    .setIssuedAt()
    .setExpirationTime(`${SESSION_SECONDS}s`)
    .sign(keyOf(secret))
}

/** Who a token speaks for; null when it is forged, out of date or of another form. */
export async function readSession(token: string, secret: string): Promise<Session | null> {
  const parsed = Session.safeParse((await verified(token, secret))?.['session'])
  return parsed.success ? parsed.data : null
}

async function verified(token: string, secret: string): Promise<JWTPayload | null> {
  try {
    return (await jwtVerify(token, keyOf(secret), { issuer: ISSUER, algorithms: ['HS256'] })).payload
  } catch (error) {
    if (error instanceof errors.JOSEError) return null
    throw error
  }
}

const SERVICE_TOKEN_SECONDS = 60

/** Signs that one of our own apps asks, for the next minute: made afresh for each request. */
export async function signService(service: string, secret: string): Promise<string> {
  return new SignJWT({ service }).setProtectedHeader({ alg: 'HS256' }).setIssuer(ISSUER).setIssuedAt().setExpirationTime(`${SERVICE_TOKEN_SECONDS}s`).sign(keyOf(secret))
}

/** Which of our apps an `Authorization: Bearer …` header speaks for; null for anything else. */
export async function serviceFromHeader(header: string | undefined, secret: string): Promise<string | null> {
  const token = /^Bearer (\S+)$/.exec(header ?? '')?.[1]
  if (!token) return null
  const payload = await verified(token, secret)
  return typeof payload?.['service'] === 'string' ? payload['service'] : null
}

/** When whom the `Cookie` header speaks for signed in, to the second; null as {@link sessionFromCookieHeader}. */
export async function signedInAt(header: string | undefined, secret: string): Promise<Date | null> {
  const token = header === undefined ? undefined : parseCookie(header)[SESSION_COOKIE]
  const issued = token ? (await verified(token, secret))?.iat : undefined
  return issued === undefined ? null : new Date(issued * 1000)
}

/** Who the `Cookie` header of a request or of a socket's handshake speaks for. */
export async function sessionFromCookieHeader(header: string | undefined, secret: string): Promise<Session | null> {
  const token = header === undefined ? undefined : parseCookie(header)[SESSION_COOKIE]
  return token ? readSession(token, secret) : null
}
