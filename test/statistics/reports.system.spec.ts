import { AxeBuilder } from '@axe-core/playwright'
import { REPORTS, type Board, type Report } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createConnection } from 'mysql2/promise'
import { Operator } from '../operators/operator.js'
import { Api } from '../stack/api.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, databaseUrl, password } from '../stack/stack.js'

const DAY_MS = 86_400_000
/** Days that no other test has calls of. */
const dayAt = (daysAgo: number) => new Date(Date.now() - daysAgo * DAY_MS + 7 * 3_600_000).toISOString().slice(0, 10)
const [from, to] = [dayAt(41), dayAt(40)]
const ANSWERED = 9
const ABANDONED = 3
const SELF_SERVED = 2
const NUMBER = '09010360'

/** Calls as the journal's keeper would have left them. */
async function makeCalls(): Promise<void> {
  const connection = await createConnection({ uri: databaseUrl, timezone: 'Z' })
  const one = (n: number, outcome: string, wait: number | null, talk: number | null) => {
    const arrivedAt = new Date(Date.parse(`${n % 2 === 0 ? from : to}T01:00:00Z`) + n * 17 * 60_000)
    const number = `${NUMBER}${10 + n}`
    const entered = wait === null ? null : new Date(arrivedAt.getTime() + 8_000)
    const left = entered && wait !== null ? new Date(entered.getTime() + wait * 1000) : null
    return [`${Math.floor(arrivedAt.getTime() / 1000)}.${n}`, number, number, '1022', 'trunk', 'vi', '[]', arrivedAt, wait === null ? null : 'reports', entered, left, outcome === 'abandoned' ? 'abandoned' : null, outcome === 'answered', outcome === 'answered' ? left : null, 1, wait, talk, new Date(arrivedAt.getTime() + 240_000), outcome, '0-0']
  }
  const calls = [...Array.from({ length: ANSWERED }, (_, n) => one(n, 'answered', 4 + n * 6, 60 + n * 10)), ...Array.from({ length: ABANDONED }, (_, n) => one(20 + n, 'abandoned', 12 + n * 30, null)), ...Array.from({ length: SELF_SERVED }, (_, n) => one(30 + n, 'self-served', null, null))]
  await connection.query('INSERT INTO calls (id, number, number_key, dialled, source, language, flow_path, arrived_at, queue, entered_queue_at, left_queue_at, left_queue_how, answered, answered_at, offers, wait_seconds, talk_seconds, ended_at, outcome, last_fact_id) VALUES ?', [calls])
  await connection.end()
}

