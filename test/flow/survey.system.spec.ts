import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Operator } from '../operators/operator.js'
import { Api } from '../stack/api.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, dial, password } from '../stack/stack.js'
import { loudness } from '../callers/tone.js'
import { readWav } from '../stack/wav.js'

describe('after the talk', () => {
  let supervisor: Api
  let operator: Operator

  beforeAll(async () => {
    supervisor = await Api.signIn(address, 'supervisor', password)
    operator = await Operator.signIn(address, { username: 'operator1', password, hertz: 1000 })
  })
  afterAll(async () => {
    await operator?.close()
  })

  const talk = async (number: string, ...keys: string[]) => {
    await operator.goAvailable()
    const caller = await dial(number, { hertz: 600 })
    await caller.answered()
    for (const [i, key] of keys.entries()) {
      if (i > 0) await caller.hearsAnything()
      await caller.press(key)
    }
    await operator.offered()
    await operator.answer()
    await caller.hears({ frequency: 1000 })
    await operator.hangUp()
    return caller
  }

  it('a citizen rates the call and adds a remark, and is not asked again within a week', async () => {
    const caller = await talk('0901000961', '2')
    await caller.hearsAnything()
    await caller.press('5')
    await caller.hearsAnything()
    await caller.press('1')
    await caller.afterBeep()
    await caller.speaksFor(3)
    await caller.press('#')
    await caller.ended()
    const call = await supervisor.endedCallOf('0901000961')
    await expectEventually(async () => expect(await supervisor.get(`/api/calls/${call.id}`)).toMatchObject({ outcome: 'answered', operator: { displayName: 'Nguyễn Thị Mai' }, survey: { rating: 5, remarkSeconds: expect.any(Number) } }))
    expect(loudness(readWav(await supervisor.sound(`/api/calls/${call.id}/remark`)).samples)).toBeGreaterThan(0.01)

    const again = await talk('0901000961', '2')
    await again.ended() // goodbye
    await expectEventually(async () => {
      const [latest] = await supervisor.callsOf('0901000961')
      expect(await supervisor.get(`/api/calls/${latest?.id}`)).toMatchObject({ outcome: 'answered', survey: null })
    })
  })

  it('in English too, and nobody has to leave a remark', async () => {
    const caller = await talk('0901000962', '9', '2')
    await caller.hearsAnything()
    await caller.press('3')
    await caller.hearsAnything()
    await caller.hangUp()
    const call = await supervisor.endedCallOf('0901000962')
    await expectEventually(async () => expect(await supervisor.get(`/api/calls/${call.id}`)).toMatchObject({ language: 'en', survey: { rating: 3, remarkSeconds: null } }))
  })
})
