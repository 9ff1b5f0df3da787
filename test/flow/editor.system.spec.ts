import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Call, FlowDetails, FlowSummary, NamedOpeningHours } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'
import { openBrowser, type OpenedBrowser } from '../operators/browser.js'
import { writeToneFile } from '../operators/tone-file.js'
import { Api } from '../stack/api.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, dial, password, untilFlowIsServed } from '../stack/stack.js'

/** What an administrator who has never seen code does, in order, in the browser; and what a citizen hears of it. */
describe('an administrator changes what callers hear', () => {
  let browser: OpenedBrowser
  let page: Page
  let admin: Api
  let flow: FlowDetails
  let folder: string

  const choose = async (testId: string, text: string) => {
    await page.getByTestId(testId).click()
    await page.getByTestId(testId).fill(text)
    await page.getByRole('option', { name: text }).first().click()
  }
  const details = async () => (flow = await admin.get<FlowDetails>(`/api/flows/${flow.id}`))
  const endedPath = async (number: string): Promise<Call> => admin.endedCallOf(number)

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'editor-'))
    admin = await Api.signIn(address, 'admin', password)
    const [first] = await admin.get<FlowSummary[]>('/api/flows')
    flow = await admin.get<FlowDetails>(`/api/flows/${first?.id}`)
    browser = await openBrowser({ hertz: 500 })
    page = browser.page
    page.setDefaultTimeout(20_000)
    await page.goto(`${address}/sign-in`)
    await page.getByTestId('sign-in-username').fill('admin')
    await page.getByTestId('sign-in-password').fill(password)
    await page.getByTestId('sign-in-submit').click()
    await page.getByTestId('nav-flows').click()
    await page.getByTestId('flow-editor').waitFor()
  })
  afterAll(async () => {
    if ((await details()).published?.version !== 1) await admin.request('POST', `/api/flows/${flow.id}/roll-back`, { version: 1, note: 'test' })
    await browser?.close()
    await rm(folder, { recursive: true, force: true })
  })

  /** By the keyboard, wherever on the drawing it stands. */
  const goTo = async (node: string) => {
    await page.locator(`.react-flow__node[data-id="${node}"]`).focus()
    await page.keyboard.press('Enter')
    await page.locator(`[data-testid="node-panel"][data-node="${node}"]`).waitFor()
  }

  it('builds a new way, is refused while something is missing, tries it, publishes it, and a caller goes it', async () => {
    await page.getByTestId('flow-add').click()
    await page.getByTestId('flow-add-say').click()
    await page.getByTestId('node-title').fill('Giờ làm việc của bộ phận một cửa')
    await page.getByTestId('node-title').press('Enter')
    const name = (await page.getByTestId('node-panel').getAttribute('data-node')) ?? ''
    await page.getByTestId('prompt-text-vi').first().fill('Bộ phận một cửa làm việc từ bảy giờ đến mười bảy giờ.')
    await page.getByTestId('prompt-text-en').first().fill('The one-stop office is open from seven to five.')

    // A person's voice instead of the machine's: a file in Vietnamese, the own microphone in English.
    const voice = join(folder, 'voice.wav')
    writeToneFile(voice, 620)
    await page.getByTestId('recording-file-vi').setInputFiles(voice)
    await page.locator('[data-testid="recording-vi"][data-recorded="true"]').waitFor()
    await page.getByTestId('recording-speak-en').click()
    await page.locator('[data-testid="recording-speak-en"][data-state="recording"]').waitFor()
    await page.waitForTimeout(2_000) // speaks
    await page.getByTestId('recording-speak-en').click()
    await page.locator('[data-testid="recording-en"][data-recorded="true"]').waitFor()

    // Nothing leads there yet, and it leads nowhere: both are said, and publishing is refused.
    await page.getByTestId('flow-publish').click()
    await page.getByTestId('publish-dialog').waitFor()
    expect(await page.getByTestId('publish-confirm').count()).toBe(0)
    expect(await page.getByTestId('publish-dialog').getByTestId('finding').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-code')))).toEqual(expect.arrayContaining(['unknown-node', 'unreachable-node']))
    await page.keyboard.press('Escape')
    await page.getByTestId('publish-dialog').waitFor({ state: 'detached' })

    await choose('exit-target-next', 'Lời tạm biệt')
    await goTo('main-menu')
    await page.getByTestId('exit-add').click()
    const key = '4'
    await choose(`exit-target-${key}`, 'Giờ làm việc của bộ phận')
    await expectEventually(async () => expect(await page.getByTestId('flow-editor').getAttribute('data-faults')).toBe('0'))

    await page.getByTestId('side-try').click()
    await page.getByTestId('try-begin').click()
    await page.getByTestId(`try-key-${key}`).click()
    await expectEventually(async () => expect(await page.getByTestId('try-said').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-node')))).toContain(name))

    await page.getByTestId('flow-publish').click()
    await page.getByTestId('publish-note').fill('Thêm giờ làm việc')
    const before = flow.published?.version ?? 0
    await page.getByTestId('publish-confirm').click()
    await expectEventually(async () => expect((await details()).published?.version).toBeGreaterThan(before), 60_000)
    await untilFlowIsServed()
    const caller = await dial('0901000981')
    await caller.answered()
    await caller.press(key)
    await caller.hears({ frequency: 620 })
    await caller.ended()
    expect((await endedPath('0901000981')).flowPath).toEqual(['callers', 'welcome', 'main-menu', name, 'goodbye'])
    const english = await dial('0901000983')
    await english.answered()
    await english.press('9')
    await english.hearsAnything()
    await english.press(key)
    await english.hears({ frequency: 500 })
    await english.hangUp()

    // How it went is drawn on the flow.
    await page.getByTestId('side-figures').click()
    await expectEventually(async () => expect(Number(await page.getByTestId(`flow-figures-${name}`).getAttribute('data-came'))).toBeGreaterThanOrEqual(1), 40_000)
  })

  it('hears in a call of its own what is on the screen and not saved, and the call counts nowhere', async () => {
    await endedPath('0901000983') // all calls before are in the log
    const { total } = await admin.get<{ total: number }>('/api/calls')
    const trial = (view: string) => page.locator(`[data-testid="trial"][data-view="${view}"]`)
    const press = async (key: string) => {
      await page.getByTestId('trial-call').click()
      await trial('in-call').waitFor()
      await expectEventually(async () => {
        const heard = await page.evaluate(() => (globalThis as unknown as { hotlineSoftphone: { statistics(): Promise<{ inbound: { audioEnergy: number } }> } }).hotlineSoftphone.statistics())
        expect(heard.inbound.audioEnergy).toBeGreaterThan(0.005)
      })
      await page.getByTestId(`trial-key-${key}`).click()
    }
    await page.getByTestId('side-node').click()
    await goTo('main-menu')
    await page.getByTestId('exit-add').click()
    await choose('exit-target-5', 'Lời tạm biệt')
    await page.getByTestId('side-try').click()
    await press('5') // goodbye, and the flow hangs up: no caller has that key
    await trial('over').waitFor()
    await press('0') // to the operators, where a trial ends
    await trial('over').waitFor()
    await press('#')
    await page.getByTestId('side-node').click() // one may look around meanwhile
    await page.getByTestId('side-try').click()
    await page.getByTestId('trial-hang-up').click()
    await trial('over').waitFor()
    expect((await admin.get<{ total: number }>('/api/calls')).total).toBe(total)
    await page.getByTestId('side-node').click()
    while ((await page.getByTestId('exit-target-5').count()) > 0) await page.getByTestId('flow-undo').click()
    expect((await details()).draft).toBeNull()
  })

  it('rolls back, and the next caller hears what was there before', async () => {
    await page.getByTestId('flow-versions').click()
    await page.locator('[data-testid="version-row"][data-version="1"]').getByTestId('version-roll-back').click()
    await page.getByTestId('roll-back-note').fill('Nhầm')
    const before = flow.published?.version ?? 0
    await page.getByTestId('roll-back-confirm').click()
    await expectEventually(async () => expect((await details()).published?.version).toBeGreaterThan(before), 60_000)
    await untilFlowIsServed()
    const caller = await dial('0901000982')
    await caller.answered()
    await caller.press('*')
    await caller.hearsAnything()
    await caller.press('4') // no key of that menu any more
    await caller.hearsAnything()
    await caller.hangUp()
    expect((await endedPath('0901000982')).flowPath).toEqual(['callers', 'welcome', 'main-menu'])
  })

  it('closes the hotline for a day on the screen of opening hours', async () => {
    await page.getByTestId('nav-opening-hours').click()
    await page.getByTestId('hours-tab-office').click()
    await page.getByTestId('closure-add').click()
    const day = await page.getByTestId('closure-0').getByRole('button').first().textContent()
    expect(day).toMatch(/^\d{2}\/\d{2}\/\d{4}$/)
    await expectEventually(async () => expect(await page.getByTestId('hours-preview').locator('[data-state="holiday"]').count()).toBeGreaterThan(0))
    await page.getByTestId('hours-save').click()
    await expectEventually(async () => expect((await admin.get<NamedOpeningHours[]>('/api/opening-hours'))[0]?.definition.closures).toHaveLength(1))
    // Whether anybody is signed in is asked before anybody is.
    expect(browser.faults.filter((fault) => !fault.includes('401'))).toEqual([])
  })
})
