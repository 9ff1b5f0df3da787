import { randomUUID } from 'node:crypto'
import type { Category, Ticket } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Operator } from '../operators/operator.js'
import { Api } from '../stack/api.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, password } from '../stack/stack.js'

const HEAD = 'Đặng Quốc Bảo'

describe('two officers of a department and its inbox, by keyboard', () => {
  let operator: Api
  let supervisor: Api
  let head: Api
  /** Each ticket is another person's: the same one's again would be a recurrence. */
  let citizens = 0
  let bao: Operator
  let nhung: Operator

  const row = (officer: Operator, code: string) => officer.page.locator(`[data-testid="inbox-row"][data-code="${code}"]`)
  const make = async (description: string): Promise<string> => {
    const categories = await operator.get<Category[]>('/api/categories')
    const categoryId = categories.find(({ code }) => code === 'den-duong')?.id
    const made = await operator.request('POST', '/api/tickets', { requestId: randomUUID(), categoryId, description, citizenNumber: `09012345${60 + ++citizens}` })
    const { code } = (await made.json()) as Ticket
    await head.addProof(code)
    return code
  }
  /** Goes down the list, and up again, until the keyboard is there. */
  const pointTo = async (officer: Operator, code: string) => {
    await row(officer, code).waitFor()
    // As it is now: upon an older sight nothing is done.
    await expectEventually(async () => expect(await row(officer, code).getAttribute('data-revision')).toBe(String((await supervisor.ticket(code)).revision)))
    await officer.page.evaluate('document.activeElement?.blur()')
    for (const key of ['j', 'k']) {
      for (let steps = 0; steps < 50; steps++) {
        if ((await row(officer, code).getAttribute('data-pointed')) === 'true') return
        await officer.page.keyboard.press(key)
      }
    }
    throw new Error(`neither j nor k came to ${code}`)
  }

  beforeAll(async () => {
    operator = await Api.signIn(address, 'operator1', password)
    supervisor = await Api.signIn(address, 'supervisor', password)
    head = await Api.signIn(address, 'officer-xaydung', password)
    bao = await Operator.signIn(address, { username: 'officer-xaydung', password, hertz: 700, lands: 'inbox' })
    nhung = await Operator.signIn(address, { username: 'officer-xaydung-2', password, hertz: 800, lands: 'inbox' })
  })
  afterAll(async () => {
    await bao?.close()
    await nhung?.close()
  })

  it('one takes a ticket and begins to answer; the other is told, is stopped, and loses nothing', async () => {
    const code = await make('Đèn đường trước nhà số 5 Lê Lợi không sáng.')
    const { page } = nhung
    await pointTo(nhung, code)
    await page.keyboard.press('a')
    await expectEventually(async () => expect((await supervisor.ticket(code)).assignee?.displayName).toBe('Trịnh Thị Hồng Nhung'))
    await page.keyboard.press('e')
    await page.locator('[data-testid="answer-text"]:focus').waitFor()
    await page.keyboard.type('Đội chiếu sáng sẽ đến')
    await page.locator('[data-testid="draft-state"][data-state="saved"]').waitFor()

    await pointTo(bao, code)
    await bao.page.keyboard.press('Enter')
    await bao.page.locator('[data-testid="presence"][data-writing="true"]').waitFor()
    await page.getByTestId('presence').waitFor()

    // Bảo goes on with it all the same; what Nhung is writing stays, and is not sent over it.
    await bao.page.getByTestId('deed-accepted').click()
    await page.getByTestId('stale').waitFor()
    expect(await page.getByTestId('stale').innerText()).toContain(HEAD)
    expect(await page.getByTestId('answer-save').isDisabled()).toBe(true)
    expect(await page.getByTestId('answer-text').inputValue()).toBe('Đội chiếu sáng sẽ đến')

    // Her browser breaks down, with all that it kept: the server still has the words.
    await page.evaluate('localStorage.clear()')
    await page.reload()
    await page.getByTestId('answer-text').waitFor()
    expect(await page.getByTestId('answer-text').inputValue()).toBe('Đội chiếu sáng sẽ đến')
    await page.getByTestId('answer-text').fill('Đội chiếu sáng đã thay bóng đèn.')
    await page.getByTestId('answer-text').press('Control+Enter')
    await expectEventually(async () => expect(await supervisor.ticket(code)).toMatchObject({ state: 'approved', answer: { text: 'Đội chiếu sáng đã thay bóng đèn.' } }))
  })

  it('a note inside names a colleague, who finds it', async () => {
    const code = await make('Đèn đường nhấp nháy ở đường Trần Phú.')
    await row(nhung, code).click()
    await nhung.page.locator(`[data-testid="ticket-detail"][data-code="${code}"]`).waitFor()
    await nhung.page.getByTestId('note-text').fill('')
    await nhung.page.getByTestId('note-text').pressSequentially('Nhờ @bao')
    await nhung.page.getByTestId('mention-list').waitFor()
    await nhung.page.keyboard.press('Enter')
    await nhung.page.keyboard.type('xem giúp.')
    await nhung.page.getByTestId('note-save').click()
    await bao.page.locator('[data-testid="mentions"][data-unread="1"]').waitFor()
    await bao.page.getByTestId('mentions').click()
    await bao.page.locator(`[data-testid="mention"][data-code="${code}"]`).click()
    expect(await bao.page.getByTestId('note').innerText()).toContain(`Nhờ @${HEAD} xem giúp.`)
    await bao.page.locator('[data-testid="mentions"][data-unread="0"]').waitFor()
  })

  it('many are chosen and answered at once; one is refused and said why; and all is taken back', async () => {
    const codes = [await make('Mất điện cả hẻm 3.'), await make('Hẻm 3 tối om.'), await make('Hẻm 3 không có đèn.')]
    const [first = '', second = '', third = ''] = codes
    const { page } = nhung
    await page.getByTestId('view-open').click()
    for (const code of codes) {
      await pointTo(nhung, code)
      await page.keyboard.press('x')
    }
    expect(await page.getByTestId('mass-bar').innerText()).toContain('3')
    // While she writes, a colleague answers one of them.
    await page.getByTestId('mass-answer').click()
    await page.getByTestId('mass-text').fill('Điện lực đã khắc phục lúc 18 giờ.')
    const answered = await head.request('POST', `/api/tickets/${third}/deeds`, { deed: 'answered', text: 'Đã báo điện lực.' })
    expect(answered.status).toBe(200)
    await page.getByTestId('mass-confirm').click()
    await page.locator('[data-testid="batch-outcome"][data-done="2"]').waitFor()
    expect(await page.getByTestId('batch-refused').getAttribute('data-code')).toBe(third)
    expect((await supervisor.ticket(first)).state).toBe('approved')
    await page.getByTestId('batch-undo').click()
    await page.locator('[data-testid="batch-outcome"][data-undone="true"]').waitFor()
    for (const code of [first, second]) {
      const { state, history } = await supervisor.ticket(code)
      expect([state, history.map(({ deed }) => deed)]).toEqual(['routed', ['made', 'attached', 'answered', 'approved', 'undone']])
    }
    // Whether anybody is signed in is asked before anybody is.
    expect([...bao.faults, ...nhung.faults].filter((fault) => !fault.includes('401'))).toEqual([])
  })
})
