import type { CDPSession } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { SippCaller } from '../callers/sipp-caller.js'
import { Operator } from '../operators/operator.js'
import { SoundWay } from '../operators/sound-way.js'
import { talkBetween } from '../operators/talk-between.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, password } from '../stack/stack.js'

describe('a talk whose microphone, way or tab is taken', () => {
  let way: SoundWay
  let operator: Operator

  beforeAll(async () => {
    way = await SoundWay.open()
    operator = await Operator.signIn(address, { username: 'operator1', password, hertz: 1000, realPermissions: true, prepare: (page) => way.lead(page) })
    operator.page.on('dialog', (dialog) => void dialog.accept())
  })
  /** What a test that failed may have left talking. */
  let left: SippCaller | undefined
  afterEach(() => left?.hangUp())
  const talkWith = (number: string) => talkBetween(operator, number, { dialled: (caller) => (left = caller) })
  afterAll(async () => {
    await operator?.close()
    way?.close()
  })

  const told = (what: string, page = operator.page) => page.locator(`[data-testid="talk-survival"][data-what="${what}"]`).waitFor({ timeout: 60_000 })
  const untold = () => operator.page.getByTestId('talk-survival').waitFor({ state: 'detached', timeout: 60_000 })
  const bothHear = (caller: SippCaller, timeout?: number) => Promise.all([caller.hears({ frequency: 1000 }, timeout), operator.hearsSomebody(timeout)])
  const over = async (caller: SippCaller) => {
    await caller.hangUp()
    await operator.waitForState('wrap-up')
  }
  let permissions: CDPSession | undefined
  const microphoneIs = async (setting: 'granted' | 'denied') => {
    // As long as it is attached: what a session has set goes with it.
    permissions ??= await operator.page.context().newCDPSession(operator.page)
    await permissions.send('Browser.setPermission', { permission: { name: 'microphone' }, setting, origin: address })
  }
  const sent = () => operator.page.evaluate<number>('hotlineSoftphone.statistics().then(({ outbound }) => outbound.packets)')

  it('the permission for the microphone is taken back: the talk stays and is not taken for dead, the operator is told, and is heard again once it is given', async () => {
    const caller = await talkWith('0901041001')
    await microphoneIs('denied')
    await told('microphone-refused')
    await operator.hearsSomebody()
    // Silence is sent: who sends nothing for 30 s is hung up.
    const before = await sent()
    await expectEventually(async () => expect(await sent()).toBeGreaterThan(before + 50))
    await microphoneIs('granted')
    await told('new-microphone')
    await bothHear(caller)
    await over(caller)
  })

  it('the way of the sound breaks for a moment: the operator is told, and both hear each other again in the same leg', async () => {
    const caller = await talkWith('0901041002')
    way.cut()
    await told('way-lost')
    way.mend()
    await untold()
    await bothHear(caller)
    expect(await operator.page.evaluate('hotlineSoftphone.getState().call.resumed')).toBeUndefined()
    await over(caller)
  })

  it('the way of the sound breaks for longer: the citizen waits, and the talk goes on in a new leg when there is a way again', async () => {
    const caller = await talkWith('0901041003')
    way.cut()
    await told('broken-off')
    way.mend()
    await told('resumed')
    await bothHear(caller, 25_000)
    await over(caller)
  })

  it('the way of the sound stays broken: the citizen goes on to somebody else, and no other is offered until the operator says that it is well', async () => {
    const caller = await talkWith('0901041005')
    const colleague = await Operator.signIn(address, { username: 'operator2', password, hertz: 1500 })
    try {
      way.cut()
      await told('broken-off')
      await told('sound-lost')
      expect(await operator.page.getByTestId('operator-state').getAttribute('data-state')).toBe('paused')
      await colleague.goAvailable()
      expect(await colleague.offered()).toBe('0901041005')
      await colleague.answer()
      await caller.hears({ frequency: 1500 })
      // They are there, free and not asked.
      expect(await operator.page.getByTestId('operator-state').getAttribute('data-state')).toBe('paused')
      await caller.hangUp()
      await colleague.waitForState('wrap-up')
    } finally {
      way.mend()
      await colleague.close()
    }
    const next = await talkWith('0901041006')
    await untold()
    await bothHear(next)
    await over(next)
  })

  it('a hold that Asterisk refuses ends the leg, not the talk: the citizen is there again by itself', async () => {
    const caller = await talkWith('0901041025')
    // As long as it was: the offer asks for what Asterisk has not.
    await operator.page.evaluate(`{
      const { send } = WebSocket.prototype
      WebSocket.prototype.send = function (data) {
        const offers = typeof data === 'string' && data.startsWith('INVITE ')
        if (offers) WebSocket.prototype.send = send
        return send.call(this, offers ? data.replace('m=audio', 'm=image') : data)
      }
    }`)
    await operator.page.getByTestId('hold').click()
    await told('broken-off')
    await told('resumed')
    await bothHear(caller)
    await over(caller)
  })

  it('a second tab leaves the talk alone, points to it, takes it over when asked to, and gives it back as it closes', async () => {
    const caller = await talkWith('0901041004')
    const first = operator.page
    const second = await first.context().newPage()
    second.on('dialog', (dialog) => void dialog.accept())
    await way.lead(second)
    await second.goto(`${address}/`)
    await second.getByTestId('call-elsewhere').waitFor()
    await bothHear(caller)
    await second.getByTestId('point-to-phone').click()
    await expectEventually(async () => expect(await first.title()).toContain('☎'))
    await second.getByTestId('take-over-call').click()
    await told('resumed', second)
    await caller.hears({ frequency: 1000 })
    await first.getByTestId('phone-status').and(first.locator('[data-status="elsewhere"]')).waitFor()
    expect(await second.getByTestId('operator-state').getAttribute('data-state')).toBe('talk')
    await second.close({ runBeforeUnload: true })
    await told('resumed')
    await bothHear(caller)
    await over(caller)
  })
})
