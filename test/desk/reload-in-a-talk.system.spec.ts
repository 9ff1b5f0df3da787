import type { Call } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Operator } from '../operators/operator.js'
import { Api } from '../stack/api.js'
import { address, dial, password } from '../stack/stack.js'

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

  const talkWith = async (number: string) => {
    await operator.goAvailable()
    const caller = await dial(number)
    await caller.answered()
    await caller.press('1')
    expect(await operator.offered()).toBe(number)
    await operator.answer()
    await caller.hears({ frequency: 1000 })
    return caller
  }

  it('has the same citizen again without a hand: one call, answered, and one wrap-up after its real end', async () => {
    const caller = await talkWith('0901033001')
    const left = Date.now()
    await operator.page.reload()
    const loaded = Date.now()
    await operator.page.locator('[data-testid="talk-survival"][data-what="resumed"]').waitFor({ timeout: 15_000 })
    const resumed = Date.now()
    await Promise.all([caller.hears({ frequency: 1000 }), operator.hearsSomebody()])
    console.info(`the page came back after ${loaded - left} ms, the citizen ${resumed - loaded} ms later, heard after ${Date.now() - loaded} ms`)
    expect(resumed - loaded).toBeLessThan(5_000)
    expect(await operator.state()).toBe('talk')
    await caller.hangUp()
    await operator.waitForState('wrap-up')
    const call: Call = await supervisor.recordedCallOf('0901033001')
    expect(call).toMatchObject({ outcome: 'answered', queue: 'procedures' })
    await operator.waitForState('available')
  })
})
