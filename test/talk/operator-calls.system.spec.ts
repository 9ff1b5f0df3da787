import type { Call, CallSummary, DayFigures, MissedCaller, OperatorStep, Page, Session } from '@app/contracts'
import { maskNumber } from '@app/persons-data'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CalledCitizen } from '../callers/called-citizen.js'
import { Operator } from '../operators/operator.js'
import { talkBetween } from '../operators/talk-between.js'
import { Api } from '../stack/api.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, dial, kill, password, trunkContact, untilHealthy, untilWaiting } from '../stack/stack.js'

describe("an operator's own calls", () => {
  let supervisor: Api
  let mai: Operator

  beforeAll(async () => {
    supervisor = await Api.signIn(address, 'supervisor', password)
    mai = await Operator.signIn(address, { username: 'operator1', password, hertz: 1000 })
  })
  afterAll(async () => {
    await mai?.close()
  })

  const trouble = (name: string) => mai.page.locator(`[data-testid="own-call-trouble"][data-trouble="${name}"]`).waitFor()
  const own = async (number: string): Promise<CallSummary[]> => (await supervisor.callsOf(number)).filter(({ source }) => source === 'operator')
  /** The one own call of a number, when it is over. */
  const ended = async (number: string): Promise<Call> => {
    let found: Call | undefined
    await expectEventually(async () => {
      const calls = await own(number)
      if (calls.length !== 1 || !calls[0]?.endedAt) throw new Error(`no own call to ${number} has ended: ${JSON.stringify(calls)}`)
      found = await supervisor.get<Call>(`/api/calls/${calls[0].id}`)
    })
    return found as Call
  }
  const figures = async (): Promise<Pick<DayFigures, 'offered'>> => supervisor.today()

  it('a caller who was missed is called back by whoever takes them: sound both ways, nothing offered meanwhile, and closed by itself', async () => {
    const number = '0901032001'
    await mai.goAvailable()
    await mai.pause()
    const caller = await dial(number)
    await caller.answered()
    await caller.press('2')
    await untilWaiting(mai, number, 6)
    await caller.hangUp()
    const missed = await supervisor.endedCallOf(number)
    const before = await figures()
    await mai.goAvailable()
    await mai.page.locator('[data-testid="work-missedCallers"]').click()
    const { id } = (await supervisor.get<Page<MissedCaller>>('/api/missed-callers?which=open')).items.find(({ lastCallId }) => lastCallId === missed.id) as MissedCaller
    const citizen = await CalledCitizen.waitAt(trunkContact, 'answers', { hertz: 700 })
    await mai.page.locator(`[data-testid="missed-row"][data-missed="${id}"]`).getByTestId('missed-call-back').click()
    await mai.untilOwnCall('talking')
    await Promise.all([citizen.hears({ frequency: 1000 }), mai.hearsSomebody()])

    const other = await dial('0901032002')
    await other.answered()
    await other.press('2')
    await untilWaiting(mai, '0901032002', 3)
    expect(await mai.state()).toBe('own-call')

    await kill('console')
    await untilHealthy()
    await mai.untilOwnCall('talking')
    await Promise.all([citizen.hears({ frequency: 1000 }), mai.hearsSomebody()])

    await mai.hangUp()
    await citizen.ended()
    await mai.waitForState('wrap-up')
    const [made] = await own(number)
    expect(made).toMatchObject({ source: 'operator', outcome: 'answered', queue: null, number: maskNumber(number) })
    await expectEventually(async () => expect(await supervisor.get<Call>(`/api/calls/${made?.id}`)).toMatchObject({ hasRecording: true, ownCall: { of: { kind: 'missed-caller', id: String(id) }, trouble: null } }))
    await expectEventually(async () => expect((await supervisor.get<Page<MissedCaller>>('/api/missed-callers?which=closed')).items.find((one) => one.id === id)?.closed?.how).toBe('called-back'))
    await mai.goAvailable()
    expect(await mai.offered()).toBe('0901032002')
    await mai.answer()
    await other.hangUp()
    await mai.waitForState('wrap-up')
    // The other caller is counted; the call of ours is not.
    await expectEventually(async () => expect((await figures()).offered).toBe(before.offered + 1))
  })

  it('out of a wrap-up ends in a wrap-up of its own, not in what was left of the other one', async () => {
    const maiId = (await (await Api.signIn(address, 'operator1', password)).get<Session>('/api/session')).userId
    const wrapUps = async () => (await supervisor.get<OperatorStep[]>(`/api/operators/${maiId}/states`)).filter(({ event, reason }) => event === 'paused' && reason === 'wrap-up').length
    const before = await wrapUps()
    const caller = await talkBetween(mai, '0901032061')
    const citizen = await CalledCitizen.waitAt(trunkContact, 'answers')
    await caller.hangUp()
    await mai.waitForState('wrap-up')
    await mai.dial('0901032062')
    await mai.untilOwnCall('talking')
    // Longer than the other wrap-up would have been.
    await citizen.listens(9_000)
    await mai.hangUp()
    await citizen.ended()
    await mai.waitForState('wrap-up')
    await expectEventually(async () => expect(await wrapUps()).toBe(before + 2))
  })

  it('says why nobody was reached: busy, no answer, no such number; and each ends in a wrap-up that can be left at once', async () => {
    for (const [number, how, what] of [
      ['0901032011', 'is busy', 'busy'],
      ['0901032012', 'does not answer', 'no-answer'],
      ['0901032013', 'does not exist', 'no-such-number'],
    ] as const) {
      await mai.goAvailable()
      const citizen = await CalledCitizen.waitAt(trunkContact, how)
      await mai.dial(number)
      await mai.waitForState('wrap-up')
      await trouble(what)
      await citizen.ended()
      expect(await ended(number)).toMatchObject({ outcome: 'unreached', hasRecording: false, ownCall: { of: null, trouble: what } })
    }
  })

  it('rings audibly, and is stopped by the operator before an answer', async () => {
    await mai.goAvailable()
    const citizen = await CalledCitizen.waitAt(trunkContact, 'lets it ring')
    await mai.dial('0901032021')
    await mai.untilOwnCall('ringing')
    await mai.hearsSomebody()
    await mai.page.keyboard.press('F4')
    await citizen.ended()
    await mai.waitForState('wrap-up')
    await trouble('hung-up')
    expect(await ended('0901032021')).toMatchObject({ outcome: 'unreached', ownCall: { trouble: 'hung-up' } })
  })

  it('of a number that is shown masked dials it without showing it, out of a pause, which holds after it; the citizen hangs up', async () => {
    const number = '0901032031'
    await mai.goAvailable()
    await mai.pause()
    const caller = await dial(number)
    await caller.answered()
    await caller.hangUp()
    const { id } = await supervisor.endedCallOf(number)
    await mai.page.getByTestId('nav-calls').click()
    const row = mai.page.locator('[data-testid="call-row"]', { hasText: '031' }).first()
    expect(await row.getByTestId('personal-number').getAttribute('data-shown')).toBe('false')
    const citizen = await CalledCitizen.waitAt(trunkContact, 'hangs up soon', { hertz: 700 })
    await row.getByTestId('dial').focus()
    await mai.page.keyboard.press('Enter')
    await mai.untilOwnCall('talking')
    await citizen.hears({ frequency: 1000 })
    await mai.waitForState('paused')
    await citizen.ended()
    await expectEventually(async () => expect((await own(number))[0]).toMatchObject({ outcome: 'answered' }))
    const [made] = await own(number)
    expect(await supervisor.get<Call>(`/api/calls/${made?.id}`)).toMatchObject({ ownCall: { of: { kind: 'call', id } } })
  })

  it('is refused in a clear sentence where the dial rules do not allow it, and nothing is placed', async () => {
    await mai.page.getByTestId('nav-desk').click()
    await mai.goAvailable()
    await mai.dial('19001080')
    await mai.page.getByTestId('dial-failure').filter({ hasText: 'Không được gọi số này' }).waitFor()
    expect(await mai.state()).toBe('available')
    expect(await own('19001080')).toEqual([])
  })
})
