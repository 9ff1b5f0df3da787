import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { ArticleFigures, ArticleRecord } from '@app/contracts'
import { MailServer } from '../mail/mail-server.js'
import { openBrowser, PHONE, type OpenedBrowser } from '../operators/browser.js'
import { Operator } from '../operators/operator.js'
import { Api } from '../stack/api.js'
import { address, dial, mail, password } from '../stack/stack.js'

const BIRTH = 'dang-ky-khai-sinh'

describe('the knowledge base', () => {
  let mails: MailServer
  let operator: Operator
  let manager: OpenedBrowser
  let citizen: OpenedBrowser
  let api: Api

  beforeAll(async () => {
    mails = await MailServer.listen(mail)
    api = await Api.signIn(address, 'manager', password)
    operator = await Operator.signIn(address, { username: 'operator1', password, hertz: 1000 })
    citizen = await openBrowser({ hertz: 440, viewport: PHONE, script: false })
    manager = await openBrowser({ hertz: 500 })
    await manager.page.goto(`${address}/`)
    await manager.page.getByTestId('sign-in-username').fill('manager')
    await manager.page.getByTestId('sign-in-password').fill(password)
    await manager.page.getByTestId('sign-in-submit').click()
    await manager.page.getByTestId('person').waitFor()
  })
  afterAll(async () => {
    await operator?.close()
    await manager?.close()
    await citizen?.close()
    await mails?.close()
  })

  it('is read during a talk, found with a slip, sent by mail, and counted; the ticket is still there', async () => {
    const { page } = operator
    const caller = await dial('0901000861')
    await caller.answered()
    await caller.press('2')
    await operator.goAvailable()
    await operator.offered()
    await operator.answer()
    await page.getByTestId('ticket-description').fill('Hỏi thủ tục khai sinh cho con.')
    await page.keyboard.press('Alt+KeyK')
    await page.keyboard.type('lam giay khai sihn')
    await page.locator('[data-testid="knowledge-hits"][data-words="lam giay khai sihn"]').waitFor()
    await page.keyboard.press('Enter')
    await page.locator(`[data-testid="article"][data-article="${BIRTH}"]`).waitFor()
    await page.getByText('Giấy chứng sinh;').waitFor()
    await page.getByTestId('article-is-example').waitFor()
    expect(await operator.state()).toBe('talk')
    await page.getByTestId('article-read-out').click()
    await page.getByTestId('article-send').click()
    await page.getByTestId('send-to').fill('ba.me@example.vn')
    await page.getByTestId('send-submit').click()
    await page.locator('[data-testid="article-sent"][data-state="sent"]').waitFor()
    const sent = await mails.mailTo('ba.me@example.vn', 'Đăng ký khai sinh')
    expect(sent.text).toContain('Giấy chứng sinh')
    await page.getByTestId('article-helped-yes').click()
    await page.locator('[data-testid="article-helped"][data-helped="helped"]').waitFor()

    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.getByTestId('knowledge-drawer').waitFor({ state: 'detached' })
    expect(await page.getByTestId('ticket-description').inputValue()).toBe('Hỏi thủ tục khai sinh cho con.')
    await operator.hangUp()
    await caller.ended()
    const figures = await api.get<ArticleFigures>('/api/article-figures')
    expect(figures.articles.find(({ key }) => key === BIRTH)).toMatchObject({ opened: 1, readOut: 1, sent: 1, helped: 1, notHelped: 0 })

    // The link in the mail leads to a page that needs no script.
    await citizen.page.goto(/http\S+\/thu-tuc\/\S+/.exec(sent.text ?? '')?.[0] ?? '')
    await citizen.page.getByText('Giấy chứng sinh;').waitFor()
    expect((await citizen.page.locator('main').boundingBox())?.width).toBeLessThanOrEqual(PHONE.width)
  })

  it('notes words that found nothing', async () => {
    const { page } = operator
    await page.keyboard.press('Alt+KeyK')
    await page.keyboard.type('ve xe buyt')
    await page.locator('[data-testid="knowledge-hits"][data-words="ve xe buyt"]').waitFor()
    const noted = page.waitForResponse((response) => response.url().endsWith('/api/article-misses'))
    await page.keyboard.press('Escape')
    expect((await noted).status()).toBe(204)
  })

  it('is edited, published, compared and rolled back, and the desk has it at once', async () => {
    const { page } = manager
    await page.goto(`${address}/knowledge/keep/${BIRTH}`)
    await page.getByTestId('field-fee-vi').fill('Miễn lệ phí; quá hạn 8.000 đồng.')
    await page.getByTestId('article-save').click()
    await page.locator('[data-testid="article-state"]:not([data-draft=""])').waitFor()
    await page.getByTestId('compare-draft').click()
    await page.locator('[data-testid="article-change"][data-field="fee.vi"] ins').first().waitFor()
    await page.keyboard.press('Escape')
    await page.getByTestId('article-note').fill('Lệ phí quá hạn theo nghị quyết mới')
    await page.getByTestId('article-publish').click()
    await page.locator('[data-testid="article-state"][data-version="2"]').waitFor()

    await operator.page.keyboard.press('Alt+KeyK')
    await operator.page.keyboard.type('khai sinh')
    await operator.page.getByTestId(`knowledge-hit-${BIRTH}`).click()
    await operator.page.getByText('quá hạn 8.000 đồng').waitFor()

    await page.getByTestId('roll-back-1').click()
    await page.getByTestId('back-note').fill('Nghị quyết chưa có hiệu lực')
    await page.getByTestId('back-confirm').click()
    await page.locator('[data-testid="article-state"][data-version="3"]').waitFor()
    // Told through the console: nobody reloads.
    await operator.page.locator(`[data-testid="article"][data-version="3"]`).waitFor()
    await operator.page.getByText('quá hạn 8.000 đồng').waitFor({ state: 'detached' })
    const record = await api.get<ArticleRecord>(`/api/kept-articles/${BIRTH}`)
    expect(record.versions.map(({ deed, rolledBackTo, note }) => [deed, rolledBackTo, note])).toEqual([
      ['rolled-back', 1, 'Nghị quyết chưa có hiệu lực'],
      ['published', null, 'Lệ phí quá hạn theo nghị quyết mới'],
      ['published', null, ''],
    ])
    // Before the sign-in nobody is signed in.
    expect([...operator.faults, ...manager.faults].filter((fault) => !fault.includes('401'))).toEqual([])
  })
})
