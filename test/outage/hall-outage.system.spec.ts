import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { ChatMessage, HallDeed, Page as PageOf, Wallboard } from '@app/contracts'
import type { Page } from 'playwright-core'
import type { SippCaller } from '../callers/sipp-caller.js'
import { Operator } from '../operators/operator.js'
import { Api } from '../stack/api.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, ari, dial, password, takeAway, thaw, untilHealthy, untilWaiting, type Part } from '../stack/stack.js'

const TALKING = '0901043000'
const WAITING = '0901043001'
const GIVES_UP = '0901043002'
const AFTERWARDS = '0901043003'
const BACK_MS = 60_000

interface Channel {
  id: string
  dialplan: { app_name: string; app_data: string }
}

describe('the hall and the desk, while one part after the other is away', () => {
  let mai: Operator
  let supervisor: Operator
  let api: Api
  let maisApi: Api
  let wall: Page
  let maiId: number
  let supervisorId: number
  const callers: SippCaller[] = []
  const measured: string[] = []
  const written: string[] = []

  const call = async (number: string, key: string) => {
    const caller = await dial(number)
    callers.push(caller)
    await caller.answered()
    await caller.press(key)
    return caller
  }
  const row = (queues: string) => supervisor.page.locator(`[data-testid="operator-${maiId}"][data-queues="${queues}"]`)
  const banner = (trouble: string) => supervisor.page.locator(`[data-testid="banner"][data-trouble="${trouble}"]`)
  const stale = (page: Page) => page.getByTestId('stale')
  const picture = async (name: string) => {
    if (!process.env['SCREENSHOTS']) return
    await supervisor.page.screenshot({ path: `${process.env['SCREENSHOTS']}/away-${name}.png` })
    await wall.screenshot({ path: `${process.env['SCREENSHOTS']}/away-${name}-wall.png` })
    await mai.page.screenshot({ path: `${process.env['SCREENSHOTS']}/away-${name}-desk.png` })
  }

  const openChat = async (page: Page, chatWith: number | 'everybody') => {
    await page.getByTestId('chat').click()
    await page.getByTestId(`chat-with-${chatWith}`).click()
  }
  const closeChat = async (page: Page) => {
    await page.keyboard.press('Escape')
    await page.getByTestId('chat-drawer').waitFor({ state: 'detached' })
  }
  const own = (page: Page, text: string) => page.locator('[data-testid="chat-message"][data-own="true"]').filter({ hasText: text })
  /** Either it is there, or it is said that it is not, and the words are still in the box. @returns which */
  const write = async (page: Page, text: string): Promise<'sent' | 'refused'> => {
    const box = page.getByTestId('chat-text')
    await box.fill(text)
    await box.press('Enter')
    const failure = page.getByTestId('chat-failure')
    await own(page, text).or(failure).first().waitFor({ timeout: 60_000 })
    if ((await failure.count()) === 0) return 'sent'
    expect(await box.inputValue()).toBe(text)
    return 'refused'
  }

  const wish = async (deed: 'move' | 'state', choose: () => Promise<void>, reason: string) => {
    await supervisor.page.getByTestId(`actions-${maiId}`).click()
    await supervisor.page.getByTestId(`action-${deed}`).click()
    await choose()
    await supervisor.page.getByTestId('deed-reason').fill(reason)
    await supervisor.page.getByTestId('deed-do').click()
  }
  const move = (reason: string) => wish('move', () => supervisor.page.getByTestId('move-procedures').click(), reason)
  /** The operator's page knows it too: pressed before that, the key would call off what was called. */
  const helpIsAnswered = () => mai.page.locator('[data-testid="help-call"][data-open="false"]').waitFor()
  const refused = async () => {
    await supervisor.page.getByTestId('deed-failure').waitFor()
    await supervisor.page.keyboard.press('Escape')
    await supervisor.page.getByTestId('deed-failure').waitFor({ state: 'detached' })
  }

  const deeds = async () => (await api.get<PageOf<HallDeed>>('/api/hall/deeds')).items
  const asterisk = async <T>(path: string): Promise<T> => {
    const answer = await fetch(`${ari.address}/ari/${path}`, { headers: { authorization: `Basic ${btoa(`${ari.username}:${ari.password}`)}` } })
    return (await answer.json()) as T
  }
  const waitingInAsterisk = async (queue: string) => {
    const [channels, bridges] = await Promise.all([asterisk<Channel[]>('channels'), asterisk<{ channels: string[] }[]>('bridges')])
    const bridged = new Set(bridges.flatMap(({ channels: ids }) => ids))
    return channels.filter(({ id, dialplan }) => dialplan.app_name === 'Queue' && dialplan.app_data.startsWith(`${queue},`) && !bridged.has(id)).length
  }
  /** What the wallboard says is what Asterisk and the database say, and it says so as of now. */
  const boardIsRight = () =>
    expectEventually(async () => {
      expect(await stale(supervisor.page).count()).toBe(0)
      expect(await stale(wall).count()).toBe(0)
      const board = await api.get<Wallboard>('/api/wallboard')
      for (const { queue, today } of board.queues) {
        const shown = async (name: string) => supervisor.page.getByTestId(`wall-${queue}-${name}`).getAttribute('data-value')
        expect([queue, await shown('waiting'), await shown('abandoned')]).toEqual([queue, String(await waitingInAsterisk(queue)), String(today.abandoned)])
      }
    }, 30_000)

  /**
   * Takes a part away, has things done meanwhile, lets it go, and waits until both screens and the apps are well again.
   * @returns once the hall is right again
   */
  const without = async (part: Part, meanwhile: () => Promise<void>) => {
    await takeAway(part)
    let letGo: number
    try {
      await meanwhile()
    } finally {
      letGo = Date.now()
      thaw(part)
    }
    const took = async (what: Promise<void>) => {
      await what
      return ((Date.now() - letGo) / 1000).toFixed(1)
    }
    const isLive = (page: Page) => page.locator('[data-testid="connection"][data-connection="live"]').waitFor({ timeout: BACK_MS })
    const [health, hall, desk] = await Promise.all([took(untilHealthy(BACK_MS)), took(isLive(supervisor.page).then(() => stale(supervisor.page).waitFor({ state: 'detached', timeout: BACK_MS }))), took(isLive(mai.page))])
    measured.push(`${part.padEnd(9)} started again: well after ${health} s, the hall live after ${hall} s, the desk after ${desk} s`)
    await boardIsRight()
  }
  const untilStale = async (which: 'live' | 'figures') => {
    await supervisor.page.locator(`[data-testid="stale"][data-${which}="true"]`).waitFor({ timeout: 60_000 })
    await stale(wall).waitFor({ timeout: 60_000 })
  }
  const bothWrite = async (part: Part) => {
    const outcomes: ('sent' | 'refused')[] = []
    for (const [page, who, to] of [[mai.page, 'Mai', supervisorId], [supervisor.page, 'Hà', maiId]] as const) {
      await openChat(page, to)
      const text = `${who} nhắn khi ${part} vắng`
      written.push(text)
      outcomes.push(await write(page, text))
    }
    await picture(`${part}-chat`)
    return outcomes
  }
  /** What was refused goes with another Enter; then the drawers are closed. */
  const sendAgain = async (outcomes: readonly ('sent' | 'refused')[]) => {
    for (const [i, page] of [mai.page, supervisor.page].entries()) {
      if (outcomes[i] === 'refused') {
        await page.getByTestId('chat-text').press('Enter')
        await own(page, written.at(i - 2) ?? '').waitFor()
      }
      expect(await page.getByTestId('chat-text').inputValue()).toBe('')
      await closeChat(page)
    }
  }
  const onceEach = async () => {
    const told = (await maisApi.get<ChatMessage[]>(`/api/chat/messages?with=${supervisorId}`)).map(({ text }) => text)
    for (const text of written) expect([text, told.filter((each) => each === text).length]).toEqual([text, 1])
  }
  const stillTalking = async () => {
    await mai.hearsSomebody()
    await mai.waitForState('talk')
  }

  beforeAll(async () => {
    api = await Api.signIn(address, 'supervisor', password)
    maisApi = await Api.signIn(address, 'operator1', password)
    supervisorId = (await api.get<{ userId: number }>('/api/session')).userId
    maiId = (await maisApi.get<{ userId: number }>('/api/session')).userId
    mai = await Operator.signIn(address, { username: 'operator1', password, hertz: 1000 })
    supervisor = await Operator.signIn(address, { username: 'supervisor', password, hertz: 1700, lands: 'hall' })
    wall = await supervisor.page.context().newPage()
    await wall.goto(`${address}/wall`)
    await wall.getByTestId('tv').waitFor()
    await supervisor.page.bringToFront()
    await mai.goAvailable()
    await call(TALKING, '1')
    await mai.offered()
    await mai.answer()
    await mai.hearsSomebody()
    await call(WAITING, '2')
    await untilWaiting(mai, WAITING, 0)
  })
  afterAll(async () => {
    process.stdout.write(`\n${measured.map((line) => `   ${line}\n`).join('')}`)
    await wall?.close()
    await mai?.close()
    await supervisor?.close()
    for (const caller of callers) await caller.hangUp()
  })

  it('Redis: figures are shown as of then, and a call for help, a notice and a chat arrive all the same', async () => {
    let outcomes: ('sent' | 'refused')[] = []
    await without('redis', async () => {
      await banner('records-delayed').waitFor()
      await untilStale('figures')
      const givesUp = await call(GIVES_UP, '2')
      await picture('redis')
      await mai.page.keyboard.press('Alt+U')
      await supervisor.page.getByTestId('help-notice').waitFor()
      await openChat(supervisor.page, 'everybody')
      expect(await write(supervisor.page, 'Redis đang vắng')).toBe('sent')
      await closeChat(supervisor.page)
      await mai.page.getByTestId('everybody-notice').waitFor()
      await mai.page.getByTestId('everybody-read').click()
      outcomes = await bothWrite('redis')
      expect(outcomes).toEqual(['sent', 'sent'])
      await untilWaiting(mai, GIVES_UP, 7) // longer than a short abandon
      await givesUp.hangUp()
    })
    await sendAgain(outcomes)
    await supervisor.page.getByTestId('help-take').click()
    await supervisor.page.getByTestId('help-notice').waitFor({ state: 'detached' })
    await helpIsAnswered()
    // Who gave up meanwhile is counted now.
    expect(await api.endedCallOf(GIVES_UP)).toMatchObject({ outcome: 'abandoned' })
    await boardIsRight()
    await stillTalking()
  })

  it('the console: the board stands still and says so, an ear goes on and is shown, a move is done once it is back', async () => {
    let outcomes: ('sent' | 'refused')[] = []
    await supervisor.page.getByTestId(`listen-${maiId}`).click()
    await supervisor.page.getByTestId('deed-reason').fill('Nghe khi bảng điều khiển khởi động lại')
    await supervisor.page.getByTestId('deed-do').click()
    const ear = supervisor.page.locator('[data-testid="listening"][data-sound="true"]')
    await ear.waitFor()
    // An ear that disappeared from the screen while it is open, however shortly, would be a lie.
    await supervisor.page.evaluate(`
      globalThis.earGone = 0
      new MutationObserver(() => { if (!document.querySelector('[data-testid="listening"]')) globalThis.earGone++ }).observe(document.body, { childList: true, subtree: true })`)
    await without('console', async () => {
      await banner('reconnecting').waitFor()
      await untilStale('live')
      await picture('console')
      outcomes = await bothWrite('console')
      expect(outcomes).toEqual(['sent', 'sent'])
      await closeChat(supervisor.page)
      await move('Hàng chờ phản ánh quá đông')
    })
    // Too late for its patience it is said, and asked again.
    const failure = supervisor.page.getByTestId('deed-failure')
    await row('reports').or(failure).first().waitFor()
    if ((await failure.count()) > 0) await supervisor.page.getByTestId('deed-do').click()
    await row('reports').waitFor()
    await supervisor.page.getByTestId('deed-do').waitFor({ state: 'detached' })
    expect(await supervisor.page.evaluate('globalThis.earGone')).toBe(0)
    await supervisor.hearsSomebody()
    await supervisor.page.getByTestId('ear-leave').click()
    await supervisor.page.getByTestId('listening').waitFor({ state: 'detached' })
    expect(await supervisor.page.getByTestId('ear-over').count()).toBe(0)
    await expectEventually(async () => expect((await deeds()).filter(({ kind, endedAt }) => kind === 'listen' && endedAt === null)).toEqual([]))
    await openChat(supervisor.page, maiId)
    await sendAgain(outcomes)
    await stillTalking()
  })

  it.each(['ticketing', 'mariadb'] as const)('%s: what cannot be written down is refused and not done, and a call for help is said until it is heard', async (part) => {
    let outcomes: ('sent' | 'refused')[] = []
    await without(part, async () => {
      await banner('ticketing-away').waitFor()
      await untilStale('figures')
      await mai.page.keyboard.press('Alt+U')
      await mai.page.locator('[data-testid="help-call"][data-unheard="true"]').waitFor({ timeout: 60_000 })
      await move('Trả về hai hàng chờ')
      await refused()
      expect(await row('reports').count()).toBe(1)
      await picture(part)
      outcomes = await bothWrite(part)
      expect(outcomes).toEqual(['refused', 'refused'])
    })
    await supervisor.page.getByTestId('help-notice').waitFor()
    await mai.page.locator('[data-testid="help-call"][data-open="true"]').waitFor()
    await sendAgain(outcomes)
    await supervisor.page.getByTestId('help-take').click()
    await supervisor.page.getByTestId('help-notice').waitFor({ state: 'detached' })
    await helpIsAnswered()
    await stillTalking()
  })

  it('the edge: both pages come back by themselves, the talk goes on', async () => {
    let outcomes: ('sent' | 'refused')[] = []
    await without('edge', async () => {
      await banner('reconnecting').waitFor()
      await untilStale('live')
      await picture('edge')
      outcomes = await bothWrite('edge')
      expect(outcomes).toEqual(['refused', 'refused'])
      await mai.hearsSomebody()
    })
    await sendAgain(outcomes)
    await move('Trả về hai hàng chờ')
    await row('procedures reports').waitFor()
    await stillTalking()
    await mai.page.locator('[data-testid="phone-status"][data-status="registered"]').waitFor({ timeout: BACK_MS })
  })

  it('Asterisk: the ear ends and both are told, nothing is done that was refused, and the next call is answered', async () => {
    let outcomes: ('sent' | 'refused')[] = []
    await supervisor.page.getByTestId(`listen-${maiId}`).click()
    await supervisor.page.getByTestId('deed-reason').fill('Nghe khi tổng đài thoại khởi động lại')
    await supervisor.page.getByTestId('deed-do').click()
    await supervisor.page.locator('[data-testid="listening"][data-sound="true"]').waitFor()
    const longest = () => supervisor.page.getByTestId('wall-reports-longestWait').getAttribute('data-value')
    const deedsWritten = async () => (await api.get<PageOf<HallDeed>>('/api/hall/deeds')).total
    // Asterisk writes memberships down up to a second late: of this one it knows nothing when it comes back.
    await move('Chỉ phản ánh trong chốc lát')
    await row('reports').waitFor()
    await move('Trả về hai hàng chờ')
    await row('procedures reports').waitFor()
    const before = await deedsWritten()
    await without('asterisk', async () => {
      await banner('asterisk-away').waitFor()
      await untilStale('live')
      const stood = await longest()
      await move('Chỉ phản ánh')
      await refused()
      await picture('asterisk')
      outcomes = await bothWrite('asterisk')
      expect(outcomes).toEqual(['sent', 'sent'])
      expect(await longest()).toBe(stood)
    })
    await sendAgain(outcomes)
    expect(await deedsWritten()).toBe(before)
    callers.splice(0, 3) // Asterisk knows nothing of them any more
    await supervisor.page.locator('[data-testid="ear-over"][data-end="cut"]').waitFor({ timeout: 60_000 })
    await picture('asterisk-back')
    await supervisor.page.getByTestId('ear-over-close').click()
    await expectEventually(async () => expect((await deeds()).filter(({ kind, endedAt }) => kind === 'listen' && endedAt === null)).toEqual([]))
    for (const number of [TALKING, WAITING]) expect(await api.endedCallOf(number, 40_000)).toMatchObject({ hangupCause: 'restart' })
    await row('procedures reports').waitFor()
    await mai.waitForState('available', 40_000)
    const next = await call(AFTERWARDS, '1')
    expect(await mai.offered(60_000)).toBe(AFTERWARDS)
    await mai.answer()
    await mai.hearsSomebody()
    await boardIsRight()
    await next.hangUp()
    expect(await api.endedCallOf(AFTERWARDS)).toMatchObject({ outcome: 'answered' })
    await onceEach()
  })
})
