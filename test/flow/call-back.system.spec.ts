import type { CallBack, Language, Page } from '@app/contracts'
import { maskNumber } from '@app/persons-data'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CalledCitizen } from '../callers/called-citizen.js'
import { Operator } from '../operators/operator.js'
import { Api } from '../stack/api.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, dial, kill, password, trunkContact, untilHealthy, untilWaiting } from '../stack/stack.js'

describe('a caller who does not want to wait is called back', () => {
  let supervisor: Api
  let operator: Operator

  const promiseTo = async (number: string) => (await supervisor.get<Page<CallBack>>('/api/call-backs')).items.find((callBack) => callBack.number === maskNumber(number))
  const untilPromise = async (number: string, part: Partial<CallBack>) =>
    expectEventually(async () => expect(await promiseTo(number)).toMatchObject(part), 30_000)
  /** Waits, presses the key, agrees, and is hung up on with a promise. */
  const askForCallBack = async (number: string, language: Language = 'vi') => {
    const caller = await dial(number)
    await caller.answered()
    if (language === 'en') {
      await caller.press('9')
      await caller.hearsAnything()
    }
    await caller.press('1')
    await untilWaiting(operator, number, 0)
    await caller.press('1')
    await caller.hearsAnything()
    await caller.press('1')
    await caller.ended()
  }

  beforeAll(async () => {
    supervisor = await Api.signIn(address, 'supervisor', password)
    operator = await Operator.signIn(address, { username: 'operator1', password, hertz: 1000 })
    await operator.goAvailable()
    await operator.pause()
  })
  afterAll(async () => {
    await operator?.close()
  })

  it('in their own turn, before those who came later, with sound both ways', async () => {
    await askForCallBack('0901000951')
    await expectEventually(async () => expect(await supervisor.callsOf('0901000951')).toContainEqual(expect.objectContaining({ source: 'trunk', outcome: 'called-back' })))
    const later = await dial('0901000952')
    await later.answered()
    await later.press('1')
    await untilWaiting(operator, '0901000952', 0)
    await untilWaiting(operator, '0901000951', 0)
    expect((await operator.waiting()).map(({ number }) => number)).toEqual(['0901000951', '0901000952'].map(maskNumber))

    const citizen = await CalledCitizen.waitAt(trunkContact, 'answers')
    await operator.goAvailable()
    expect(await operator.offered()).toBe('0901000951')
    await operator.answer()
    await citizen.hears({ frequency: 1000 })
    await operator.hearsSomebody()
    await operator.hangUp()
    await citizen.ended()
    await untilPromise('0901000951', { state: 'reached', lastResult: 'ANSWER' })

    expect(await operator.offered()).toBe('0901000952')
    await operator.answer()
    await later.hears({ frequency: 1000 })
    await later.hangUp()
    await operator.pause()
  })

  it('again when the line was busy; and the promise outlives Asterisk and the console', async () => {
    await askForCallBack('0901000953', 'en')
    const busy = await CalledCitizen.waitAt(trunkContact, 'is busy')
    await operator.goAvailable()
    expect(await operator.offered()).toBe('0901000953')
    await operator.answer()
    await busy.ended()
    await untilPromise('0901000953', { attempts: 1, lastResult: 'BUSY', language: 'en' })
    await operator.pause()
    await untilWaiting(operator, '0901000953', 0)

    await kill('asterisk')
    await kill('console')
    await untilHealthy(60_000)
    await untilWaiting(operator, '0901000953', 0)
    const citizen = await CalledCitizen.waitAt(trunkContact, 'answers')
    await operator.goAvailable()
    expect(await operator.offered()).toBe('0901000953')
    await operator.answer()
    await citizen.hears({ frequency: 1000 })
    await operator.hangUp()
    await citizen.ended()
    await untilPromise('0901000953', { state: 'reached' })
  })

  it('or goes back into the place they had', async () => {
    await operator.goAvailable()
    await operator.pause()
    const first = await dial('0901000954')
    await first.answered()
    await first.press('1')
    await untilWaiting(operator, '0901000954', 0)
    const second = await dial('0901000955')
    await second.answered()
    await second.press('1')
    await untilWaiting(operator, '0901000955', 0)
    await first.press('1')
    await first.hearsAnything()
    await first.press('3')
    await expectEventually(async () => expect((await operator.waiting()).map(({ number }) => number)).toEqual(['0901000954', '0901000955'].map(maskNumber)), 30_000)
    await first.hangUp()
    await second.hangUp()
  })
})
