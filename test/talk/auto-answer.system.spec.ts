import type { DeskSettings } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Operator } from '../operators/operator.js'
import { Api } from '../stack/api.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, dial, password } from '../stack/stack.js'

describe('an operator whose calls are answered by themselves', () => {
  let supervisor: Api
  let own: Api
  let mai: Operator

  beforeAll(async () => {
    ;[supervisor, own] = await Promise.all([Api.signIn(address, 'supervisor', password), Api.signIn(address, 'operator1', password)])
    mai = await Operator.signIn(address, { username: 'operator1', password, hertz: 1000 })
  })
  afterAll(async () => {
    await own?.request('PUT', '/api/desk-settings', { autoAnswer: false })
    await mai?.close()
  })

  it('talks with the citizen without a hand; the setting is the account’s and lasts; answers out of a template, filled in', async () => {
    await mai.page.getByTestId('auto-answer').check()
    await mai.page.locator('[data-testid="auto-answer"][data-on="true"]').waitFor({ state: 'attached' })
    expect(await own.get<DeskSettings>('/api/desk-settings')).toEqual({ autoAnswer: true })
    await mai.page.reload()
    await mai.page.locator('[data-testid="auto-answer"][data-on="true"]').waitFor({ state: 'attached' })
    await mai.page.locator('[data-testid="phone-status"][data-status="registered"]').waitFor()
    expect((await supervisor.request('POST', '/api/answer-templates', { departmentId: null, name: 'Đã hướng dẫn 0901032041', textVi: 'Kính gửi {name}, phiếu {code} đã được trả lời.', textEn: 'Dear {name}, request {code} is answered.' })).status).toBe(204)
    await mai.goAvailable()
    const caller = await dial('0901032041')
    await caller.answered()
    await caller.press('2')
    await mai.waitForState('talk', 30_000)
    await Promise.all([caller.hears({ frequency: 1000 }), mai.hearsSomebody()])
    const code = await mai.writeTicket({ category: 'đèn', description: 'Hỏi lịch sửa đèn đường', place: 'Đường Lê Lợi' })
    await mai.page.getByTestId('answer-on-call').click()
    await mai.page.getByTestId('template-picker').click()
    await mai.page.getByRole('option', { name: 'Đã hướng dẫn 0901032041' }).click()
    expect(await mai.page.getByTestId('deed-reason').inputValue()).toContain(`${code.slice(0, 3)} ${code.slice(3, 6)} ${code.slice(6)}`)
    await mai.page.getByTestId('deed-confirm').click()
    await mai.page.getByTestId('answered-on-call').waitFor()
    await expectEventually(async () => expect((await supervisor.ticket(code)).state).toBe('told'))
    await mai.hangUp()
    await mai.waitForState('wrap-up')
    await caller.ended()
  })

  it('is rung as ever where it is off', async () => {
    await mai.page.getByTestId('auto-answer').uncheck()
    await mai.page.locator('[data-testid="auto-answer"][data-on="false"]').waitFor({ state: 'attached' })
    await mai.goAvailable()
    const caller = await dial('0901032042')
    await caller.answered()
    await caller.press('2')
    await mai.offered()
    await mai.page.locator('[data-testid="desk"]:not([data-answers-itself])').waitFor()
    expect(await mai.state()).toBe('offer')
    await mai.answer()
    await caller.hangUp()
    await mai.waitForState('wrap-up')
  })
})
