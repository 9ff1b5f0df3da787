import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { OperatorStep } from '@app/contracts'
import type { SippCaller } from '../callers/sipp-caller.js'
import { toneStrength } from '../callers/tone.js'
import { heardTones } from '../hall/heard-tones.js'
import { Operator } from '../operators/operator.js'
import { talkBetween } from '../operators/talk-between.js'
import { Api } from '../stack/api.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, password } from '../stack/stack.js'
import { readWav } from '../stack/wav.js'

const CITIZEN = 440
const MAI = 1000
const HUNG = 1300

describe('a colleague asked before handing on', () => {
  let supervisor: Api
  let mai: Operator
  let hung: Operator
  const callers: SippCaller[] = []

  beforeAll(async () => {
    supervisor = await Api.signIn(address, 'supervisor', password)
    ;[mai, hung] = await Promise.all([
      Operator.signIn(address, { username: 'operator1', password, hertz: MAI }),
      Operator.signIn(address, { username: 'operator2', password, hertz: HUNG }),
    ])
  })
  afterEach(async () => {
    for (const caller of callers.splice(0)) await caller.hangUp()
  })
  afterAll(async () => {
    await Promise.all([mai?.close(), hung?.close()])
  })

  /** Mai talks with the citizen and has asked Hùng, who has answered. */
  const consult = async (number: string) => {
    await hung.goOffline()
    const caller = await talkBetween(mai, number, { dialled: (dialling) => callers.push(dialling) })
    await hung.goAvailable()
    await mai.ask('hung')
    await mai.untilConsult('calling')
    expect(await hung.offered()).toBe(number)
    await hung.page.locator('[data-testid="asked"]').getByText('Nguyễn Thị Mai').waitFor()
    await hung.answer()
    await mai.untilConsult('talking')
    return caller
  }
  const citizenHears = (...tones: number[]) => expectEventually(async () => expect(await callers.at(-1)?.tones([MAI, HUNG])).toEqual(tones), 20_000)
  const hears = (who: Operator, tones: readonly number[], where?: 'second-audio') => expectEventually(async () => expect(await heardTones(who.page, [CITIZEN, MAI, HUNG], where)).toEqual(tones), 20_000)

  it('hears the operator and not the citizen, who hears music; handed over, the citizen talks with the colleague, and both talks count', async () => {
    const caller = await consult('0901031001')
    await Promise.all([hears(mai, [HUNG], 'second-audio'), hears(hung, [MAI])])
    await citizenHears()
    await caller.hearsAnything()

    await mai.page.keyboard.press('Alt+KeyO')
    await mai.waitForState('wrap-up')
    await Promise.all([citizenHears(HUNG), hears(hung, [CITIZEN])])
    await mai.untilNoConsult()
    // It is a talk as any other: the desk is about this citizen.
    await hung.page.locator('[data-testid="transfer"]:enabled').waitFor()
    expect(await hung.page.getByTestId('talk-number').getAttribute('data-number')).toBe('0901031001')
    await mai.goAvailable()
    await caller.hangUp()
    await hung.waitForState('wrap-up')
    expect(await mai.state()).toBe('available')

    const call = await supervisor.recordedCallOf('0901031001')
    expect(call).toMatchObject({ outcome: 'answered', queue: 'procedures', offers: 2, operator: { displayName: 'Trần Văn Hùng' } })
    expect(call.talkSeconds).toBeGreaterThan(3)
    // From the asking to the handing over the citizen heard music.
    expect(call.holdSeconds).toBeGreaterThan(1)
    expect(call.holdSeconds).toBeLessThan(call.talkSeconds ?? 0)
    // Each operator's own day has the own part of it, and the wrap-up after it.
    for (const id of [(call.operator?.id ?? 0) - 1, call.operator?.id ?? 0]) {
      await expectEventually(async () => {
        const day = await supervisor.get<OperatorStep[]>(`/api/operators/${id}/states`)
        expect(day.filter(({ callId }) => callId === call.id).map(({ event }) => event)).toEqual(expect.arrayContaining(['talk-began', 'talk-ended']))
        const began = day.findIndex(({ callId, event }) => callId === call.id && event === 'talk-began')
        expect(day.slice(began + 1).find(({ event, reason }) => event === 'paused' && reason === 'wrap-up')).toBeDefined()
      })
    }
    await expectEventually(async () => {
      const sound = readWav(await supervisor.sound(`/api/calls/${call.id}/recording`))
      for (const hertz of [CITIZEN, MAI, HUNG]) expect([hertz, toneStrength(sound.samples, sound.rate, hertz) > 0.01]).toEqual([hertz, true])
    })
  })

  it('swapped, the citizen hears the operator and the colleague music; taken back, the colleague is free at once', async () => {
    const caller = await consult('0901031002')
    await mai.page.keyboard.press('Alt+KeyX')
    await mai.page.locator('[data-testid="consult"][data-speaking="citizen"]').waitFor()
    await citizenHears(MAI)
    await hears(hung, [])
    await mai.page.keyboard.press('Alt+KeyX')
    await mai.page.locator('[data-testid="consult"][data-speaking="asked"]').waitFor()
    await citizenHears()
    await mai.page.keyboard.press('F4')
    await mai.untilNoConsult()
    await hung.waitForState('available')
    await Promise.all([citizenHears(MAI), hears(mai, [CITIZEN])])
    expect(await mai.state()).toBe('talk')
    await caller.hangUp()
    await mai.waitForState('wrap-up')
    expect(await supervisor.recordedCallOf('0901031002')).toMatchObject({ outcome: 'answered', offers: 1, operator: { displayName: 'Nguyễn Thị Mai' } })
  })

  it('brought in, all three hear each other; when the operator leaves, the two go on', async () => {
    const caller = await consult('0901031003')
    await mai.page.keyboard.press('Alt+KeyY')
    await mai.untilConsult('together')
    // Not asked for the own tone: three steady ones clip in the mixer, and what it takes away again for each is not quite what went in.
    const hearsBoth = (who: Operator, others: readonly number[]) => expectEventually(async () => expect(await heardTones(who.page, others)).toEqual(others), 20_000)
    await Promise.all([hearsBoth(mai, [CITIZEN, HUNG]), hearsBoth(hung, [CITIZEN, MAI]), citizenHears(MAI, HUNG)])
    await mai.hangUp()
    await mai.waitForState('wrap-up')
    await mai.goAvailable()
    await Promise.all([citizenHears(HUNG), hears(hung, [CITIZEN])])
    await hung.hangUp()
    await hung.waitForState('wrap-up')
    await caller.ended()
    expect(await mai.state()).toBe('available')
    expect(await supervisor.recordedCallOf('0901031003')).toMatchObject({ outcome: 'answered', offers: 2, operator: { displayName: 'Trần Văn Hùng' } })
  })
})
