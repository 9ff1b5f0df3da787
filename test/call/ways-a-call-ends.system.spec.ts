import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Operator } from '../operators/operator.js'
import { Api } from '../stack/api.js'
import { address, dial, password, untilWaiting } from '../stack/stack.js'

describe('a caller may hang up at any moment, and the log tells how it was', () => {
  let supervisor: Api
  let operator: Operator

  beforeAll(async () => {
    supervisor = await Api.signIn(address, 'supervisor', password)
    operator = await Operator.signIn(address, { username: 'operator1', password, hertz: 1000 })
  })
  afterAll(async () => {
    await operator?.close()
  })

  it('during the welcome: self-served, with its path', async () => {
    const caller = await dial('0901000101')
    await caller.answered()
    await caller.hearsAnything()
    await caller.hangUp()
    const call = await supervisor.endedCallOf('0901000101')
    expect(call).toMatchObject({ outcome: 'self-served', queue: null, operator: null })
    expect(call.flowPath).toEqual(['callers', 'welcome'])
  })

  it('in the menu: self-served', async () => {
    const caller = await dial('0901000102')
    await caller.answered()
    await caller.press('9') // English: a second menu is on the path
    await caller.hearsAnything()
    await caller.hangUp()
    const call = await supervisor.endedCallOf('0901000102')
    expect(call).toMatchObject({ outcome: 'self-served', language: 'en' })
    expect(call.flowPath.length).toBeGreaterThan(1)
  })

  it('in the queue, while operators are on a pause: abandoned', async () => {
    await operator.goAvailable()
    await operator.pause()
    const caller = await dial('0901000103')
    await caller.answered()
    await caller.press('1')
    await untilWaiting(operator, '0901000103', 6)
    await caller.hangUp()
    expect(await supervisor.endedCallOf('0901000103')).toMatchObject({ outcome: 'abandoned', queue: 'procedures', operator: null })
  })

  it('in the queue at once: a short abandon, counted apart', async () => {
    const caller = await dial('0901000104')
    await caller.answered()
    await caller.press('1')
    await untilWaiting(operator, '0901000104', 0)
    await caller.hangUp()
    expect(await supervisor.endedCallOf('0901000104')).toMatchObject({ outcome: 'short-abandoned' })
  })

  it('while it rings at the operator: the offer goes away, the operator stays available', async () => {
    await operator.goAvailable()
    const caller = await dial('0901000105')
    await caller.answered()
    await caller.press('1')
    expect(await operator.offered()).toBe('0901000105')
    await caller.hangUp()
    await operator.waitForState('available')
    const call = await supervisor.endedCallOf('0901000105')
    expect(['abandoned', 'short-abandoned']).toContain(call.outcome)
    expect(call.operator).toBeNull()
  })

  it('in the talk: answered, and the operator goes into wrap-up', async () => {
    const caller = await dial('0901000106')
    await caller.answered()
    await caller.press('0')
    expect(await operator.offered()).toBe('0901000106')
    await operator.answer()
    await operator.hearsSomebody()
    await caller.hangUp()
    await operator.waitForState('wrap-up')
    expect(await supervisor.endedCallOf('0901000106')).toMatchObject({ outcome: 'answered', operator: { displayName: 'Nguyễn Thị Mai' } })
    await operator.waitForState('available', 40_000) // wrap-up ends by itself
  })

  it('while leaving a voicemail: the message is kept', async () => {
    await operator.goOffline()
    const caller = await dial('0901000107', { hertz: 600 })
    await caller.answered()
    await caller.press('2')
    await caller.afterBeep()
    await caller.speaksFor(3)
    await caller.hangUp()
    const voicemail = await supervisor.voicemailOf('0901000107')
    expect(voicemail).toMatchObject({ queue: 'reports', handledAt: null })
    expect(voicemail.seconds).toBeGreaterThanOrEqual(2)
    expect(await supervisor.endedCallOf('0901000107')).toMatchObject({ outcome: 'voicemail' })
  })
})
