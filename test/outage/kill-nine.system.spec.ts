import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Operator } from '../operators/operator.js'
import { Api } from '../stack/api.js'
import { address, dial, kill, password, untilHealthy, untilWaiting } from '../stack/stack.js'

const APPS = ['ivr', 'console', 'ticketing'] as const

describe('kill -9', () => {
  let supervisor: Api
  let operator: Operator

  beforeAll(async () => {
    supervisor = await Api.signIn(address, 'supervisor', password)
    operator = await Operator.signIn(address, { username: 'operator1', password, hertz: 1000 })
  })
  afterAll(async () => {
    await operator?.close()
  })

  it.each(APPS.map((app, i) => [app, `090103030${i}`] as const))('of %s in the menu: the caller goes on and the log is complete', async (app, number) => {
    await operator.goAvailable()
    const caller = await dial(number)
    await caller.answered()
    await caller.hearsAnything()
    await kill(app)
    await untilHealthy()
    await caller.hearsAnything() // the menu is there again, or still
    await caller.press('1')
    expect(await operator.offered()).toBe(number)
    await operator.answer()
    await operator.hearsSomebody()
    await caller.hangUp()
    await operator.waitForState('wrap-up')
    expect(await supervisor.endedCallOf(number)).toMatchObject({ outcome: 'answered', queue: 'procedures' })
  })

  it.each(APPS.map((app, i) => [app, `090103031${i}`] as const))('of %s while a caller waits: the caller keeps the place and is answered', async (app, number) => {
    await operator.goAvailable()
    await operator.pause()
    const caller = await dial(number)
    await caller.answered()
    await caller.press('2')
    await untilWaiting(operator, number, 0)
    await kill(app)
    await untilHealthy()
    await untilWaiting(operator, number, 1)
    await operator.goAvailable()
    expect(await operator.offered()).toBe(number)
    await operator.answer()
    await operator.hearsSomebody()
    await caller.hangUp()
    await operator.waitForState('wrap-up')
    expect(await supervisor.endedCallOf(number)).toMatchObject({ outcome: 'answered', queue: 'reports' })
  })

  it.each(APPS.map((app, i) => [app, `090103032${i}`] as const))('of %s in a talk: both go on hearing each other', async (app, number) => {
    await operator.goAvailable()
    const caller = await dial(number, { hertz: 440 })
    await caller.answered()
    await caller.press('1')
    await operator.offered()
    await operator.answer()
    await operator.hearsSomebody()
    await kill(app)
    await operator.hearsSomebody()
    await caller.hears({ frequency: 1000 })
    await untilHealthy()
    await operator.waitForState('talk')
    await operator.hearsSomebody()
    await caller.hangUp()
    await operator.waitForState('wrap-up')
    expect((await supervisor.recordedCallOf(number)).outcome).toBe('answered')
  })

  it('of all apps at once: a caller meanwhile goes to the queue by the dialplan, and the log has everything afterwards', async () => {
    await operator.goAvailable()
    await operator.pause()
    const waiting = await dial('0901000331')
    await waiting.answered()
    await waiting.press('1')
    await untilWaiting(operator, '0901000331', 0)
    await Promise.all(APPS.map((app) => kill(app)))
    const newcomer = await dial('0901000332')
    await newcomer.answered()
    await newcomer.hearsAnything()
    await untilHealthy()
    await waiting.hangUp()
    await newcomer.hangUp()
    const first = await supervisor.endedCallOf('0901000331')
    expect(['abandoned', 'short-abandoned']).toContain(first.outcome)
    expect(first.flowPath).toContain('main-menu')
    // The newcomer met either the fallback or the IVR just come back; either way the call is in the log, ended, once.
    expect((await supervisor.endedCallOf('0901000332')).outcome).not.toBeNull()
  })
})
