import type { Call, CallSummary, OperatorStep, Session } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CalledCitizen } from '../callers/called-citizen.js'
import { Operator } from '../operators/operator.js'
import { Api } from '../stack/api.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, password, trunkContact } from '../stack/stack.js'

describe("a page reloaded in an operator's own call", () => {
  let supervisor: Api
  let operator: Operator
  let operatorId: number

  beforeAll(async () => {
    supervisor = await Api.signIn(address, 'supervisor', password)
    operatorId = (await (await Api.signIn(address, 'operator1', password)).get<Session>('/api/session')).userId
    operator = await Operator.signIn(address, { username: 'operator1', password, hertz: 1000 })
    operator.page.on('dialog', (dialog) => void dialog.accept())
  })
  afterAll(async () => {
    await operator?.close()
  })

  /** A citizen whom the operator has called, and who hears them. */
  const reached = async (who: Operator, number: string, hertz: number, how: 'answers' | 'hangs up soon' = 'answers'): Promise<CalledCitizen> => {
    await who.goAvailable()
    const citizen = await CalledCitizen.waitAt(trunkContact, how, { afterSeconds: 15 })
    await who.dial(number)
    await who.untilOwnCall('talking')
    await Promise.all([citizen.hears({ frequency: hertz }), who.hearsSomebody()])
    return citizen
  }

  /** How often the operator was kept for a citizen, as far as the journal tells. */
  const brokenOff = async (): Promise<number> => (await supervisor.get<OperatorStep[]>(`/api/operators/${operatorId}/states`)).filter(({ reason }) => reason === 'broken-off').length
  /** The ended calls of a number, by their sources. */
  const endedCallsOf = async (number: string, ...sources: CallSummary['source'][]): Promise<Call[]> => {
    let found: CallSummary[] = []
    await expectEventually(async () => {
      found = (await supervisor.callsOf(number)).toSorted((a, b) => a.source.localeCompare(b.source))
      expect(found.map(({ source, endedAt }) => [source, endedAt !== null])).toEqual(sources.toSorted().map((source) => [source, true]))
    })
    return Promise.all(found.map(({ id }) => supervisor.get<Call>(`/api/calls/${id}`)))
  }

  it('has the same citizen again, twice, in the same call with the form that was begun', async () => {
    const number = '0901033004'
    // Whom they called their page is not told, as at first.
    const shown: string[] = []
    operator.page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => String(payload).startsWith('INVITE ') && shown.push(String(payload))))
    const citizen = await reached(operator, number, 1000)
    const words = 'Đèn đường trước nhà số 12 tắt từ hôm qua'
    await operator.page.getByTestId('ticket-description').fill(words)
    await operator.page.locator('[data-testid="draft-kept"][data-where="server"]').waitFor()
    for (const time of ['once', 'again']) {
      await operator.page.reload()
      await operator.page.locator('[data-testid="talk-survival"][data-what="resumed"]').waitFor()
      await operator.untilOwnCall('talking')
      await Promise.all([citizen.hears({ frequency: 1000 }), operator.hearsSomebody()])
      expect([time, await operator.page.getByTestId('ticket-description').inputValue()]).toEqual([time, words])
    }
    // As in any talk, the citizen can be put on hold in the new leg.
    await operator.page.getByTestId('hold').click()
    await operator.page.getByTestId('held-for').waitFor()
    await operator.page.getByTestId('hold').click()
    await operator.page.getByTestId('held-for').waitFor({ state: 'detached' })
    await operator.hangUp()
    await Promise.all([citizen.ended(), operator.waitForState('wrap-up')])
    const [call] = await endedCallsOf(number, 'operator')
    expect(call).toMatchObject({ outcome: 'answered', queue: null, operator: { displayName: 'Nguyễn Thị Mai' }, holds: [expect.objectContaining({ sure: true })] })
    // What the citizen waited meanwhile, a sentence each time, is no talk.
    const whole = (Date.parse(call?.endedAt ?? '') - Date.parse(call?.answeredAt ?? '')) / 1000
    expect(call?.talkSeconds).toBeGreaterThan(0)
    expect(call?.talkSeconds).toBeLessThan(whole - 7)
    expect(shown.filter((request) => request.includes(number))).toEqual([])
    expect(shown.length).toBeGreaterThanOrEqual(2)
    await expectEventually(async () => expect((await supervisor.get<Call>(`/api/calls/${call?.id}`)).hasRecording).toBe(true))
  })

  it('whose citizen hangs up meanwhile is over, and its wrap-up begins', async () => {
    const number = '0901033006'
    const citizen = await reached(operator, number, 1000, 'hangs up soon')
    const breaks = await brokenOff()
    await operator.page.goto('about:blank')
    await expectEventually(async () => expect(await brokenOff()).toBe(breaks + 1))
    await citizen.ended()
    expect(await endedCallsOf(number, 'operator')).toEqual([expect.objectContaining({ outcome: 'answered', queue: null })])
    await operator.page.goto(`${address}/`)
    // By itself after the wrap-up: nobody is kept for a citizen who is gone.
    await operator.waitForState('available', 30_000)
  })

  it('that does not come back: the citizen is first in line of a queue of that operator, and the two calls show each other', async () => {
    const number = '0901033005'
    const citizen = await reached(operator, number, 1000)
    const second = await Operator.signIn(address, { username: 'operator2', password, hertz: 1300 })
    try {
      await operator.page.goto('about:blank')
      await second.goAvailable()
      expect(await second.offered()).toBe(number)
      await second.answer()
      await citizen.hears({ frequency: 1300 })
      await second.hangUp()
      await second.waitForState('wrap-up')
      await citizen.ended()
      const [handed, own] = await endedCallsOf(number, 'handed', 'operator')
      expect(own).toMatchObject({ outcome: 'answered', queue: null, operator: { displayName: 'Nguyễn Thị Mai' }, ownCall: { handedTo: handed?.id } })
      expect(handed).toMatchObject({ outcome: 'answered', handedFrom: own?.id, operator: { displayName: 'Trần Văn Hùng' } })
    } finally {
      await second.close()
    }
  })
})
