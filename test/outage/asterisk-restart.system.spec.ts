import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { toneStrength } from '../callers/tone.js'
import { Operator } from '../operators/operator.js'
import { Api } from '../stack/api.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, dial, kill, newestRecordingBytes, password, untilHealthy, untilWaiting } from '../stack/stack.js'
import { readWav } from '../stack/wav.js'

const CITIZEN_HERTZ = 440

describe('Asterisk is restarted', () => {
  let supervisor: Api
  let operator: Operator

  beforeAll(async () => {
    supervisor = await Api.signIn(address, 'supervisor', password)
    operator = await Operator.signIn(address, { username: 'operator1', password, hertz: 1000 })
  })
  afterAll(async () => {
    await operator?.close()
  })

  it('what was said until then in a talk is kept', async () => {
    await operator.goAvailable()
    const caller = await dial('0901000400', { hertz: CITIZEN_HERTZ })
    await caller.answered()
    await caller.press('1')
    await operator.offered()
    await operator.answer()
    await expectEventually(async () => expect(await newestRecordingBytes()).toBeGreaterThan(20_000)) // Asterisk writes 32 kB at a time
    await kill('asterisk')
    await untilHealthy()
    await operator.waitForState('available', 40_000)
    const call = await supervisor.endedCallOf('0901000400', 40_000)
    expect(call).toMatchObject({ outcome: 'answered', hangupCause: 'restart', hasRecording: true })
    const sound = readWav(await supervisor.sound(`/api/calls/${call.id}/recording`))
    expect(sound.samples.length).toBeGreaterThan(10_000)
    expect(toneStrength(sound.samples, sound.rate, CITIZEN_HERTZ)).toBeGreaterThan(0.01)
  })

  it('calls that it took with it are closed in the log, and the next call works without anybody signing in again', async () => {
    await operator.goAvailable()
    await operator.pause()
    const lost = await dial('0901000401')
    await lost.answered()
    await lost.press('1')
    await untilWaiting(operator, '0901000401', 0)
    await kill('asterisk')
    await untilHealthy()
    expect(await supervisor.endedCallOf('0901000401', 40_000)).toMatchObject({ hangupCause: 'restart' })

    await operator.waitForState('paused', 40_000) // still a member, still on a pause: what Asterisk kept is what the screen shows
    await operator.goAvailable()
    const next = await dial('0901000402')
    await next.answered()
    await next.press('1')
    expect(await operator.offered(60_000)).toBe('0901000402')
    await operator.answer()
    await operator.hearsSomebody()
    await next.hangUp()
    expect(await supervisor.endedCallOf('0901000402')).toMatchObject({ outcome: 'answered' })
  })
})
