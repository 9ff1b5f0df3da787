export { askApp } from './ask-app.js'
export { hashPassword, verifyPassword } from './password.js'
export { CurrentSession, Open, Roles, Services, SESSION_SECRET, SessionGuard } from './session.guard.js'
export { readSession, serviceFromHeader, SESSION_SECONDS, sessionFromCookieHeader, signedInAt, signService, signSession } from './session-token.js'
