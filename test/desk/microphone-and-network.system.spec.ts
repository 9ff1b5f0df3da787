import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Operator } from '../operators/operator.js'
import { talkBetween } from '../operators/talk-between.js'
import type { SippCaller } from '../callers/sipp-caller.js'
import { address, kill, password } from '../stack/stack.js'

describe('what is lost in a talk', () => {
  let operator: Operator

  beforeAll(async () => {
    operator = await Operator.signIn(address, { username: 'operator1', password, hertz: 1000 })
  })
  afterAll(async () => {
    await operator?.close()
  })

  const talkWith = (number: string) => talkBetween(operator, number)
  const told = (what: string) => operator.page.locator(`[data-testid="talk-survival"][data-what="${what}"]`).waitFor()
  const over = async (caller: SippCaller) => {
    await caller.hangUp()
    await operator.waitForState('wrap-up')
  }
  /** What a pulled plug is to the page: the track has ended, and (with `none`) there is no other device. */
  const unplug = (none: boolean) =>
    operator.page.evaluate(`{
      const devices = navigator.mediaDevices
      if (${none}) devices.getUserMedia = () => Promise.reject(new DOMException('no device', 'NotFoundError'))
      const { track } = hotlineSoftphone.session.connection.getSenders().find((sender) => sender.track?.kind === 'audio')
      track.stop()
      track.dispatchEvent(new Event('ended'))
    }`)
  const plugIn = () =>
    operator.page.evaluate(`{
      delete navigator.mediaDevices.getUserMedia
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'))
    }`)

  it('the microphone: another one is taken by itself, or as soon as one comes; the operator is told, and the talk stays', async () => {
    const caller = await talkWith('0901033011')
    await unplug(false)
    await told('new-microphone')
    await caller.hears({ frequency: 1000 })
    await unplug(true)
    await told('microphone-absent')
    await operator.hearsSomebody()
    await plugIn()
    await told('new-microphone')
    await caller.hears({ frequency: 1000 })
    await over(caller)
  })

  it('the socket of the telephone: the talk goes on, the desk says so and is right again, and the end is told to both sides', async () => {
    const caller = await talkWith('0901033012')
    await operator.page.evaluate('hotlineSoftphone.agent._transport.socket._ws.close()')
    await told('line-lost')
    await Promise.all([caller.hears({ frequency: 1000 }), operator.hearsSomebody()])
    await operator.page.locator('[data-testid="talk-survival"]').waitFor({ state: 'detached' })
    expect(await operator.state()).toBe('talk')
    await Promise.all([caller.hears({ frequency: 1000 }), operator.hearsSomebody()])
    await over(caller)
  })

  it('the way of the sound: it is looked for anew, and both hear each other again', async () => {
    const caller = await talkWith('0901033013')
    await operator.page.evaluate('hotlineSoftphone.session.renegotiate({ rtcOfferConstraints: { iceRestart: true } })')
    await Promise.all([caller.hears({ frequency: 1000 }), operator.hearsSomebody()])
    await over(caller)
  })

  it('the edge is killed: the talk goes on, the desk says what is lost, and both sockets are there again', async () => {
    const caller = await talkWith('0901033014')
    await Promise.all([told('line-lost'), kill('edge')])
    await Promise.all([caller.hears({ frequency: 1000 }), operator.hearsSomebody()])
    await operator.page.locator('[data-testid="talk-survival"]').waitFor({ state: 'detached', timeout: 60_000 })
    await Promise.all([caller.hears({ frequency: 1000 }), operator.hearsSomebody()])
    await over(caller)
  })
})
