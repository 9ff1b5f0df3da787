import { beforeAll, describe, expect, it } from '@jest/globals'
import { Api } from '../stack/api.js'
import { address, dial, password } from '../stack/stack.js'

describe('the menu', () => {
  let supervisor: Api

  beforeAll(async () => {
    supervisor = await Api.signIn(address, 'supervisor', password)
  })

  it('sends a caller to an operator who presses nothing at all, with priority', async () => {
    const caller = await dial('0901000501')
    await caller.answered()
    await caller.afterBeep(150_000) // nobody is signed in, so the operators' queue ends at the voicemail
    await caller.hangUp()
    const call = await supervisor.endedCallOf('0901000501')
    expect(call).toMatchObject({ outcome: 'overflowed', queue: 'procedures' })
    expect(call.flowPath).toEqual(['callers', 'welcome', 'notice', 'main-menu', 'operator'])
  })

  it('sends a caller to an operator after three wrong digits', async () => {
    const caller = await dial('0901000502')
    await caller.answered()
    await caller.press('1')
    await caller.press('#')
    await caller.hangUp()
    const chosen = await supervisor.endedCallOf('0901000502')
    expect(chosen.flowPath).toEqual(['callers', 'welcome', 'main-menu', 'procedures-state', 'procedures']) // what is pressed after a choice is not a wrong digit

    const lost = await dial('0901000503')
    await lost.answered()
    await lost.press('*')
    for (const wrong of ['7', '5', '4']) {
      await lost.hearsAnything()
      await lost.press(wrong)
    }
    await lost.afterBeep()
    await lost.hangUp()
    expect((await supervisor.endedCallOf('0901000503')).flowPath).toEqual(['callers', 'welcome', 'main-menu', 'operator'])
  })

  it('speaks English after a 9, and the call stays English', async () => {
    const caller = await dial('0901000504')
    await caller.answered()
    await caller.press('9')
    await caller.hearsAnything()
    await caller.press('2')
    await caller.afterBeep()
    await caller.hangUp()
    const call = await supervisor.endedCallOf('0901000504')
    expect(call).toMatchObject({ language: 'en', queue: 'reports' })
    expect(call.flowPath).toEqual(['callers', 'welcome', 'main-menu', 'english', 'main-menu', 'reports-state', 'reports'])
  })
})
