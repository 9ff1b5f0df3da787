import type { Call, CallSummary, HallDeed, MissedCaller, Page } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CalledCitizen } from '../callers/called-citizen.js'
import { toneStrength } from '../callers/tone.js'
import { heardTones } from '../hall/heard-tones.js'
import { Operator } from '../operators/operator.js'
import { Api } from '../stack/api.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, password, trunkContact } from '../stack/stack.js'
import { readWav } from '../stack/wav.js'

const CITIZEN = 440
const MAI = 1000
const HUNG = 1300
const SUPERVISOR = 1700

describe("an operator's own call is a talk as any other", () => {
  let api: Api
  let mai: Operator
  let hung: Operator
  let supervisor: Operator
  let offeredBefore: number

  beforeAll(async () => {
    api = await Api.signIn(address, 'supervisor', password)
    ;[mai, hung, supervisor] = await Promise.all([
      Operator.signIn(address, { username: 'operator1', password, hertz: MAI }),
      Operator.signIn(address, { username: 'operator2', password, hertz: HUNG }),
      Operator.signIn(address, { username: 'supervisor', password, hertz: SUPERVISOR, lands: 'hall' }),
    ])
    offeredBefore = (await api.today()).offered
  })
  afterAll(async () => {
    await Promise.all([mai?.close(), hung?.close(), supervisor?.close()])
  })

  /** Mai has called a citizen, who has answered and hears her. */
  const talk = async (number: string, how: 'answers' | 'hangs up soon' = 'answers', afterSeconds = 4) => {
    await mai.goAvailable()
    const citizen = await CalledCitizen.waitAt(trunkContact, how, { hertz: CITIZEN, afterSeconds })
    await mai.dial(number)
    await mai.untilOwnCall('talking')
    await citizen.hears({ frequency: MAI })
    return citizen
  }
  const rowOf = async (number: string, source: CallSummary['source'], holds: (call: Call) => boolean): Promise<Call> => {
    let found: Call | undefined
    await expectEventually(async () => {
      const row = (await api.callsOf(number)).find((one) => one.source === source)
      found = row && (await api.get<Call>(`/api/calls/${row.id}`))
      if (!found || !holds(found)) throw new Error(`no such call of ${number}: ${JSON.stringify(found)}`)
    })
    return found as Call
  }
  const citizenHears = (citizen: CalledCitizen, ...tones: number[]) => expectEventually(async () => expect(await citizen.tones([MAI, HUNG, SUPERVISOR])).toEqual(tones), 20_000)
  const hears = (who: Operator, tones: readonly number[], where?: 'second-audio') => expectEventually(async () => expect(await heardTones(who.page, [CITIZEN, MAI, HUNG, SUPERVISOR], where)).toEqual(tones), 20_000)

  it('is held; a supervisor sees it in the hall, listens, whispers to the operator alone and takes it over, and each is written down', async () => {
    const number = '0901042001'
    const citizen = await talk(number)
    await mai.page.getByTestId('hold').click()
    await citizenHears(citizen)
    await mai.page.getByTestId('hold').click()
    await citizenHears(citizen, MAI)

    const row = supervisor.page.locator('tr', { has: supervisor.page.locator('[data-testid="hall-own-call"][data-phase="talking"]') })
    await row.locator('[data-testid^="listen-"]').click()
    await supervisor.page.getByTestId('deed-reason').fill('Nghe cuộc gọi đi')
    await supervisor.page.getByTestId('deed-do').click()
    const ear = (mode: string) => supervisor.page.locator(`[data-testid="listening"][data-mode="${mode}"][data-sound="true"]`).waitFor()
    await ear('listen')
    await hears(supervisor, [CITIZEN, MAI])
    await supervisor.page.getByTestId('ear-mode').getByText('Nhắc thầm').click()
    await ear('whisper')
    await hears(mai, [CITIZEN, SUPERVISOR])
    expect(await citizen.tones([MAI, SUPERVISOR])).toEqual([MAI])

    await supervisor.page.getByTestId('take-over').click()
    await ear('taken-over')
    await mai.waitForState('wrap-up')
    await citizenHears(citizen, SUPERVISOR)
    await hears(supervisor, [CITIZEN])
    await supervisor.page.getByTestId('ear-leave').click()
    await citizen.ended()
    const call = await rowOf(number, 'operator', ({ endedAt, hasRecording }) => endedAt !== null && hasRecording)
    expect(call).toMatchObject({ outcome: 'answered', queue: null, waitSeconds: null, operator: { displayName: 'Nguyễn Thị Mai' } })
    const deeds = (await api.get<Page<HallDeed>>('/api/hall/deeds')).items.filter(({ callId }) => callId === call.id)
    expect(deeds.map(({ kind, queue, operator }) => [kind, queue, operator])).toEqual(['take-over', 'whisper', 'listen'].map((kind) => [kind, null, 'Nguyễn Thị Mai']))
    await expectEventually(async () => {
      const sound = readWav(await api.sound(`/api/calls/${call.id}/recording`))
      for (const hertz of [CITIZEN, MAI, SUPERVISOR]) expect([hertz, toneStrength(sound.samples, sound.rate, hertz) > 0.01]).toEqual([hertz, true])
    })
  })

  it('a colleague is asked while the citizen hears music, and is given the citizen; whoever hands them to a queue then begins a call of their own there', async () => {
    const number = '0901042002'
    await hung.goOffline()
    const citizen = await talk(number)
    await hung.goAvailable()
    await mai.ask('hung')
    await mai.untilConsult('calling')
    expect(await hung.offered()).toBe(number)
    await hung.answer()
    await mai.untilConsult('talking')
    const inHall = (side: string, name: string) => supervisor.page.locator(`[data-testid="hall-consult"][data-side="${side}"][data-phase="talking"]`).getByText(name).waitFor()
    await Promise.all([inHall('asks', 'Trần Văn Hùng'), inHall('is-asked', 'Nguyễn Thị Mai')])
    await Promise.all([hears(mai, [HUNG], 'second-audio'), hears(hung, [MAI])])
    await citizenHears(citizen)
    await mai.page.keyboard.press('Alt+KeyO')
    await mai.waitForState('wrap-up')
    await Promise.all([citizenHears(citizen, HUNG), hears(hung, [CITIZEN])])
    await supervisor.page.getByTestId('hall-consult').first().waitFor({ state: 'detached' })
    await hung.page.locator('[data-testid="transfer"]:enabled').waitFor()

    await mai.goAvailable()
    await hung.transferTo('mai')
    await hung.waitForState('wrap-up')
    expect(await mai.offered()).toBe(number)
    await mai.answer()
    await citizenHears(citizen, MAI)
    await mai.hangUp()
    // The citizen is asked for a rating meanwhile.
    await Promise.all([mai.waitForState('wrap-up'), citizen.ended()])

    const own = await rowOf(number, 'operator', ({ endedAt, ownCall }) => endedAt !== null && ownCall?.handedTo != null)
    expect(own).toMatchObject({ outcome: 'answered', queue: null, operator: { displayName: 'Trần Văn Hùng' } })
    const handed = await rowOf(number, 'handed', ({ endedAt, hasRecording }) => endedAt !== null && hasRecording)
    expect(handed).toMatchObject({ id: own.ownCall?.handedTo, handedFrom: own.id, outcome: 'answered', operator: { displayName: 'Nguyễn Thị Mai' }, offers: 1 })
    expect(handed.queue).not.toBeNull()
  })

  it('three talk together, the operator leaves, and the two go on', async () => {
    await hung.goOffline()
    const citizen = await talk('0901042003')
    await hung.goAvailable()
    await mai.ask('hung')
    await hung.offered()
    await hung.answer()
    await mai.untilConsult('talking')
    await mai.page.keyboard.press('Alt+KeyY')
    await mai.untilConsult('together')
    await citizenHears(citizen, MAI, HUNG)
    await mai.hangUp()
    await mai.waitForState('wrap-up')
    await Promise.all([citizenHears(citizen, HUNG), hears(hung, [CITIZEN])])
    await hung.hangUp()
    await hung.waitForState('wrap-up')
    await citizen.ended()
    expect(await rowOf('0901042003', 'operator', ({ endedAt }) => endedAt !== null)).toMatchObject({ outcome: 'answered', operator: { displayName: 'Trần Văn Hùng' } })
  })

  it('handed to the survey, the citizen is asked for a rating of it', async () => {
    const citizen = await talk('0901042004')
    await mai.transferTo('khao sat')
    await mai.waitForState('wrap-up')
    await citizen.hearsSpeech(800)
    await citizen.press('4')
    await citizen.ended()
    await rowOf('0901042004', 'operator', ({ survey }) => survey?.rating === 4)
  })

  it('handed to a queue where they give up, the citizen is to be called back, by a call that is linked with it; and no figure has counted any of these calls', async () => {
    const number = '0901042005'
    await hung.goOffline()
    const citizen = await talk(number, 'hangs up soon', 14)
    await mai.transferTo('thu tuc')
    await mai.waitForState('wrap-up')
    await citizen.ended()
    const handed = await rowOf(number, 'handed', ({ endedAt }) => endedAt !== null)
    expect(handed).toMatchObject({ outcome: 'abandoned', queue: 'procedures', operator: null })
    let missed: MissedCaller | undefined
    await expectEventually(async () => {
      missed = (await api.get<Page<MissedCaller>>('/api/missed-callers')).items.find(({ lastCallId }) => lastCallId === handed.id)
      expect(missed).toBeDefined()
    })
    await mai.goAvailable()
    await mai.page.locator('[data-testid="work-missedCallers"]').click()
    const again = await CalledCitizen.waitAt(trunkContact, 'answers', { hertz: CITIZEN })
    await mai.page.locator(`[data-testid="missed-row"][data-missed="${missed?.id}"]`).getByTestId('missed-call-back').click()
    await mai.untilOwnCall('talking')
    await again.hears({ frequency: MAI })
    await mai.hangUp()
    await again.ended()
    await supervisor.page.goto(`${address}/calls/${handed.id}`)
    await supervisor.page.getByTestId('reached-by').click()
    await supervisor.page.getByTestId('missed-before').click()
    await supervisor.page.getByTestId('handed-from').waitFor()
    expect(supervisor.page.url()).toContain(handed.id)

    expect((await api.today()).offered).toBe(offeredBefore)
  })
})
