import type { Call } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Operator } from '../operators/operator.js'
import { talkBetween } from '../operators/talk-between.js'
import { Api } from '../stack/api.js'
import { address, password } from '../stack/stack.js'

describe('a page reloaded in a talk', () => {
  let supervisor: Api
  let operator: Operator

  beforeAll(async () => {
    supervisor = await Api.signIn(address, 'supervisor', password)
    operator = await Operator.signIn(address, { username: 'operator1', password, hertz: 1000 })
    operator.page.on('dialog', (dialog) => void dialog.accept())
  })
  afterAll(async () => {
    await operator?.close()
  })

  const talkWith = (number: string) => talkBetween(operator, number)

  it('has the same citizen again without a hand: one call, answered, and one wrap-up after its real end', async () => {
    const caller = await talkWith('0901033001')
    const left = Date.now()
    await operator.page.reload()
    const loaded = Date.now()
    await operator.page.locator('[data-testid="talk-survival"][data-what="resumed"]').waitFor()
    const resumed = Date.now()
    await Promise.all([caller.hears({ frequency: 1000 }), operator.hearsSomebody()])
    console.info(`the page came back after ${loaded - left} ms, the citizen ${resumed - loaded} ms later, heard after ${Date.now() - loaded} ms`)
    expect(await operator.state()).toBe('talk')
    await caller.hangUp()
    await operator.waitForState('wrap-up')
    const call: Call = await supervisor.recordedCallOf('0901033001')
    expect(call).toMatchObject({ outcome: 'answered', queue: 'procedures' })
    await operator.waitForState('available')
  })

  it('that crashed is found gone, and the next page has the citizen again', async () => {
    const caller = await talkWith('0901033002')
    const crashed = operator.page
    const context = crashed.context()
    const session = await context.newCDPSession(crashed)
    const gone = crashed.waitForEvent('crash')
    session.send('Page.crash').catch(() => undefined) // no answer comes from a page that is gone
    await gone
    const page = await context.newPage()
    await page.goto(`${address}/`)
    await page.locator('[data-testid="talk-survival"][data-what="resumed"]').waitFor()
    await caller.hears({ frequency: 1000 })
    await caller.hangUp()
    await page.locator('[data-testid="operator-state"][data-state="wrap-up"]').waitFor()
    expect(await supervisor.recordedCallOf('0901033002')).toMatchObject({ outcome: 'answered', queue: 'procedures' })
    await page.close()
  })

  it('that does not come back: the citizen goes on first in line, and another operator answers; it is one call', async () => {
    await operator.close()
    const [mai, second] = await Promise.all([
      Operator.signIn(address, { username: 'operator2', password, hertz: 1000 }),
      Operator.signIn(address, { username: 'operator3', password, hertz: 1300 }),
    ])
    try {
      mai.page.on('dialog', (dialog) => void dialog.accept())
      const caller = await talkBetween(mai, '0901033003', { key: '2' })
      await mai.page.goto('about:blank')
      await second.goAvailable()
      await second.offered(45_000)
      await second.answer()
      await Promise.all([caller.hears({ frequency: 1300 }), second.hearsSomebody()])
      await caller.hangUp()
      await second.waitForState('wrap-up')
      expect(await supervisor.recordedCallOf('0901033003')).toMatchObject({ outcome: 'answered', queue: 'reports' })
    } finally {
      await Promise.all([mai.close(), second.close()])
    }
  })
})
