import { randomUUID } from 'node:crypto'
import type { Account, Accounts, Category, Directory, DoDeed, NewTicket, Ticket } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import request from 'supertest'
import { StaffNoticeEntity } from '../database/staff-notice.entity.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { DeadlineWatch } from '../deadlines/deadline-watch.js'
import { MailServer } from '../messages/mail-server.testing.js'
import { askForNoProof, eventually, startTicketing } from '../ticketing-app.testing.js'
import { StaffNoticeSender } from './staff-notice-sender.js'

const mail = new MailServer()
let ticketing: Awaited<ReturnType<typeof startTicketing>>
let categories: Category[]

const call = async (username: string, method: 'get' | 'post' | 'put', path: string, body?: object) => {
  const answer = await request(ticketing.http())[method](path).set('cookie', await ticketing.cookieOf(username)).send(body)
  return { status: answer.status, body: answer.body as unknown }
}
const got = async <T>(path: string) => (await call('admin', 'get', path)).body as T
const department = async (code: string) => (await got<Directory>('/api/directory')).departments.find((row) => row.code === code)!
/** As an administrator does it. */
const giveAddress = async (username: string, email: string | null) => {
  const { id, displayName, role, departmentId, isHead, queues } = (await got<Accounts>('/api/accounts')).accounts.find((account) => account.username === username)!
  const { status, body } = await call('admin', 'put', `/api/accounts/${id}`, { displayName, role, departmentId, isHead, queues, email })
  expect([status, (body as Account).email]).toEqual([200, email])
}
const giveMailbox = async (code: string, email: string | null) => {
  const { id, parentId, openingHoursId, phone, isFallback } = await department(code)
  expect((await call('admin', 'put', `/api/directory/departments/${id}`, { parentId, openingHoursId, phone, isFallback, email })).status).toBe(204)
}
/** Each of another citizen: whoever calls again is routed to where their first one is. */
let lastNumber = 901_234_500
const make = async (more: Partial<NewTicket> = {}) => {
  const wanted = { requestId: randomUUID(), categoryId: categories.find(({ code }) => code === 'den-duong')!.id, description: 'Đèn đường hỏng ở hẻm 12.', citizenName: 'Trần Thị Hoa', citizenNumber: `0${++lastNumber}`, ...more }
  const { status, body } = await call('operator1', 'post', '/api/tickets', wanted)
  expect([status, body]).toEqual([201, expect.anything()])
  return (body as Ticket).code
}
const acted = async (username: string, code: string, deed: DoDeed) => expect((await call(username, 'post', `/api/tickets/${code}/deeds`, deed)).status).toBe(200)
const row = (code: string) => ticketing.database.manager.findOneByOrFail(TicketEntity, { code })
const notices = async (code: string) => ticketing.database.manager.find(StaffNoticeEntity, { where: { ticketId: (await row(code)).id }, order: { id: 'ASC' } })
const said = (code: string) => code.match(/\d{3}/g)!.join(' ')
/** The mails that tell of a ticket, once there is no notice left that waits. */
const mailsOf = async (code: string) => {
  await eventually(async () => (await notices(code)).every(({ state }) => state !== 'waiting'))
  return mail.mails.filter(({ text }) => text?.includes(said(code))).map((one) => ({ to: one.to?.[0]?.address, subject: one.subject, text: one.text ?? '' }))
}
const states = async (code: string) => (await notices(code)).map(({ what, address, state }) => [what, address, state])

beforeAll(async () => {
  ticketing = await startTicketing('staff_told', 15, { SMTP_URL: await mail.listen(), STAFF_MAIL_GATHER_SECONDS: '1', PUBLIC_URL: 'https://1022.example.vn' })
  await askForNoProof(ticketing)
  categories = (await call('supervisor', 'get', '/api/categories')).body as Category[]
})
afterAll(async () => {
  await ticketing?.stop()
  await mail.close()
})

