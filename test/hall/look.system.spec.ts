import { afterAll, beforeAll, describe, it } from '@jest/globals'
import { openBrowser, type OpenedBrowser } from '../operators/browser.js'
import { Operator } from '../operators/operator.js'
import { address, dial, password } from '../stack/stack.js'

describe('look', () => {
  let mai: Operator
  let hung: Operator
  let browser: OpenedBrowser
  beforeAll(async () => {
    mai = await Operator.signIn(address, { username: 'operator1', password, hertz: 1000 })
    hung = await Operator.signIn(address, { username: 'operator2', password, hertz: 1200 })
    browser = await openBrowser({ hertz: 700 })
  })
  afterAll(async () => {
    await mai?.close()
    await hung?.close()
    await browser?.close()
  })
  it('at the screens', async () => {
    const { page } = browser
    const shot = (name: string) => page.screenshot({ path: `/tmp/shots/${name}.png` })
    await page.goto(`${address}/`)
    await page.getByTestId('sign-in-username').fill('supervisor')
    await page.getByTestId('sign-in-password').fill(password)
    await page.getByTestId('sign-in-submit').click()
    await page.getByTestId('wallboard').waitFor()
    await mai.goAvailable()
    await hung.goAvailable()
    await hung.pause()
    const caller = await dial('0901000801', { hertz: 440 })
    await caller.answered()
    await caller.press('1')
    await mai.offered()
    await mai.answer()
    const others = []
    for (const number of ['0901000802', '0901000803', '0901000804']) {
      const one = await dial(number, { hertz: 440 })
      others.push(one)
      await one.answered()
      await one.press('1')
    }
    await page.locator('[data-testid="wall-procedures"][data-waiting="3"]').waitFor()
    await mai.page.keyboard.press('Alt+U')
    await page.getByTestId('help-notice').waitFor()
    await mai.page.screenshot({ path: '/tmp/shots/desk-help.png' })
    await shot('hall-light')
    await page.getByTestId('help-listen').click()
    await page.getByTestId('deed-reason').waitFor()
    await shot('listen-dialog')
    await page.getByTestId('deed-do').click()
    await page.locator('[data-testid="listening"]').waitFor()
    await shot('listening')
    await page.evaluate("localStorage.setItem('mantine-color-scheme-value', 'dark')")
    await page.reload()
    await page.getByTestId('wallboard').waitFor()
    await page.waitForTimeout(1500)
    await shot('hall-dark')
    await page.getByTestId('tab-deeds').click()
    await page.getByTestId('deed-row').first().waitFor()
    await shot('deeds-dark')
    await page.getByTestId('tab-now').click()
    await page.getByTestId('limits-procedures').click()
    await page.waitForTimeout(500)
    await shot('limits-dark')
    await page.keyboard.press('Escape')
    await page.getByTestId('chat').click()
    await page.waitForTimeout(500)
    await shot('chat-dark')
    for (const [width, height] of [[1920, 1080], [1366, 768]] as const) {
      await page.setViewportSize({ width, height })
      await page.goto(`${address}/wall`)
      await page.getByTestId('tv-procedures').waitFor()
      await page.waitForTimeout(1500)
      await shot(`tv-${width}`)
    }
    await caller.hangUp()
    for (const one of others) await one.hangUp()
  })
})
