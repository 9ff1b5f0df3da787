import { describe, expect, it } from '@jest/globals'
import { ROLES, type Role } from '@app/contracts'
import { hasSoftphone, landingOf, screensOf } from './rights.js'

const who = (role: Role, queues: string[] = []) => ({ role, queues })

describe('who sees what', () => {
  it('lands each role on its own first screen', () => {
    expect(ROLES.map((role) => landingOf(who(role), null))).toEqual(['/desk', '/hall', '/inbox', '/today', '/flows'])
  })
  it('goes on to the page that was asked for, if it is allowed', () => {
    expect(landingOf(who('manager'), '/calls?page=2')).toBe('/calls?page=2')
    expect(landingOf(who('officer'), '/calls')).toBe('/inbox')
    expect(landingOf(who('operator', ['reports']), '/tickets/123456789')).toBe('/tickets/123456789')
    expect(landingOf(who('operator'), 'https://elsewhere.example/desk')).toBe('/desk')
  })
  it('shows an officer nothing but the inbox, what needs a look, and what its answers are made of', () => {
    expect(screensOf(who('officer', ['reports']))).toEqual(['inbox', 'warnings', 'answer-templates', 'knowledge'])
  })
  it('gives a softphone to those who answer a queue, and to supervisors, who listen', () => {
    expect(hasSoftphone(who('operator', ['reports']))).toBe(true)
    expect(hasSoftphone(who('supervisor'))).toBe(true)
    expect(hasSoftphone(who('supervisor', ['reports']))).toBe(true)
    expect(hasSoftphone(who('manager', ['reports']))).toBe(false)
  })
})
