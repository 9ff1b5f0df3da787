import { describe, expect, it } from '@jest/globals'
import type { Audience } from '../deadlines/whom-to-warn.js'
import type { SeenTicket } from '../visibility/sees-ticket.js'
import { isOwn, listPath, ticketPath } from './place-of.js'
import { addressOf, mayKnowOf, ownerOf, reachedAnew, whomToTellOfArrival, whomToTellOfWarning, type Addresses, type Reader } from './whom-to-tell.js'

const reader = (userId: number, departmentId: number | null, more: Partial<Reader> = {}): Reader => ({ userId, departmentId, role: departmentId === null ? 'supervisor' : 'officer', isHead: false, named: false, email: `u${userId}@example.vn`, ...more })
const ticket: SeenTicket = { kind: 'problem', departmentId: 3, aboutDepartmentId: null, supporterIds: [] }
const complaint: SeenTicket = { ...ticket, kind: 'complaint', aboutDepartmentId: 4 }
const staff: Addresses = {
  mailboxes: new Map([[2, 'so@example.vn']]),
  readers: [reader(30, 3), reader(31, 3, { isHead: true }), reader(20, 2, { isHead: true }), reader(1, null), reader(2, null, { role: 'manager' }), reader(3, null, { role: 'operator' })],
}
const addresses = (found: { address: string }[]) => found.map(({ address }) => address)
const arrival = (of: SeenTicket, more: Partial<Addresses> = {}) => addresses(whomToTellOfArrival(of, { ...staff, ...more }))
const warning = (of: SeenTicket, audiences: Audience[], more: Partial<Addresses> = {}) => addresses(whomToTellOfWarning(of, audiences, { ...staff, ...more }))

