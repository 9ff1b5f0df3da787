import type { Call } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CalledCitizen } from '../callers/called-citizen.js'
import { Operator } from '../operators/operator.js'
import { talkBetween } from '../operators/talk-between.js'
import { Api } from '../stack/api.js'
import { address, password, trunkContact } from '../stack/stack.js'

describe('a citizen handed on at once', () => {
  let supervisor: Api
  let mai: Operator
  let second: Operator

  beforeAll(async () => {
    supervisor = await Api.signIn(address, 'supervisor', password)
    ;[mai, second] = await Promise.all([
      Operator.signIn(address, { username: 'operator1', password, hertz: 1000 }),
      Operator.signIn(address, { username: 'operator2', password, hertz: 1300 }),
    ])
  })
  afterAll(async () => {
    await Promise.all([mai?.close(), second?.close()])
  })

  const talkWithMai = async (number: string) => {
    await second.goOffline()
    return talkBetween(mai, number)
  }

  it('to a colleague talks with that one, and the first operator is in wrap-up', async () => {
    const caller = await talkWithMai('0901000301')
    await second.goAvailable()
    await mai.transferTo('hung')
    const [offered] = await Promise.all([second.offered(), mai.waitForState('wrap-up')])
    expect(offered).toBe('0901000301')
    await second.answer()
    await Promise.all([caller.hears({ frequency: 1300 }), second.hearsSomebody()])
    await mai.goAvailable()
    expect(await second.state()).toBe('talk')
    await caller.hangUp()
    await second.waitForState('wrap-up')
    const call: Call = await supervisor.recordedCallOf('0901000301')
    expect(call).toMatchObject({ outcome: 'answered', queue: 'procedures', offers: 2 })
    expect(call.talkSeconds).toBeGreaterThan(0)
  })

  it('to a queue waits there first in line, and an operator of it answers', async () => {
    const caller = await talkWithMai('0901000302')
    await second.goAvailable()
    await mai.transferTo('phan anh')
    expect(await second.offered()).toBe('0901000302')
    await second.answer()
    await caller.hears({ frequency: 1300 })
    await second.hangUp()
    await second.waitForState('wrap-up')
    await caller.ended()
    expect(await supervisor.recordedCallOf('0901000302')).toMatchObject({ outcome: 'answered', queue: 'reports', offers: 2 })
  })

  it('to a number talks with whoever answers there; a number against the dial rules is refused, and the talk goes on', async () => {
    const outside = await CalledCitizen.waitAt(trunkContact, 'answers', { hertz: 700 })
    const caller = await talkWithMai('0901000303')
    await mai.transferTo('113')
    await mai.page.getByTestId('transfer-failure').waitFor()
    await caller.hears({ frequency: 1000 })
    await mai.page.getByTestId('transfer-search').fill('0277 385 1234')
    await mai.page.getByTestId('transfer-search').press('Enter')
    await Promise.all([caller.hears({ frequency: 700 }), outside.hears({ frequency: 440 }), mai.waitForState('wrap-up')])
    await caller.hangUp()
    await outside.ended()
    expect(await supervisor.recordedCallOf('0901000303')).toMatchObject({ outcome: 'answered', queue: 'procedures', offers: 1 })
  })
})
