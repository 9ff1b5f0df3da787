import type { Page } from 'playwright-core'
import { expectEventually } from '../stack/expect-eventually.js'
import { openBrowser, type OpenedBrowser } from './browser.js'

/** What the browser's softphone measured since the call began (apps/web, softphone-statistics.ts). */
interface SoundFigures {
  /** What this person hears; the energy grows only when sound, not silence, arrives. */
  inbound: { packets: number; audioEnergy: number }
}

/** A tổng đài viên at a desk: a real browser, driven as a person would. */
export class Operator {
  private constructor(
    private readonly browser: OpenedBrowser,
    private readonly address: string,
    /** Of the tone that this person speaks. */
    readonly hertz: number,
  ) {}

  /** Signs in; `prepare`: what the page must find when it is loaded. Who lands at the desk has a softphone that is registered when this resolves. */
  static async signIn(address: string, who: { username: string; password: string; hertz: number; lands?: 'desk' | 'inbox' | 'hall' | 'flows'; realPermissions?: boolean; prepare?: (page: Page) => Promise<unknown> }): Promise<Operator> {
    const operator = new Operator(await openBrowser(who), address, who.hertz)
    try {
      // The browser's echo cancellation and noise suppression take a steady tone for noise.
      await operator.page.addInitScript({ content: "localStorage.setItem('hotline.microphone-processing', 'off')" })
      await who.prepare?.(operator.page)
      await operator.page.goto(`${address}/`)
      await operator.page.getByTestId('sign-in-username').fill(who.username)
      await operator.page.getByTestId('sign-in-password').fill(who.password)
      await operator.page.getByTestId('sign-in-submit').click()
      if (who.lands && who.lands !== 'desk') await operator.page.getByTestId(`nav-${who.lands}`).waitFor()
      else await operator.page.locator('[data-testid="phone-status"][data-status="registered"]').waitFor()
      return operator
    } catch (error) {
      await operator.close()
      throw error
    }
  }

  get page(): Page {
    return this.browser.page
  }

  /** Errors that the page's console showed. */
  get faults(): readonly string[] {
    return this.browser.faults
  }

  async state(): Promise<string | null> {
    return this.page.getByTestId('operator-state').getAttribute('data-state')
  }

  async waitForState(state: string, timeout?: number): Promise<void> {
    await this.waitForOneOf([state], timeout)
  }

  /** Ready for the next caller. With callers in the queue the ring may be here before "available" was ever seen. */
  async goAvailable(): Promise<void> {
    // A talk that just ended may still be on the screen.
    await this.waitForOneOf(['available', 'wrap-up', 'paused', 'offline', 'unreachable'])
    // A wrap-up may be over by itself, and its button gone, before it is clicked.
    await expectEventually(async () => {
      const state = await this.state()
      if (state === 'wrap-up') await this.page.getByTestId('finish-wrap-up').click({ timeout: 5_000 })
      if (state === 'paused' || state === 'offline') await this.page.getByTestId('state-available').click({ timeout: 5_000 })
      await this.waitForOneOf(['available', 'offer', 'talk'], 15_000)
    })
  }

  /** A break, from available. */
  async pause(): Promise<void> {
    await this.page.getByTestId('state-pause').click()
    await this.page.getByTestId('pause-break').click()
    await this.waitForState('paused')
  }

  async goOffline(): Promise<void> {
    if ((await this.state()) === 'offline') return
    await this.page.getByTestId('state-offline').click()
    await this.waitForState('offline')
  }

  /** Waits for the ring. @returns the number on the screen, before the answer */
  async offered(timeout = 60_000): Promise<string> {
    await this.page.locator('[data-testid="answer"]:enabled').waitFor({ timeout })
    return (await this.page.getByTestId('offer-number').getAttribute('data-number')) ?? ''
  }

  async answer(): Promise<void> {
    await this.page.getByTestId('answer').click()
    await this.waitForState('talk')
  }

  async refuse(): Promise<void> {
    await this.page.getByTestId('refuse').click()
  }

  async hangUp(): Promise<void> {
    await this.page.getByTestId('hang-up').click()
  }

  /** Hands the citizen on to the first that a search finds. */
  async transferTo(search: string): Promise<void> {
    await this.page.keyboard.press('Alt+KeyC')
    await this.page.getByTestId('transfer-search').fill(search)
    await this.page.getByTestId('transfer-search').press('Enter')
  }

