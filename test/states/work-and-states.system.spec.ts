import type { Call, MissedCaller, OperatorStep, Page, QueueDispositions, Session } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Operator } from '../operators/operator.js'
import { Api } from '../stack/api.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, dial, kill, password, untilHealthy, untilWaiting } from '../stack/stack.js'

describe('states and the work that waits', () => {
  let supervisor: Api
  let own: Api
  let admin: Api
  let mai: Operator
  let maiId: number

  beforeAll(async () => {
    ;[supervisor, own, admin] = await Promise.all([Api.signIn(address, 'supervisor', password), Api.signIn(address, 'operator1', password), Api.signIn(address, 'admin', password)])
    maiId = (await own.get<Session>('/api/session')).userId
    mai = await Operator.signIn(address, { username: 'operator1', password, hertz: 1000 })
  })
  afterAll(async () => {
    await mai?.close()
  })

  /** A talk that the citizen ends; resolves in the wrap-up. */
  async function talk(number: string): Promise<void> {
    await mai.goAvailable()
    const caller = await dial(number)
    await caller.answered()
    await caller.press('2')
    await mai.offered()
    await mai.answer()
    await caller.hangUp()
    await mai.waitForState('wrap-up')
  }

  async function missed(which: 'open' | 'closed', callId: string): Promise<MissedCaller | undefined> {
    return (await own.get<Page<MissedCaller>>(`/api/missed-callers?which=${which}`)).items.find(({ lastCallId }) => lastCallId === callId)
  }

  it('a caller who gave up is counted on the desk, taken by one, and closed by itself when they call again and are answered', async () => {
    const number = '0901000721'
    await mai.goAvailable()
    await mai.pause()
    const caller = await dial(number)
    await caller.answered()
    await caller.press('2')
    await untilWaiting(mai, number, 6)
    await caller.hangUp()
    const call = await supervisor.endedCallOf(number)
    expect(call.outcome).toBe('abandoned')
    await mai.page.locator('[data-testid="work-missedCallers"]:not([data-count="0"])').waitFor()
    await mai.page.keyboard.press('Alt+L')
    await mai.page.keyboard.press('Enter')
    const { id } = (await missed('open', call.id)) as MissedCaller
    const row = mai.page.locator(`[data-testid="missed-row"][data-missed="${id}"]`)
    await row.getByTestId('missed-take').click()
    await row.locator('[data-testid="personal-number"][data-shown="true"]').waitFor()
    expect((await supervisor.request('POST', `/api/missed-callers/${id}/take`)).status).toBe(409)
    await mai.page.getByTestId('nav-desk').click()
    await talk(number)
    await expectEventually(async () => expect((await missed('closed', call.id))?.closed?.how).toBe('called-again'))
  })

  it('a wrap-up that was made longer ends at its new moment, though the console was killed meanwhile', async () => {
    await talk('0901000722')
    const began = Date.now()
    await mai.page.getByTestId('extend-wrap-up').click()
    await mai.page.locator('[data-testid="extend-wrap-up"][data-left="1"]').waitFor()
    await kill('console')
    await untilHealthy()
    // Without the longer time (8 s of the test's setting) it would be over before.
    await expectEventually(async () => {
      expect(await mai.state()).toBe('wrap-up')
      expect(Date.now() - began).toBeGreaterThan(15_000)
    }, 30_000)
    await mai.page.locator('[data-testid="extend-wrap-up"][data-left="1"]').waitFor()
    await mai.waitForState('available', 40_000)
    // The test's 8 s and 30 more, by the journal: the screen of a busy machine may show either end late.
    await expectEventually(async () => {
      const steps = await supervisor.get<OperatorStep[]>(`/api/operators/${maiId}/states`)
      const [from, until] = [steps.findLast(({ event, reason }) => event === 'paused' && reason === 'wrap-up'), steps.findLast(({ event }) => event === 'available')].map((step) => Date.parse(step?.at ?? ''))
      expect((until ?? NaN) - (from ?? NaN)).toBeGreaterThanOrEqual(37_000)
      expect(steps.some(({ event, reason, by }) => event === 'wrap-up-extended' && reason === '30' && by?.userId === maiId)).toBe(true)
      expect(steps.findLast(({ event }) => event === 'asked')).toMatchObject({ reason: 'available', by: null, why: 'wrap-up-over' })
    })
  })

  it('who wishes to sign off after the call is signed off when the wrap-up is over, though the console was killed in the talk', async () => {
    await mai.goAvailable()
    const caller = await dial('0901000723')
    await caller.answered()
    await caller.press('2')
    await mai.offered()
    await mai.answer()
    await mai.page.getByTestId('after-call').click()
    await mai.page.getByTestId('after-call-offline').click()
    await mai.page.locator('[data-testid="after-call"][data-wish="offline"]').waitFor()
    await kill('console')
    await untilHealthy()
    await caller.hangUp()
    await mai.waitForState('wrap-up')
    await mai.page.locator('[data-testid="after-call"][data-wish="offline"]').waitFor()
    await mai.waitForState('offline', 30_000)
    await expectEventually(async () => {
      const steps = await supervisor.get<OperatorStep[]>(`/api/operators/${maiId}/states`)
      expect(steps.findLast(({ event }) => event === 'asked')).toMatchObject({ reason: 'offline', why: 'after-call' })
    })
  })

  it('a required disposition holds up who finishes by hand, is said by a number key, and is seen with the call', async () => {
    const reports = (await admin.get<QueueDispositions[]>('/api/dispositions')).find(({ queue }) => queue === 'reports') as QueueDispositions
    const require = async (required: boolean) => expect((await admin.request('PUT', '/api/dispositions/reports', { required, dispositions: reports.dispositions })).status).toBe(200)
    await require(true)
    try {
      await talk('0901000714')
      // Time for a busy machine.
      await mai.page.getByTestId('extend-wrap-up').click()
      await mai.page.getByTestId('disposition-required').waitFor()
      expect(await mai.page.getByTestId('finish-wrap-up').isDisabled()).toBe(true)
      await mai.page.getByTestId('operator-state').click()
      await mai.page.keyboard.press('2')
      await mai.page.locator('[data-testid="finish-wrap-up"]:enabled').click()
      await mai.waitForState('available')
      const { id } = await supervisor.endedCallOf('0901000714')
      expect(await supervisor.get<Call>(`/api/calls/${id}`)).toMatchObject({ disposition: { code: 'ticket' } })
      // Not said, it never holds the citizens up: the wrap-up runs out, and it stays as open work.
      await talk('0901000715')
      await mai.waitForState('available', 30_000)
      await mai.page.locator('[data-testid="work-dispositions"]:not([data-count="0"])').waitFor()
    } finally {
      await require(false)
    }
  })

  it('a pause over its limit has another colour on the desk', async () => {
    await mai.goAvailable()
    await mai.pause()
    const at = await mai.page.evaluate(() => Date.now())
    await mai.page.clock.install({ time: at })
    await mai.page.clock.fastForward(16 * 60_000)
    await mai.page.locator('[data-testid="operator-state"][data-over="true"][data-reason="break"]').waitFor()
  })
})
