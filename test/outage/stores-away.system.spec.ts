import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Operator } from '../operators/operator.js'
import { Api } from '../stack/api.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, dial, freeze, kill, password, thaw, untilHealthy } from '../stack/stack.js'

const STORES = [
  ['redis', 'console'],
  ['mariadb', 'ticketing'],
] as const

describe('a store is away', () => {
  let supervisor: Api
  let operator: Operator

  beforeAll(async () => {
    supervisor = await Api.signIn(address, 'supervisor', password)
    operator = await Operator.signIn(address, { username: 'operator1', password, hertz: 1000 })
  })
  afterAll(async () => {
    await operator?.close()
  })

  it.each(STORES.map(([store, app], i) => [store, app, `090103070${i}`] as const))(
    '%s hangs: %s says so, citizens are served, and the log is complete afterwards',
    async (store, app, number) => {
      await operator.goAvailable()
      freeze(store)
      try {
        const caller = await dial(number)
        await caller.answered()
        await caller.press('1')
        expect(await operator.offered()).toBe(number)
        await operator.answer()
        await operator.hearsSomebody()
        await expectEventually(async () => expect((await fetch(`${address}/health/${app}`)).status).toBe(503), 30_000)
        await caller.hangUp()
        await operator.waitForState('wrap-up')
      } finally {
        thaw(store)
      }
      await untilHealthy(60_000)
      expect(await supervisor.endedCallOf(number, 40_000)).toMatchObject({ outcome: 'answered', queue: 'procedures' })
    },
  )

  it.each(STORES.map(([store, app], i) => [store, app, `090103071${i}`] as const))('%s is killed in a call: nothing of it is lost', async (store, _app, number) => {
    await operator.goAvailable()
    const caller = await dial(number)
    await caller.answered()
    await caller.press('2')
    await operator.offered()
    await operator.answer()
    await kill(store)
    await operator.hearsSomebody()
    await caller.hangUp()
    await untilHealthy(60_000)
    expect(await supervisor.recordedCallOf(number, 40_000)).toMatchObject({ outcome: 'answered', queue: 'reports' })
  })
})
