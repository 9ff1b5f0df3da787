export { hashPassword, verifyPassword } from './password.js'
export { CurrentSession, Open, Roles, SESSION_SECRET, SessionGuard } from './session.guard.js'
export { readSession, SESSION_SECONDS, sessionFromCookieHeader, signSession } from './session-token.js'
