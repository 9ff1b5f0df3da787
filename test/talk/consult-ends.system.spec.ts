import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { CalledCitizen } from '../callers/called-citizen.js'
import type { SippCaller } from '../callers/sipp-caller.js'
import { Operator } from '../operators/operator.js'
import { talkBetween } from '../operators/talk-between.js'
import { Api } from '../stack/api.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, kill, password, trunkContact, untilHealthy } from '../stack/stack.js'

const MAI = 1000
const OUTSIDE = 700

describe('a consult, however it ends,', () => {
  let supervisor: Api
  let mai: Operator
  let hung: Operator
  const callers: SippCaller[] = []

  beforeAll(async () => {
    supervisor = await Api.signIn(address, 'supervisor', password)
    ;[mai, hung] = await Promise.all([
      Operator.signIn(address, { username: 'operator1', password, hertz: MAI }),
      Operator.signIn(address, { username: 'operator2', password, hertz: 1300 }),
    ])
  })
  afterEach(async () => {
    for (const caller of callers.splice(0)) await caller.hangUp()
  })
  afterAll(async () => {
    await Promise.all([mai?.close(), hung?.close()])
  })

  const talk = async (number: string) => {
    await hung.goOffline()
    return talkBetween(mai, number, { dialled: (caller) => callers.push(caller) })
  }
  const back = async (caller: SippCaller) => {
    await mai.untilNoConsult()
    await mai.page.keyboard.press('F9')
    await caller.hears({ frequency: MAI })
    expect(await mai.state()).toBe('talk')
  }

  it('leaves the operator in the talk when the colleague refuses or hangs up; the citizen who hangs up ends it all', async () => {
    const caller = await talk('0901031004')
    await mai.ask('hung')
    await mai.page.getByTestId('transfer-search').waitFor()
    // Not there: no choice.
    expect(await mai.page.getByTestId('consult').count()).toBe(0)
    await mai.page.keyboard.press('Escape')
    await hung.goAvailable()
    await mai.ask('hung')
    await hung.offered()
    await hung.refuse()
    await mai.page.getByTestId('consult-failed').getByText('Máy bận').waitFor()
    await back(caller)
    await hung.goAvailable()
    await mai.ask('hung')
    await hung.offered()
    await hung.answer()
    await mai.untilConsult('talking')
    await hung.hangUp()
    await back(caller)
    await hung.waitForState('available')
    await mai.ask('hung')
    await hung.offered()
    await hung.answer()
    await mai.untilConsult('talking')
    await caller.hangUp()
    await Promise.all([mai.waitForState('wrap-up'), hung.waitForState('available')])
    expect(await supervisor.recordedCallOf('0901031004')).toMatchObject({ outcome: 'answered', offers: 1 })
  })

  it('outlives the console; an office outside gets the digits, and then the citizen', async () => {
    const office = await CalledCitizen.waitAt(trunkContact, 'answers', { hertz: OUTSIDE })
    const caller = await talk('0901031005')
    await mai.ask('0277 385 1234')
    await mai.untilConsult('talking')
    await kill('console')
    await untilHealthy()
    await mai.untilConsult('talking')
    expect(await office.tones([440, MAI])).toEqual([MAI])
    await mai.page.keyboard.press('Alt+KeyI')
    await mai.page.getByTestId('talk-pad').waitFor()
    await mai.page.keyboard.type('1#7')
    await expectEventually(() => expect(office.keys).toBe('1#7'))
    await mai.page.keyboard.press('Alt+KeyI')
    await expectEventually(async () => {
      await mai.page.keyboard.press('Alt+KeyO')
      expect(await mai.state()).toBe('wrap-up')
    }, 30_000, 500)
    await Promise.all([caller.hears({ frequency: OUTSIDE }), office.hears({ frequency: 440 })])
    await caller.hangUp()
    await office.ended()
    expect(await supervisor.recordedCallOf('0901031005')).toMatchObject({ outcome: 'answered', offers: 1, operator: { displayName: 'Nguyễn Thị Mai' } })
  })

  it('of three who talk, the asked one or the citizen may go first', async () => {
    const caller = await talk('0901031006')
    const three = async () => {
      await hung.goAvailable()
      await mai.ask('hung')
      await hung.offered()
      await hung.answer()
      await mai.untilConsult('talking')
      await mai.page.keyboard.press('Alt+KeyY')
      await mai.untilConsult('together')
    }
    await three()
    await hung.hangUp()
    await mai.untilNoConsult()
    await caller.hears({ frequency: MAI })
    await hung.waitForState('available')
    await three()
    await caller.hangUp()
    await Promise.all([mai.waitForState('wrap-up'), hung.waitForState('available')])
    expect(await supervisor.recordedCallOf('0901031006')).toMatchObject({ outcome: 'answered', offers: 1, operator: { displayName: 'Nguyễn Thị Mai' } })
  })
})
