import type { CallLine } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openBrowser, PHONE, type OpenedBrowser } from '../operators/browser.js'
import { Operator } from '../operators/operator.js'
import { Api } from '../stack/api.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, password } from '../stack/stack.js'

const view = (name: string) => `[data-testid="citizen"][data-view="${name}"]`

describe('the citizen page', () => {
  let supervisor: Api
  let operator: Operator
  let citizen: OpenedBrowser

  beforeAll(async () => {
    supervisor = await Api.signIn(address, 'supervisor', password)
    operator = await Operator.signIn(address, { username: 'operator1', password, hertz: 1000 })
    citizen = await openBrowser({ hertz: 440, viewport: PHONE })
  })
  afterAll(async () => {
    await operator?.goOffline()
    await operator?.close()
    await citizen?.close()
  })

  it('calls 1022 through the browser: the dial pad chooses, an operator answers, the call is in the log', async () => {
    await operator.goAvailable()
    const { page } = citizen
    await page.addInitScript({ content: "localStorage.setItem('hotline.microphone-processing', 'off')" })
    await page.goto(`${address}/goi-1022`)
    await page.getByTestId('citizen-call').click()
    await page.locator(view('in-call')).waitFor()
    await page.getByTestId('dial-2').click()
    await operator.offered()
    await operator.answer()
    await operator.hearsSomebody()
    await expectEventually(async () => {
      const heard = await page.evaluate(() => (globalThis as unknown as { hotlineSoftphone: { statistics(): Promise<{ inbound: { audioEnergy: number } }> } }).hotlineSoftphone.statistics())
      expect(heard.inbound.audioEnergy).toBeGreaterThan(0.01)
    })
    await page.getByTestId('citizen-hang-up').click()
    await page.locator(view('over')).waitFor()
    await operator.waitForState('wrap-up')
    await expectEventually(async () => {
      const { items } = await supervisor.get<{ items: { source: string; number: string | null; queue: string; outcome: string | null }[] }>('/api/calls?outcome=answered')
      expect(items.find(({ source }) => source === 'browser')).toMatchObject({ queue: 'reports', outcome: 'answered', number: null })
    })
    expect(citizen.faults).toEqual([])
  })

  it('has a line that reaches 1022 and nothing else', async () => {
    const { page } = citizen
    await page.goto(`${address}/goi-1022`)
    await page.getByTestId('citizen-call').click()
    await page.locator(view('in-call')).waitFor()
    await page.getByTestId('citizen-hang-up').click()
    await page.locator(view('over')).waitFor()
    const line = (await (await fetch(`${address}/live/citizen-lines`, { method: 'POST' })).json()) as CallLine
    for (const target of ['op-4', '*43', 'procedures', '0901000601']) {
      const end = await page.evaluate(
        async ([to, given]) => {
          type Phone = { reach(line: unknown): Promise<void>; call(to: string): void; callEnded(): Promise<void>; disconnect(): void; getState(): { call: unknown; lastEnd: { cause: string; failed: boolean } | null }; subscribe(on: () => void): () => void }
          const phone = (globalThis as unknown as { hotlineSoftphone: Phone }).hotlineSoftphone
          await phone.reach(given)
          phone.call(to)
          await phone.callEnded()
          phone.disconnect()
          return phone.getState().lastEnd
        },
        [target, line] as const,
      )
      expect([target, end]).toEqual([target, { cause: 'Not Found', failed: true }])
    }
  })

  it('gives no script hundreds of lines', async () => {
    const answers: number[] = []
    for (let i = 0; i < 6; i++) answers.push((await fetch(`${address}/live/citizen-lines`, { method: 'POST' })).status)
    expect(answers).toContain(429)
  })
})
