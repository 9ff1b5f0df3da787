import type { HallDeed, Page } from '@app/contracts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { toneStrength } from '../callers/tone.js'
import type { SippCaller } from '../callers/sipp-caller.js'
import { Operator } from '../operators/operator.js'
import { Api } from '../stack/api.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, dial, password } from '../stack/stack.js'
import { readWav } from '../stack/wav.js'
import { heardTones } from './heard-tones.js'

const CITIZEN = 440
const OPERATOR = 1000
const SUPERVISOR = 1700

describe('a supervisor in the hall', () => {
  let mai: Operator
  let supervisor: Operator
  let api: Api
  let maiId: number
  const callers: SippCaller[] = []

  const call = async (number: string, key = '1') => {
    const caller = await dial(number, { hertz: CITIZEN })
    callers.push(caller)
    await caller.answered()
    await caller.press(key)
    return caller
  }
  const talk = async (number: string) => {
    await mai.goAvailable()
    const caller = await call(number)
    await mai.offered()
    await mai.answer()
    await mai.hearsSomebody()
    return caller
  }
  const deeds = async () => (await api.get<Page<HallDeed>>('/api/hall/deeds')).items
  const listening = () => supervisor.page.getByTestId('listening')
  const ear = (mode: string) => supervisor.page.locator(`[data-testid="listening"][data-mode="${mode}"][data-sound="true"]`)
  const openEar = async (reason: string) => {
    await supervisor.page.getByTestId(`listen-${maiId}`).click()
    await supervisor.page.getByTestId('deed-reason').fill(reason)
    await supervisor.page.getByTestId('deed-do').click()
    await ear('listen').waitFor()
  }
  const choose = async (action: string) => {
    await supervisor.page.getByTestId(`actions-${maiId}`).click()
    await supervisor.page.getByTestId(`action-${action}`).click()
  }

  beforeAll(async () => {
    api = await Api.signIn(address, 'supervisor', password)
    mai = await Operator.signIn(address, { username: 'operator1', password, hertz: OPERATOR })
    maiId = (await api.get<{ userId: number }>('/api/session')).userId + 1
    supervisor = await Operator.signIn(address, { username: 'supervisor', password, hertz: SUPERVISOR, lands: 'hall' })
  })
  afterEach(async () => {
    for (const caller of callers.splice(0)) await caller.hangUp()
  })
  afterAll(async () => {
    await mai?.close()
    await supervisor?.close()
  })

  it('listens to both, whispers to the operator alone, and each is written down before', async () => {
    const caller = await talk('0901000701')
    await openEar('Nghe kèm nhân viên mới')
    expect((await deeds())[0]).toMatchObject({ kind: 'listen', operator: 'Nguyễn Thị Mai', reason: 'Nghe kèm nhân viên mới', endedAt: null, queue: 'procedures' })
    expect(await heardTones(supervisor.page, [CITIZEN, OPERATOR])).toEqual([CITIZEN, OPERATOR])
    // Neither of the two hears that somebody listens.
    expect(await heardTones(mai.page, [CITIZEN, SUPERVISOR])).toEqual([CITIZEN])
    expect(await caller.tones([OPERATOR, SUPERVISOR])).toEqual([OPERATOR])

    await supervisor.page.getByTestId('ear-mode').getByText('Nhắc thầm').click()
    await ear('whisper').waitFor()
    await expectEventually(async () => expect(await heardTones(mai.page, [CITIZEN, SUPERVISOR])).toEqual([CITIZEN, SUPERVISOR]))
    // Two seconds of it, and the citizen hears nothing but the operator.
    expect(await caller.tones([OPERATOR, SUPERVISOR])).toEqual([OPERATOR])
    expect((await deeds())[0]).toMatchObject({ kind: 'whisper', endedAt: null })

    // The ear is no talk of the supervisor, and the operator's own one goes on as it was.
    expect(await mai.state()).toBe('talk')
    expect(await supervisor.page.locator('[data-testid^="listen-"]').count()).toBe(1)
    await supervisor.page.getByTestId('ear-leave').click()
    await listening().waitFor({ state: 'detached' })
    expect(await mai.state()).toBe('talk')
    expect(await caller.tones([OPERATOR])).toEqual([OPERATOR])
    await caller.hangUp()
    await mai.waitForState('wrap-up')
    await expectEventually(async () => expect((await deeds()).slice(0, 2).map(({ kind, endedAt }) => [kind, endedAt !== null])).toEqual([['whisper', true], ['listen', true]]))
    expect(await api.recordedCallOf('0901000701')).toMatchObject({ outcome: 'answered', operator: { displayName: 'Nguyễn Thị Mai' } })
  })

  it('an ear ends with the talk by itself', async () => {
    const caller = await talk('0901000702')
    await openEar('Kiểm tra chất lượng')
    await caller.hangUp()
    await Promise.all([mai.waitForState('wrap-up'), listening().waitFor({ state: 'detached' })])
    await expectEventually(async () => expect((await deeds())[0]).toMatchObject({ kind: 'listen', endedAt: expect.any(String) }))
  })

  it('takes a call over: the citizen speaks with the supervisor, the operator is in wrap-up, and the recording has all three', async () => {
    const number = '0901000709'
    const caller = await talk(number)
    const answeredAt = Date.now()
    await openEar('Người dân yêu cầu gặp trưởng ca')
    await supervisor.page.getByTestId('take-over').click()
    await Promise.all([ear('taken-over').waitFor(), mai.waitForState('wrap-up')])
    await expectEventually(async () => expect(await caller.tones([OPERATOR, SUPERVISOR])).toEqual([SUPERVISOR]))
    expect(await heardTones(supervisor.page, [CITIZEN, OPERATOR])).toEqual([CITIZEN])
    expect((await deeds())[0]).toMatchObject({ kind: 'take-over', operator: 'Nguyễn Thị Mai', endedAt: null })
    await caller.hangUp()
    await listening().waitFor({ state: 'detached' })
    const taken = await api.recordedCallOf(number)
    expect(taken).toMatchObject({ outcome: 'answered', queue: 'procedures', operator: { displayName: 'Nguyễn Thị Mai' } })
    // The operator's own part alone: the measured sound after it took longer.
    expect(taken.talkSeconds).toBeLessThan(Math.max(3, (Date.now() - answeredAt) / 1000 - 3))
    // What the supervisor says is appended when the first part is closed.
    await expectEventually(async () => {
      const sound = readWav(await api.sound(`/api/calls/${taken.id}/recording`))
      for (const hertz of [CITIZEN, OPERATOR, SUPERVISOR]) expect([hertz, toneStrength(sound.samples, sound.rate, hertz) > 0.01]).toEqual([hertz, true])
    })
  })

  it('a call for help is one key at the desk and one click to listen', async () => {
    const caller = await talk('0901000703')
    await mai.page.keyboard.press('Alt+U')
    await mai.page.locator('[data-testid="help-call"][data-open="true"]').waitFor()
    await supervisor.page.getByTestId('help-listen').click()
    await supervisor.page.getByTestId('deed-do').click()
    await ear('listen').waitFor()
    await mai.page.getByText('Phạm Thị Thu Hà đang đến hỗ trợ.').waitFor()
    await supervisor.page.getByTestId('help-notice').waitFor({ state: 'detached' })
    await supervisor.page.getByTestId('ear-leave').click()
    await caller.hangUp()
    await mai.waitForState('wrap-up')
  })

  it('moves an operator out of a queue and back, in a talk too, and the desk keeps it', async () => {
    await mai.goAvailable()
    const row = (queues: string) => supervisor.page.locator(`[data-testid="operator-${maiId}"][data-queues="${queues}"]`)
    const move = async () => {
      await choose('move')
      await supervisor.page.getByTestId('move-procedures').click()
      await supervisor.page.getByTestId('deed-reason').fill('Hàng chờ phản ánh quá đông')
      await supervisor.page.getByTestId('deed-do').click()
    }
    await move()
    await row('reports').waitFor()
    // What the operator asks for next is for these queues.
    await mai.pause()
    await mai.goAvailable()
    expect(await row('reports').count()).toBe(1)
    const caller = await call('0901000704', '2')
    await mai.offered()
    await mai.answer()
    await move()
    await row('procedures reports').waitFor()
    expect(await mai.state()).toBe('talk')
    await caller.hangUp()
    await mai.waitForState('wrap-up')
  })

  it('changes a state, is refused where a citizen would be dropped, and sees how it came', async () => {
    await mai.goAvailable()
    await choose('state')
    await supervisor.page.getByTestId('wanted-paused').click()
    await supervisor.page.getByTestId('deed-reason').fill('Máy tính bị treo')
    await supervisor.page.getByTestId('deed-do').click()
    await mai.waitForState('paused')
    const caller = await talk('0901000705')
    await choose('state')
    await supervisor.page.getByTestId('wanted-offline').click()
    await supervisor.page.getByTestId('deed-reason').fill('Hết ca')
    await supervisor.page.getByTestId('deed-do').click()
    await supervisor.page.getByTestId('deed-failure').waitFor()
    expect(await mai.state()).toBe('talk')
    await supervisor.page.keyboard.press('Escape')
    await caller.hangUp()
    await mai.waitForState('wrap-up')
    await choose('timeline')
    await supervisor.page.locator('[data-testid="state-step"][data-event="paused"][data-reason="wrap-up"]').first().waitFor()
    await supervisor.page.locator('[data-testid="state-step"][data-event="asked"]', { hasText: 'Máy tính bị treo' }).first().waitFor()
    const steps = await supervisor.page.getByTestId('state-step').evaluateAll((shown) => shown.slice(0, 5).map((step) => step.getAttribute('data-event')))
    expect(steps).toContain('talk-began')
    await supervisor.page.keyboard.press('Escape')
  })

  it('rings once when a limit is passed, and shows it in colour', async () => {
    await mai.goOffline()
    await supervisor.page.getByTestId('limits-procedures').click()
    for (const [name, value] of [['waiting-warn', '1'], ['waiting-alarm', '5'], ['longestWait-warn', ''], ['longestWait-alarm', ''], ['serviceLevel-warn', ''], ['serviceLevel-alarm', '']] as const) await supervisor.page.getByTestId(`limit-${name}`).fill(value)
    await supervisor.page.getByTestId('limits-save').click()
    await supervisor.page.getByTestId('limits-save').waitFor({ state: 'detached' })
    const board = supervisor.page.getByTestId('wallboard')
    await supervisor.page.locator('[data-testid="wall-procedures"][data-level="calm"]').waitFor()
    const before = Number(await board.getAttribute('data-rung'))
    // Somebody must be a member, or the queue takes nobody.
    await mai.goAvailable()
    await mai.pause()
    const first = await call('0901000706')
    await supervisor.page.locator('[data-testid="wall-procedures"][data-level="warn"][data-waiting="1"]').waitFor()
    const second = await call('0901000707')
    await supervisor.page.locator('[data-testid="wall-procedures"][data-level="warn"][data-waiting="2"]').waitFor()
    expect(Number(await board.getAttribute('data-rung'))).toBe(before + 1)
    await first.hangUp()
    await second.hangUp()
    await supervisor.page.locator('[data-testid="wall-procedures"][data-level="calm"]').waitFor()
    await call('0901000708')
    await supervisor.page.locator('[data-testid="wall-procedures"][data-level="warn"]').waitFor()
    expect(Number(await board.getAttribute('data-rung'))).toBe(before + 2)
  })

  it('writes to one, and to everybody; what was written while a desk was away is there when it is back', async () => {
    await choose('chat')
    await supervisor.page.getByTestId('chat-text').fill('Chị nghỉ 5 phút nhé')
    await supervisor.page.getByTestId('chat-text').press('Enter')
    await mai.page.locator('[data-testid="chat"][data-unread="1"]').waitFor()
    await mai.page.getByTestId('chat').click()
    await mai.page.locator('[data-testid^="chat-with-"][data-unread="1"]').click()
    await mai.page.getByText('Chị nghỉ 5 phút nhé').waitFor()
    await mai.page.locator('[data-testid="chat"][data-unread="0"]').waitFor({ state: 'attached' })
    await mai.page.getByTestId('chat-text').fill('Dạ vâng')
    await mai.page.getByTestId('chat-text').press('Enter')
    await supervisor.page.getByText('Dạ vâng').waitFor()

    await mai.page.context().setOffline(true)
    await supervisor.page.getByTestId('chat-back').click()
    await supervisor.page.getByTestId('chat-with-everybody').click()
    await supervisor.page.getByTestId('chat-text').fill('Cúp điện lúc 15 giờ')
    await supervisor.page.getByTestId('chat-text').press('Enter')
    await supervisor.page.getByTestId('chat-message').waitFor()
    await mai.page.context().setOffline(false)
    await mai.page.getByTestId('everybody-notice').waitFor({ timeout: 60_000 })
    await mai.page.keyboard.press('Escape')
    await mai.page.getByTestId('everybody-read').click()
    await mai.page.getByTestId('everybody-notice').waitFor({ state: 'detached' })
  })
})
