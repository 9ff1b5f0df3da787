import type { Call } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Operator } from '../operators/operator.js'
import { Api } from '../stack/api.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, dial, password } from '../stack/stack.js'

describe('offers', () => {
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

  it('a refused call is offered to the next operator, who answers', async () => {
    await mai.goAvailable()
    await second.goOffline()
    const caller = await dial('0901000201')
    await caller.answered()
    await caller.press('1')
    await mai.offered()
    await second.goAvailable()
    await mai.refuse()
    const [, answered] = await firstOf([second, mai])
    await answered.answer()
    await answered.hearsSomebody()
    await caller.hangUp()
    await answered.waitForState('wrap-up')
    const call = await supervisor.endedCallOf('0901000201')
    expect(call).toMatchObject({ outcome: 'answered' })
    expect(call.offers).toBeGreaterThanOrEqual(2)
  })

  it('an operator who does not pick up is paused and told so; the caller goes to the next one', async () => {
    await second.goOffline()
    await mai.goAvailable()
    const caller = await dial('0901000202')
    await caller.answered()
    await caller.press('1')
    await mai.offered()
    await mai.waitForState('paused', 40_000)
    expect(await mai.page.getByTestId('operator-state').getAttribute('data-reason')).toBe('missed-offer')
    await second.goAvailable()
    await second.offered()
    await second.answer()
    await caller.hangUp()
    await second.waitForState('wrap-up')
    expect(await supervisor.endedCallOf('0901000202')).toMatchObject({ outcome: 'answered' })
  })

  it('two callers and two operators at once: each talk has its own voices', async () => {
    await mai.goAvailable()
    await second.goAvailable()
    const callers = await Promise.all([dial('0901000203', { hertz: 440 }), dial('0901000204', { hertz: 500 })])
    await Promise.all(callers.map((caller) => caller.answered()))
    await Promise.all(callers.map((caller) => caller.press('1')))
    const numbers = await Promise.all([mai.offered(), second.offered()])
    expect([...numbers].sort()).toEqual(['0901000203', '0901000204'])
    await Promise.all([mai.answer(), second.answer()])
    const hertzOf = new Map([[numbers[0], 1000], [numbers[1], 1300]])
    await Promise.all([
      callers[0]?.hears({ frequency: hertzOf.get('0901000203') ?? 0 }),
      callers[1]?.hears({ frequency: hertzOf.get('0901000204') ?? 0 }),
      mai.hearsSomebody(),
      second.hearsSomebody(),
    ])
    await Promise.all(callers.map((caller) => caller.hangUp()))
    for (const number of ['0901000203', '0901000204']) expect(await supervisor.endedCallOf(number)).toMatchObject({ outcome: 'answered' })
  })

  it('who calls again soon reaches the operator of before, though another one is next; or anybody, when that one is not free', async () => {
    const number = '0901000205'
    const ask = async () => {
      const caller = await dial(number)
      await caller.answered()
      await caller.press('1')
      return caller
    }
    const talkWith = async (operator: Operator, caller: Awaited<ReturnType<typeof ask>>, calls: number) => {
      await operator.offered()
      await operator.answer()
      await caller.hangUp()
      await operator.waitForState('wrap-up')
      const endedAt = Date.now()
      // In the log, and past the moment in which app_queue gives nobody a second call (queues.conf, wrapuptime).
      await expectEventually(async () => {
        const ended = (await supervisor.callsOf(number)).filter((call) => call.endedAt)
        expect([ended.length, Date.now() > endedAt + 3_000]).toEqual([calls, true])
      })
    }
    await Promise.all([mai.goAvailable(), second.goAvailable()])
    const caller = await ask()
    const [, first] = await firstOf([mai, second])
    const other = first === mai ? second : mai
    await talkWith(first, caller, 1)
    await first.goAvailable()
    await talkWith(first, await ask(), 2)
    const [again] = await supervisor.callsOf(number)
    expect(await supervisor.get<Call>(`/api/calls/${again?.id}`)).toMatchObject({ queue: 'procedures', offers: 1, outcome: 'answered' })

    await first.goAvailable()
    await first.pause()
    const last = await ask()
    expect(await other.offered()).toBe(number)
    await other.answer()
    await last.hangUp()
    await other.waitForState('wrap-up')
  })
})

async function firstOf(operators: Operator[]): Promise<[string, Operator]> {
  return Promise.race(operators.map(async (operator) => [await operator.offered(), operator] as [string, Operator]))
}
