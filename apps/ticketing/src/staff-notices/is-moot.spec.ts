import { TICKET_STATES } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import { isMoot, type NoticedTicket } from './is-moot.js'
import type { Owner, Reader } from './whom-to-tell.js'

const reader: Reader = { userId: 30, role: 'officer', departmentId: 3, isHead: false, named: false, email: 'u30@example.vn' }
const person: Owner = { reader }
const mailbox: Owner = { mailboxOfId: 3, address: 'phong@example.vn' }
const ticket: NoticedTicket = { kind: 'problem', departmentId: 3, aboutDepartmentId: null, supporterIds: [], state: 'routed', warned: 80 }
const arrived = { departmentId: 3, percent: null }
const warned = { ...arrived, percent: 80 }

describe('a notice that need not go out any more', () => {
  it('is of a ticket that is done, or that another one answers', () => {
    const news = (notice: typeof arrived | typeof warned) => TICKET_STATES.filter((state) => !isMoot(notice, { ...ticket, state }, person))
    expect(news(arrived)).toEqual(['routed', 'accepted', 'asked', 'time-asked'])
    expect(news(warned)).toEqual(['routed', 'accepted', 'returned', 'asked', 'time-asked'])
  })

  it('is of one that went to another department, or got more time', () => {
    expect(isMoot(arrived, { ...ticket, departmentId: 4 }, person)).toBe(true)
    expect(isMoot(warned, { ...ticket, warned: 0 }, person)).toBe(true)
    expect(isMoot(warned, { ...ticket, warned: 100 }, person)).toBe(false)
    expect(isMoot(arrived, { ...ticket, warned: 0 }, person)).toBe(false)
  })

  it('is of what has become a complaint that the reader may not know of', () => {
    const complaint: NoticedTicket = { ...ticket, kind: 'complaint', aboutDepartmentId: 4 }
    expect(isMoot(arrived, complaint, person)).toBe(true)
    expect(isMoot(arrived, complaint, { reader: { ...reader, named: true } })).toBe(false)
    expect([isMoot(arrived, complaint, mailbox), isMoot(arrived, ticket, mailbox)]).toEqual([true, false])
  })
})
