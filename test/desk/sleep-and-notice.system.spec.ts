import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { Session } from '@app/contracts'
import type { SippCaller } from '../callers/sipp-caller.js'
import { Operator } from '../operators/operator.js'
import { talkBetween } from '../operators/talk-between.js'
import { Api } from '../stack/api.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, dial, password } from '../stack/stack.js'

/** Longer than any moment in which a busy machine does not get to a page. */
const NAP_MS = 8_000

/** In the page: which devices were rung on, which notices were shown, and whether it was brought to the front. */
const WATCH = `{
  globalThis.rungOn = []
  globalThis.notices = []
  globalThis.fronts = 0
  const { setSinkId } = AudioContext.prototype
  AudioContext.prototype.setSinkId = async function (id) {
    await setSinkId.call(this, id)
    rungOn.push(this.sinkId)
  }
  globalThis.Notification = class extends Notification {
    constructor(title, options) {
      super(title, options)
      notices.push(this)
    }
  }
  window.focus = () => (fronts += 1)
}`

describe('a desk that sleeps, and a desk that is not looked at', () => {
  let mai: Operator
  let maiId: number
  let second: Operator

  beforeAll(async () => {
    const own = await Api.signIn(address, 'operator1', password)
    maiId = (await own.get<Session>('/api/session')).userId
    ;[mai, second] = await Promise.all([
      Operator.signIn(address, { username: 'operator1', password, hertz: 1000, realPermissions: true, prepare: (page) => page.addInitScript({ content: WATCH }) }),
      Operator.signIn(address, { username: 'operator2', password, hertz: 1300 }),
    ])
  })
  /** What a test that failed may have left talking. */
  let left: SippCaller | undefined
  afterEach(() => left?.hangUp())
  const talkWith = (number: string) => talkBetween(mai, number, { dialled: (caller) => (left = caller) })
  afterAll(async () => {
    await Promise.all([mai?.close(), second?.close()])
  })

  const resynced = (what: string) => mai.page.locator(`[data-testid="resync"][data-differs~="${what}"]`).waitFor()

  it('in a talk: it goes on when the machine wakes', async () => {
    const caller = await talkWith('0901041011')
    await mai.asleep(NAP_MS, () => Promise.resolve())
    await Promise.all([caller.hears({ frequency: 1000 }), mai.hearsSomebody()])
    expect(await mai.state()).toBe('talk')
    await caller.hangUp()
    await mai.waitForState('wrap-up')
  })

  it('in a talk that the citizen ends meanwhile: the screen is compared with Asterisk, the difference is shown, and the desk is free', async () => {
    const caller = await talkWith('0901041012')
    await mai.asleep(NAP_MS, () => caller.hangUp())
    await resynced('state')
    expect(await mai.page.evaluate('hotlineSoftphone.getState().call')).toBeNull()
    await mai.waitForState('available')
    await mai.page.getByTestId('resync').getByRole('button').click()
  })

  it('while available: the call that is offered meanwhile goes to the next, who sleeps is told, and gets the next call', async () => {
    await mai.goAvailable()
    const caller = await dial('0901041013')
    left = caller
    await caller.answered()
    await mai.asleep(NAP_MS, async () => {
      await caller.press('1')
      await second.page.locator(`[data-testid="colleague-${maiId}"][data-state="offered"]`).waitFor()
      await second.goAvailable()
      expect(await second.offered(45_000)).toBe('0901041013')
    })
    await second.answer()
    await caller.hears({ frequency: 1300 })
    await resynced('state')
    await mai.waitForState('paused')
    await caller.hangUp()
    await second.goOffline()
    const next = await talkWith('0901041014')
    await next.hangUp()
    await mai.waitForState('wrap-up')
  })

  it('an offered call rings on the chosen device and is told outside the window; a click on that only brings the desk to the front', async () => {
    await mai.goAvailable()
    await mai.page.getByTestId('sound-check').click()
    await mai.page.locator('[data-testid="notifications"][data-permission="granted"]').waitFor()
    const devices = await mai.page.evaluate<string[]>(`navigator.mediaDevices.enumerateDevices().then((all) => all.filter(({ kind }) => kind === 'audiooutput').map(({ deviceId }) => deviceId))`)
    const ringer = devices.at(-1) as string
    await mai.page.getByTestId('choose-ringer').selectOption(ringer)
    await mai.page.keyboard.press('Escape')
    const session = await mai.page.context().newCDPSession(mai.page)
    // Playwright lets every page believe that it is in front.
    await session.send('Emulation.setFocusEmulationEnabled', { enabled: false })
    const other = await mai.page.context().newPage()
    await other.bringToFront()
    const caller = await dial('0901041015')
    left = caller
    await caller.answered()
    await caller.press('1')
    await expectEventually(async () => expect(await mai.page.evaluate('notices.length')).toBe(1), 30_000)
    expect(await mai.page.evaluate('rungOn.at(-1)')).toBe(ringer)
    expect(await mai.page.evaluate('notices[0].body')).toContain('0901 041 015')
    await mai.page.evaluate(`notices[0].dispatchEvent(new Event('click'))`)
    expect(await mai.page.evaluate('fronts')).toBe(1)
    expect(await mai.page.evaluate('hotlineSoftphone.getState().call.phase')).toBe('ringing')
    await other.close()
    await mai.page.bringToFront()
    await mai.answer()
    await caller.hears({ frequency: 1000 })
    await caller.hangUp()
    await mai.waitForState('wrap-up')
  })
})