describe('people and departments are told by mail', () => {
  it('nothing is stored where nobody has an address', async () => {
    expect(await notices(await make())).toEqual([])
  })

  it('of a ticket that has arrived: the head, then the mailbox, with nothing of the citizen', async () => {
    await giveAddress('officer-xaydung', 'bao@example.vn')
    await giveAddress('officer-xaydung-2', 'nhung@example.vn')
    const code = await make()
    expect(await notices(code)).toMatchObject([{ what: 'ticket-arrived', address: 'bao@example.vn', mailboxOfId: null, percent: null }])
    const [first, ...more] = await mailsOf(code)
    expect([first?.to, first?.subject, more]).toEqual(['bao@example.vn', '[1022] Phiếu mới: 1 | New tickets: 1', []])
    expect(first?.text).toContain('Kính gửi Anh/Chị,')
    expect(first?.text).toContain(`${said(code)} – Đèn đường`)
    expect(first?.text).toContain(`https://1022.example.vn/inbox/${code}`)
    for (const personal of ['hẻm 12', 'Trần', '09012345']) expect(first?.text).not.toContain(personal)

    await giveMailbox('so-xay-dung', 'so-xay-dung@example.vn')
    const next = await make()
    expect((await mailsOf(next)).map(({ to, text }) => [to, text.split('\n')[0]])).toEqual([['so-xay-dung@example.vn', 'Kính gửi Quý đơn vị,']])
  })

  it('of many at one time in one mail', async () => {
    const before = mail.mails.length
    const codes = await Promise.all(Array.from({ length: 30 }, () => make()))
    const told = await Promise.all(codes.map(notices))
    expect(told.every(({ length }) => length === 1)).toBe(true)
    await eventually(async () => (await ticketing.database.manager.countBy(StaffNoticeEntity, { state: 'waiting' })) === 0)
    const mails = mail.mails.slice(before)
    // A machine with other work may need longer to make them than the first one waits.
    expect(mails.length).toBeLessThanOrEqual(3)
    expect(mails.flatMap(({ subject }) => Number(/Phiếu mới: (\d+)/.exec(subject ?? '')?.[1])).reduce((sum, count) => sum + count, 0)).toBe(30)
  })

  it('when it is sent on, reopened, or moved: the department that has it now; no news is sent of what is done or gone', async () => {
    await giveMailbox('so-tu-phap', 'so-tu-phap@example.vn')
    const answered = await make()
    await acted('officer-xaydung', answered, { deed: 'answered', text: 'Đã thay bóng đèn.' })
    const sentOn = await make()
    await acted('supervisor', sentOn, { deed: 'sent-on', departmentId: (await department('so-tu-phap')).id, text: 'Thuộc Sở Tư pháp.' })
    expect((await mailsOf(sentOn)).map(({ to }) => to)).toEqual(['so-tu-phap@example.vn'])
    expect(await states(sentOn)).toEqual([['ticket-arrived', 'so-xay-dung@example.vn', 'moot'], ['ticket-arrived', 'so-tu-phap@example.vn', 'sent']])
    expect(await mailsOf(answered)).toEqual([])
    expect(await states(answered)).toEqual([['ticket-arrived', 'so-xay-dung@example.vn', 'moot']])
    await acted('operator1', answered, { deed: 'reopened', text: 'Đèn vẫn hỏng.' })
    expect((await mailsOf(answered)).map(({ to }) => to)).toEqual(['so-xay-dung@example.vn'])
  })

  it('of warnings, up the tree: the department, its head, the supervisors and managers', async () => {
    await giveAddress('supervisor', 'ha@example.vn')
    const code = await make()
    await mailsOf(code)
    const watch = ticketing.app.get(DeadlineWatch)
    for (const _ of [50, 80, 100]) {
      await watch.look((await row(code)).nextWarningAt!)
      await mailsOf(code)
    }
    expect(await states(code)).toEqual([
      ['ticket-arrived', 'so-xay-dung@example.vn', 'sent'],
      ['warning', 'so-xay-dung@example.vn', 'sent'],
      ['warning', 'bao@example.vn', 'sent'],
      ['warning', 'ha@example.vn', 'sent'],
    ])
    const mails = await mailsOf(code)
    expect(mails.map(({ to }) => to)).toEqual(['so-xay-dung@example.vn', 'so-xay-dung@example.vn', 'bao@example.vn', 'ha@example.vn'])
    expect(mails[1]?.text).toContain('đã hết 50% thời hạn')
    expect(mails[2]?.text).toContain(`https://1022.example.vn/inbox/${code}`)
    expect(mails[3]?.text).toContain('Sở Xây dựng')
    expect(mails[3]?.text).toContain(`https://1022.example.vn/tickets/${code}`)
  })

  it('of a complaint about an official only those who may see it', async () => {
    await giveAddress('manager', 'phuc@example.vn')
    await giveAddress('officer-thanhtra', 'chinh@example.vn')
    await giveMailbox('thanh-tra-tinh', 'thanh-tra@example.vn')
    const code = await make({ kind: 'complaint', aboutDepartmentId: (await department('so-xay-dung')).id, fields: { official: 'Nguyễn Văn A', office: 'Đội chiếu sáng', happenedOn: '2026-11-20' } })
    expect((await mailsOf(code)).map(({ to }) => to).sort()).toEqual(['chinh@example.vn', 'phuc@example.vn'])
  })

  it('not with an account that is disabled, not before or after it was stored', async () => {
    await giveMailbox('so-xay-dung', null)
    const code = await make()
    const { id } = (await got<Accounts>('/api/accounts')).accounts.find(({ username }) => username === 'officer-xaydung')!
    expect((await call('admin', 'post', `/api/accounts/${id}/disable`)).status).toBe(200)
    expect(await mailsOf(code)).toEqual([])
    expect(await states(code)).toEqual([['ticket-arrived', 'bao@example.vn', 'moot']])
    expect((await mailsOf(await make())).map(({ to }) => to)).toEqual(['nhung@example.vn'])
  })

  it('again where it was not taken, not again where it never will be, and not for ever', async () => {
    await giveMailbox('so-xay-dung', 'nobody@example.vn')
    const refused = await make()
    await mailsOf(refused)
    expect(await notices(refused)).toMatchObject([{ state: 'given-up', attempts: 1, trouble: expect.stringContaining('no such user') }])

    await giveMailbox('so-xay-dung', 'later@example.vn')
    const later = await make()
    const [waiting] = await eventually(async () => {
      const found = await notices(later)
      return found[0]?.attempts === 1 && found
    })
    expect(waiting).toMatchObject({ state: 'waiting', trouble: expect.stringContaining('try again later') })
    expect(waiting?.nextTryAt?.getTime()).toBeGreaterThan(Date.now() + 30_000)
    // What comes meanwhile waits with it, and does not hasten it.
    const meanwhile = await make()
    await new Promise((resolve) => setTimeout(resolve, 4_000))
    expect(await notices(meanwhile)).toMatchObject([{ state: 'waiting', attempts: 0 }])
    await ticketing.database.manager.update(StaffNoticeEntity, { id: waiting!.id }, { nextTryAt: new Date() })
    const [mailOfLater] = await mailsOf(later)
    expect(mailOfLater?.text).toContain(said(meanwhile))

    // An address that was put right before it went out.
    await giveMailbox('so-xay-dung', 'wrong@example.vn')
    const put = await make()
    await giveMailbox('so-xay-dung', 'right@example.vn')
    expect((await mailsOf(put)).map(({ to }) => to)).toEqual(['right@example.vn'])

    const sender = ticketing.app.get(StaffNoticeSender)
    const kept = await ticketing.database.manager.count(StaffNoticeEntity)
    await sender.forget(new Date())
    expect(await ticketing.database.manager.count(StaffNoticeEntity)).toBe(kept)
    await sender.forget(new Date(Date.now() + 91 * 86_400_000))
    expect(await ticketing.database.manager.countBy(StaffNoticeEntity, {})).toBe(0)
  })
})