  /** Asks the first that a search finds, while the citizen is on hold. */
  async ask(search: string): Promise<void> {
    await this.page.keyboard.press('Alt+KeyC')
    await this.page.getByTestId('transfer-search').fill(search)
    await this.page.getByTestId('transfer-search').press('Shift+Enter')
  }

  /** Waits for a consult as the desk shows it. */
  async untilConsult(phase: 'calling' | 'talking' | 'together'): Promise<void> {
    await this.page.locator(`[data-testid="consult"][data-phase="${phase}"]`).waitFor()
  }

  /** Types a number into the palette and calls it. */
  async dial(number: string): Promise<void> {
    await this.page.keyboard.press('Control+KeyK')
    await this.page.getByTestId('palette').fill(number)
    await this.page.locator('[data-testid^="palette-dial"]').click()
  }

  /** How far an own call is. */
  async untilOwnCall(phase: 'calling' | 'ringing' | 'talking'): Promise<void> {
    await this.page.locator(`[data-testid="own-call"][data-phase="${phase}"]`).waitFor()
  }

  async untilNoConsult(): Promise<void> {
    await this.page.getByTestId('consult').waitFor({ state: 'detached' })
  }

  async sound(): Promise<SoundFigures> {
    const figures = await this.page.evaluate(async () => {
      const { hotlineSoftphone } = globalThis as unknown as { hotlineSoftphone?: { statistics(): Promise<SoundFigures | null> } }
      return (await hotlineSoftphone?.statistics()) ?? null
    })
    if (!figures) throw new Error('the softphone has no call')
    return figures
  }

  /** Waits until sound (not only packets) has come from the other side since now. */
  async hearsSomebody(timeout = 60_000): Promise<void> {
    const before = await this.sound()
    await expectEventually(async () => {
      const now = await this.sound()
      const packets = now.inbound.packets - before.inbound.packets
      const energy = now.inbound.audioEnergy - before.inbound.audioEnergy
      if (packets <= 0 || energy <= 0.001) throw new Error(`nobody is heard: ${packets} packets, energy ${energy}`)
    }, timeout)
  }

  /** Callers that the screen shows as waiting. */
  async waiting(): Promise<{ number: string; seconds: number }[]> {
    return this.page.locator('[data-testid^="waiting-"]').evaluateAll((rows) =>
      rows.map((row) => ({ number: row.getAttribute('data-number') ?? '', seconds: Number(row.getAttribute('data-seconds')) })),
    )
  }

  /** Fills in the ticket form and saves it. @returns the ticket's code */
  async writeTicket(ticket: { category: string; description: string; place?: string; tellBy?: string; email?: string }): Promise<string> {
    const category = this.page.getByTestId('ticket-category')
    await category.click()
    await category.fill(ticket.category)
    await category.press('Enter')
    await this.page.getByTestId('ticket-description').fill(ticket.description)
    if (ticket.place) await this.page.getByTestId('ticket-place').fill(ticket.place)
    if (ticket.email) await this.page.getByTestId('ticket-citizen-email').fill(ticket.email)
    if (ticket.tellBy) {
      await this.page.getByTestId('ticket-tell-by').click()
      await this.page.getByRole('option', { name: ticket.tellBy }).click()
    }
    await this.page.getByTestId('ticket-save').click()
    const code = this.page.getByTestId('ticket-code')
    await code.waitFor()
    return (await code.getAttribute('data-code')) ?? ''
  }

  /** An officer takes a ticket on and answers it. */
  async answerTicket(code: string, text: string): Promise<void> {
    await this.page.locator(`[data-testid="inbox-row"][data-code="${code}"]`).click()
    await this.page.getByTestId('deed-accepted').click()
    await this.page.locator('[data-testid="ticket-history-line"][data-deed="accepted"]').waitFor()
    await this.page.getByTestId('answer-text').fill(text)
    await this.page.getByTestId('answer-save').click()
    await this.page.locator('[data-testid="ticket-history-line"][data-deed="answered"]').waitFor()
  }

  private async waitForOneOf(states: readonly string[], timeout = 60_000): Promise<void> {
    await this.page.locator(states.map((state) => `[data-testid="operator-state"][data-state="${state}"]`).join(',')).waitFor({ timeout })
  }

  /** The machine sleeps for at least so long, and until what happens meanwhile has happened. */
  async asleep(milliseconds: number, meanwhile: () => Promise<void>): Promise<void> {
    this.browser.sleep()
    try {
      await Promise.all([meanwhile(), new Promise((resolve) => setTimeout(resolve, milliseconds))])
    } finally {
      this.browser.wake()
    }
  }

  async close(): Promise<void> {
    await this.browser.close()
  }
}