describe('who is told by mail', () => {
  it('that a ticket has arrived: the mailbox, else the heads, else all who have an address', () => {
    expect(whomToTellOfArrival({ ...ticket, departmentId: 2 }, staff)).toEqual([{ address: 'so@example.vn', userId: null, mailboxOfId: 2 }])
    expect(whomToTellOfArrival(ticket, staff)).toEqual([{ address: 'u31@example.vn', userId: 31, mailboxOfId: null }])
    expect(arrival(ticket, { readers: [reader(30, 3), reader(32, 3), reader(20, 2, { isHead: true })] })).toEqual(['u30@example.vn', 'u32@example.vn'])
    expect(arrival({ ...ticket, departmentId: 9 })).toEqual([])
  })

  it.each<[string, Audience[], string[]]>([
    ['a person', [{ warned: 'person', userId: 30 }], ['u30@example.vn']],
    ['a person without an address', [{ warned: 'person', userId: 99 }], []],
    ['a department without a mailbox', [{ warned: 'department', departmentId: 3 }], ['u30@example.vn', 'u31@example.vn']],
    ['a department with one', [{ warned: 'department', departmentId: 2 }], ['so@example.vn']],
    ['heads, also where there is a mailbox', [{ warned: 'heads', departmentId: 2 }], ['u20@example.vn']],
    ['supervisors and managers', [{ warned: 'leads' }], ['u1@example.vn', 'u2@example.vn']],
    ['everybody once', [{ warned: 'heads', departmentId: 3 }, { warned: 'department', departmentId: 3 }], ['u31@example.vn', 'u30@example.vn']],
  ])('that time runs out: %s', (_, audiences, expected) => {
    expect(warning(ticket, audiences)).toEqual(expected)
  })

  it('that time runs out of whom has no address: the mailbox of the department', () => {
    const nobody = { readers: [reader(1, null)] }
    expect(warning(ticket, [{ warned: 'heads', departmentId: 2 }], nobody)).toEqual(['so@example.vn'])
    expect(warning({ ...ticket, departmentId: 2 }, [{ warned: 'person', userId: 99 }], nobody)).toEqual(['so@example.vn'])
    expect(warning({ ...complaint, departmentId: 2 }, [{ warned: 'heads', departmentId: 2 }], nobody)).toEqual([])
  })

  it('an address of several people once', () => {
    const shared = [reader(30, 3, { email: 'Van.Thu@example.vn' }), reader(32, 3, { email: 'van.thu@example.vn' })]
    expect(whomToTellOfArrival(ticket, { ...staff, readers: shared })).toEqual([{ address: 'Van.Thu@example.vn', userId: 30, mailboxOfId: null }])
  })

  it('of a complaint about an official only people who may see it, never a mailbox', () => {
    const mailboxes = new Map([[3, 'phong@example.vn']])
    const named = [reader(30, 3, { named: true }), reader(31, 3, { isHead: true }), reader(40, 4, { named: true }), reader(2, null, { role: 'manager', named: true })]
    expect(arrival(complaint, { mailboxes, readers: named })).toEqual(['u30@example.vn'])
    expect(warning(complaint, [{ warned: 'department', departmentId: 3 }], { mailboxes, readers: named })).toEqual(['u30@example.vn'])
    expect(warning(complaint, [{ warned: 'leads' }], { mailboxes, readers: [...named, reader(1, null)] })).toEqual(['u2@example.vn'])
    // None of the department may: the named people, but not where the official works.
    const elsewhere = named.filter(({ userId }) => userId !== 30)
    expect(arrival(complaint, { mailboxes, readers: elsewhere })).toEqual(['u2@example.vn'])
    expect(warning(complaint, [{ warned: 'heads', departmentId: 3 }], { mailboxes, readers: elsewhere })).toEqual(['u2@example.vn'])
    expect(arrival(complaint, { mailboxes })).toEqual([])
    expect(mayKnowOf(reader(31, 3, { isHead: true }), complaint)).toBe(false)
  })

  it('finds again whose an address is', () => {
    expect(ownerOf({ userId: 30, mailboxOfId: null }, staff)).toEqual({ reader: staff.readers[0] })
    expect(ownerOf({ userId: 99, mailboxOfId: null }, staff)).toBeNull()
    expect(ownerOf({ userId: null, mailboxOfId: 2 }, staff)).toEqual({ mailboxOfId: 2, address: 'so@example.vn' })
    expect([addressOf({ reader: reader(30, 3) }), addressOf({ mailboxOfId: 2, address: 'so@example.vn' })]).toEqual(['u30@example.vn', 'so@example.vn'])
    expect(ownerOf({ userId: null, mailboxOfId: 3 }, staff)).toBeNull()
  })

  it.each([
    ['sent on', { state: 'routed', departmentId: 2 }, { state: 'routed', departmentId: 3 }, true],
    ['reopened', { state: 'closed', departmentId: 3 }, { state: 'routed', departmentId: 3 }, true],
    ['put right', { state: 'routed', departmentId: 3 }, { state: 'routed', departmentId: 3 }, false],
    ['accepted', { state: 'routed', departmentId: 3 }, { state: 'accepted', departmentId: 3 }, false],
  ] as const)('%s: whether it has reached a department is %#', (_, before, after, expected) => {
    expect(reachedAnew(before, after)).toBe(expected)
  })
})

describe('where the reader of a mail finds a ticket', () => {
  const found = { ...ticket, code: '123456782' }
  it.each([
    ['an officer of the department', { reader: reader(30, 3) }, '/inbox/123456782', '/inbox', true],
    ['the mailbox of the department', { mailboxOfId: 3, address: 'a@example.vn' }, '/inbox/123456782', '/inbox', true],
    ['a head above it, who is warned but does not see its words', { reader: reader(20, 2) }, '/warnings', '/inbox', false],
    ['the mailbox of a department above it', { mailboxOfId: 2, address: 'a@example.vn' }, '/warnings', '/inbox', false],
    ['a supervisor', { reader: reader(1, null) }, '/tickets/123456782', '/warnings', false],
    ['an operator', { reader: reader(3, null, { role: 'operator' }) }, '/tickets/123456782', '/tickets', false],
  ])('%s', (_, owner, path, list, own) => {
    expect([ticketPath(found, owner), listPath(owner), isOwn(found, owner)]).toEqual([path, list, own])
  })
})