describe('the reports', () => {
  let api: Api
  let manager: Operator
  /** Faults before signing in are the browser's own 401. */
  let faultsBefore = 0

  const open = async (path: string) => {
    await manager.page.goto(`${address}${path}`)
    await manager.page.locator('[data-testid="report-body"][data-loaded="true"]').waitFor()
  }
  const serious = async (where: string) => {
    const { violations } = await new AxeBuilder({ page: manager.page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.map(({ html }) => `${where}: ${id}: ${html.slice(0, 160)}`))
  }

  beforeAll(async () => {
    await makeCalls()
    api = await Api.signIn(address, 'manager', password)
    await expectEventually(async () => {
      const { periods } = await api.get<Report>(`/api/reports/volume?from=${from}&to=${to}`)
      const arrived = periods[0]?.tables[0]?.total?.cells['arrived']
      if (arrived !== ANSWERED + ABANDONED + SELF_SERVED) throw new Error(`${arrived} calls are counted`)
    })
    manager = await Operator.signIn(address, { username: 'manager', password, hertz: 600, lands: 'hall' })
    faultsBefore = manager.faults.length
  })
  afterAll(() => manager?.close())

  it.each(['vi', 'en'] as const)('are all shown in %s, with nothing that keeps somebody out and no fault', async (language) => {
    const { page } = manager
    await page.evaluate(`localStorage.setItem('hotline.language', '${language}')`)
    const found: string[] = []
    for (const name of REPORTS) {
      await open(`/reports/${name}?from=${from}&to=${to}&compare=before`)
      if ((await page.getByRole('alert').count()) > 0) found.push(`${name}: ${await page.getByRole('alert').first().innerText()}`)
      if (language === 'vi') found.push(...(await serious(name)))
      const over = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
      if (over > 0) found.push(`${name}: ${over} px wider than the screen`)
    }
    expect(found).toEqual([])
    expect(manager.faults.slice(faultsBefore)).toEqual([])
  })

  it('open each figure down to as many calls as it says, and each call from there', async () => {
    const { page } = manager
    await open(`/reports/volume?from=${from}&to=${to}`)
    for (const [column, count] of [['answered', ANSWERED], ['abandoned', ABANDONED], ['selfServed', SELF_SERVED]] as const) {
      const figure = page.getByTestId('total-by-time').getByTestId(`figure-${column}`)
      expect([column, await figure.getAttribute('data-value')]).toEqual([column, String(count)])
      await figure.press('Enter')
      await page.locator(`[data-testid="behind"][data-total="${count}"]`).waitFor()
      expect(await page.getByTestId('behind-row').count()).toBe(count)
      await page.getByTestId('behind-back').click()
      await page.locator('[data-testid="report-body"][data-loaded="true"]').waitFor()
    }
    await page.getByTestId('total-by-time').getByTestId('figure-abandoned').click()
    await page.getByTestId('behind-row').first().press('Enter')
    await page.getByTestId('call-detail').waitFor()
  })

  it('say beside a figure what it means, and in one place what all mean', async () => {
    const { page } = manager
    await open(`/reports/service-level?from=${from}&to=${to}&within=30`)
    await page.getByTestId('defined-serviceLevel').first().focus()
    await page.getByTestId('definition').waitFor()
    await page.goto(`${address}/reports/definitions`)
    await page.getByTestId('definition-card').first().waitFor()
    expect(await page.getByTestId('definition-card').count()).toBeGreaterThan(10)
    expect(await serious('definitions')).toEqual([])
  })

  it('make a letter of the month', async () => {
    const { page } = manager
    await page.goto(`${address}/reports/monthly?month=${from.slice(0, 7)}`)
    await page.getByTestId('letter').waitFor()
    await page.getByTestId('report-chart').first().waitFor()
    expect(await serious('monthly')).toEqual([])
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000)
  })

  it('stand on a board that a manager arranges and shares', async () => {
    const { page } = manager
    await page.goto(`${address}/boards`)
    await page.getByTestId('board-new').click()
    await page.getByTestId('board-name').fill('Giao ban sáng')
    for (const shows of ['chart', 'total'] as const) {
      await page.getByTestId('board-add').click()
      const dialog = page.getByTestId('tile-dialog')
      await dialog.locator('[data-testid="tile-keep"]:enabled').waitFor()
      if (shows === 'total') await dialog.getByTestId('tile-shows').locator('label').last().click()
      await dialog.getByTestId('tile-keep').click()
      await dialog.waitFor({ state: 'hidden' })
    }
    // The focus goes along with the tile, to what may still be done with it.
    await page.getByTestId('tile-earlier').last().press('Enter')
    expect(await page.evaluate("document.activeElement.dataset.testid + ' of ' + document.activeElement.closest('[data-testid=tile]').dataset.shows")).toBe('tile-later of total')
    await page.getByTestId('board-shared').check({ force: true })
    await page.getByTestId('board-save').click()
    await page.getByTestId('board-edit').waitFor()
    expect(await page.getByTestId('tile').evaluateAll((tiles: { getAttribute(name: string): string | null }[]) => tiles.map((tile) => tile.getAttribute('data-shows')))).toEqual(['total', 'chart'])
    expect(await serious('board')).toEqual([])
    const seen = await (await Api.signIn(address, 'supervisor', password)).get<Board[]>('/api/boards')
    expect(seen.find(({ name }) => name === 'Giao ban sáng')).toMatchObject({ own: false, shared: true, tiles: [{ shows: 'total' }, { shows: 'chart' }] })
    expect(manager.faults.slice(faultsBefore)).toEqual([])
  })

  it('lose a board only when that is meant', async () => {
    const { page } = manager
    for (const answer of ['no', 'yes']) {
      await page.getByTestId('board-more').click()
      await page.getByTestId('board-drop').click()
      await page.getByTestId(`board-drop-${answer}`).click()
      await page.getByTestId('board-drop-yes').waitFor({ state: 'hidden' })
      expect(await api.get<Board[]>('/api/boards')).toHaveLength(answer === 'yes' ? 0 : 1)
    }
  })

  it('go out as a file, or say on the page why not', async () => {
    const { page } = manager
    await open(`/reports/volume?from=${from}&to=${to}`)
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByTestId('report-export').click().then(() => page.getByTestId('report-export-xlsx').click())])
    expect(file.suggestedFilename()).toBe(`1022-volume-${from}-${to}.xlsx`)
    // More days than a report takes.
    await page.goto(`${address}/reports/volume?from=2001-01-01&to=${to}`)
    await page.getByTestId('report-export').click()
    await page.getByTestId('report-export-csv').click()
    await page.getByTestId('download-failure').waitFor()
  })
})
