import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Operator } from '../operators/operator.js'
import { Api } from '../stack/api.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, dial, password } from '../stack/stack.js'

const CHECKED_MS = 30_000

describe('the sound check', () => {
  let mai: Operator

  beforeAll(async () => {
    mai = await Operator.signIn(address, { username: 'operator1', password, hertz: 1000 })
  })
  afterAll(async () => {
    await mai?.close()
  })

  it('measures what Asterisk sends back, and says that one can begin', async () => {
    await mai.page.getByTestId('sound-check').click()
    await mai.page.getByTestId('sound-check-start').click()
    const verdict = mai.page.getByTestId('sound-verdict')
    await verdict.waitFor({ timeout: CHECKED_MS })
    if (process.env['SCREENSHOTS']) await mai.page.screenshot({ path: `${process.env['SCREENSHOTS']}/sound-check.png` })
    expect(await verdict.getAttribute('data-findings')).not.toMatch(/echo-(refused|lost|broken|quiet)|network/)
    expect(Number(await verdict.getAttribute('data-round-trip'))).toBeGreaterThan(0)
    expect(Math.abs(Number(await verdict.getAttribute('data-gain')))).toBeLessThan(6)
    expect(await mai.state()).not.toBe('talk')
  })

  it('gives way to a citizen', async () => {
    await mai.page.keyboard.press('Escape')
    await mai.goAvailable()
    await mai.page.getByTestId('sound-check').click()
    await mai.page.getByTestId('sound-check-start').click()
    const caller = await dial('0901000891')
    await caller.answered()
    await caller.press('1')
    await mai.offered()
    await mai.page.keyboard.press('F2')
    await mai.waitForState('talk')
    await mai.hearsSomebody()
    await mai.page.locator('[data-testid="voice-quality"][data-light="good"]').waitFor({ timeout: 60_000 })
    await caller.hangUp()
    await mai.waitForState('wrap-up')
    const supervisor = await Api.signIn(address, 'supervisor', password)
    const { id } = await supervisor.endedCallOf('0901000891')
    await expectEventually(async () => {
      const { figures } = await supervisor.get<{ figures: { lossPercent: number }[] }>(`/api/calls/${id}/sound`)
      if (figures.length === 0) throw new Error('nothing of the sound is kept')
    })
  })
})
