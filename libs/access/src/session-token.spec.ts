import { describe, expect, it } from '@jest/globals'
import { SESSION_COOKIE, type Session } from '@app/contracts'
import { hashPassword, verifyPassword } from './password.js'
import { readSession, serviceFromHeader, sessionFromCookieHeader, signService, signSession } from './session-token.js'

const secret = 's'.repeat(40)
const session: Session = { userId: 7, username: 'operator1', displayName: 'Nguyễn Thị Mai', role: 'operator', department: null, queues: ['procedures'] }

describe('a session token', () => {
  it('tells who is signed in', async () => {
    expect(await readSession(await signSession(session, secret), secret)).toEqual(session)
  })

  it('is worth nothing with another secret, when changed, or when it is no token', async () => {
    const token = await signSession(session, secret)
    expect(await readSession(token, 'x'.repeat(40))).toBeNull()
    expect(await readSession(`${token.slice(0, -2)}xx`, secret)).toBeNull()
    expect(await readSession('nonsense', secret)).toBeNull()
  })

  it('is found among other cookies', async () => {
    const token = await signSession(session, secret)
    expect(await sessionFromCookieHeader(`a=b; ${SESSION_COOKIE}=${token}; c=d`, secret)).toEqual(session)
    expect(await sessionFromCookieHeader(undefined, secret)).toBeNull()
  })
})

describe('a password', () => {
  it('fits its own hash only, however the diacritics are composed', async () => {
    const hash = await hashPassword('mật khẩu')
    expect(await verifyPassword('mật khẩu'.normalize('NFD'), hash)).toBe(true)
    expect(await verifyPassword('mat khau', hash)).toBe(false)
    expect(await verifyPassword('mật khẩu', 'nonsense')).toBe(false)
  })
})

describe('a token between our own apps', () => {
  it('tells which app asks, and is worth nothing otherwise', async () => {
    const token = await signService('ivr', secret)
    expect(await serviceFromHeader(`Bearer ${token}`, secret)).toBe('ivr')
    expect(await serviceFromHeader(`Bearer ${token}`, 'x'.repeat(40))).toBeNull()
    for (const header of [undefined, '', token, 'Bearer nonsense']) expect(await serviceFromHeader(header, secret)).toBeNull()
  })

  it('is no session, and a session is no such token', async () => {
    expect(await readSession(await signService('ivr', secret), secret)).toBeNull()
    expect(await serviceFromHeader(`Bearer ${await signSession(session, secret)}`, secret)).toBeNull()
  })
})
