import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { maskEmail } from '@app/persons-data'
import { openBrowser, PHONE, type OpenedBrowser } from '../operators/browser.js'
import { Operator } from '../operators/operator.js'
import { MailServer } from '../mail/mail-server.js'
import { Api } from '../stack/api.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, databaseUrl, dial, mail, password } from '../stack/stack.js'
import { expectWholeHistory } from './whole-history.js'

describe('from the call to the closed ticket, by mail', () => {
  let mails: MailServer
  let operator: Operator
  let officer: Operator
  let citizen: OpenedBrowser
  let supervisor: Api

  beforeAll(async () => {
    mails = await MailServer.listen(mail)
    supervisor = await Api.signIn(address, 'supervisor', password)
    officer = await Operator.signIn(address, { username: 'officer-xaydung', password, hertz: 700, lands: 'inbox' })
    operator = await Operator.signIn(address, { username: 'operator1', password, hertz: 1000 })
    citizen = await openBrowser({ hertz: 440, viewport: PHONE, script: false })
  })
  afterAll(async () => {
    await operator?.close()
    await officer?.close()
    await citizen?.close()
    await mails?.close()
  })

  it('goes all the way through', async () => {
    const number = '0901000841'
    const email = 'nguyen.lan@example.vn'
    const caller = await dial(number)
    await caller.answered()
    await caller.press('2')
    await operator.goAvailable()
    expect(await operator.offered()).toBe(number)
    await operator.answer()
    const code = await operator.writeTicket({ category: 'đèn', description: 'Đèn đường trước số 12 Nguyễn Huệ không sáng.', tellBy: 'thư điện tử', email })
    await operator.hangUp()
    await caller.ended()
    const spaced = code.replace(/(\d{3})(?=\d)/g, '$1 ')
    expect((await mails.mailTo(email, 'đã tiếp nhận phiếu')).subject).toContain(spaced)

    await (await Api.signIn(address, 'officer-xaydung', password)).addProof(code)
    await officer.answerTicket(code, 'Đội chiếu sáng đã thay bóng đèn lúc 9 giờ sáng nay.')
    const answer = await mails.mailTo(email, 'Trả lời phiếu')
    expect(answer.text).toContain('Đội chiếu sáng đã thay bóng đèn lúc 9 giờ sáng nay.')
    const link = /http\S+\/theo-doi\/\S+/.exec(answer.text ?? '')?.[0] ?? ''
    await expectEventually(async () => expect((await supervisor.ticket(code)).state).toBe('told'))

    // The citizen's telephone runs no script.
    await citizen.page.goto(link)
    await citizen.page.getByText('Đội chiếu sáng đã thay bóng đèn lúc 9 giờ sáng nay.').waitFor()
    expect((await citizen.page.locator('main').boundingBox())?.width).toBeLessThanOrEqual(PHONE.width)
    await citizen.page.getByLabel('5 – Rất hài lòng').check()
    await citizen.page.getByRole('button', { name: 'Gửi đánh giá' }).click()
    await citizen.page.getByText('Quý khách đã đánh giá: 5/5').waitFor()

    const ticket = await supervisor.ticket(code)
    expect(ticket).toMatchObject({ state: 'closed', rating: 5 })
    expect(ticket.history.map(({ deed }) => deed)).toEqual(['made', 'attached', 'accepted', 'answered', 'approved', 'told', 'rated'])
    expect(ticket.messages).toMatchObject([{ about: 'made', state: 'sent' }, { about: 'answered', state: 'sent', recipient: maskEmail(email) }])
    await expectWholeHistory(databaseUrl)
  })
})
