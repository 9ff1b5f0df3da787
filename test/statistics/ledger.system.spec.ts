import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { LedgerBook } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createConnection, type Connection } from 'mysql2/promise'
import { Operator } from '../operators/operator.js'
import { Api } from '../stack/api.js'
import { address, databaseUrl, dial, password, queueLogFile, untilWaiting } from '../stack/stack.js'

const ANSWERED = '0901035001'
const GAVE_UP = '0901035002'
const SELF_SERVED = '0901035003'
const MAIN = join(import.meta.dirname, '../../dist/apps/ticketing/src/ledger/compare-ledger.main.js')
const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(Date.now())

/** `npm run ledger` without what it builds first. */
async function ledger(): Promise<{ status: number; text: string }> {
  const env = { ...process.env, DATABASE_URL: databaseUrl, QUEUE_LOG_FILE: queueLogFile }
  return promisify(execFile)(process.execPath, [MAIN, '--from', today(), '--to', today()], { env }).then(
    ({ stdout }) => ({ status: 0, text: stdout }),
    (error: { code: number; stdout: string; stderr: string }) => ({ status: error.code, text: error.stdout + error.stderr }),
  )
}

describe('the ledger of calls on a real Asterisk', () => {
  let api: Api
  let operator: Operator
  let supervisor: Operator
  let database: Connection

  beforeAll(async () => {
    database = await createConnection(databaseUrl)
    api = await Api.signIn(address, 'supervisor', password)
    operator = await Operator.signIn(address, { username: 'operator1', password, hertz: 1000 })
  })
  afterAll(async () => {
    await operator?.close()
    await supervisor?.close()
    await database?.end()
  })

  const shot = async (name: string) => {
    if (process.env['SCREENSHOTS']) await supervisor.page.screenshot({ path: `${process.env['SCREENSHOTS']}/${name}.png` })
  }
  const language = (name: string) => supervisor.page.getByTestId('language').getByText(name, { exact: true }).click()
  const finished = () => supervisor.page.locator('[data-testid="ledger-run"][data-finished="true"]')

  it('holds, and is what Asterisk itself wrote', async () => {
    const before = (await api.get<LedgerBook>(`/api/ledger?from=${today()}&to=${today()}`)).total
    await operator.goAvailable()
    const talker = await dial(ANSWERED)
    await talker.answered()
    await talker.press('1')
    await operator.offered()
    await operator.answer()
    await operator.hearsSomebody()
    await talker.hangUp()
    await operator.waitForState('wrap-up')
    await operator.goAvailable()
    await operator.pause()
    const waiter = await dial(GAVE_UP)
    await waiter.answered()
    await waiter.press('1')
    await untilWaiting(operator, GAVE_UP, 0)
    await waiter.hangUp()
    const listener = await dial(SELF_SERVED)
    await listener.answered()
    await listener.hearsAnything()
    await listener.hangUp()
    for (const number of [ANSWERED, GAVE_UP, SELF_SERVED]) await api.endedCallOf(number)

    const { total, holds } = await api.get<LedgerBook>(`/api/ledger?from=${today()}&to=${today()}`)
    expect(holds).toBe(true)
    expect([total.offered - before.offered, total.answered - before.answered, total.selfServed - before.selfServed]).toEqual([2, 1, 1])
    expect(total.abandoned + total.shortAbandoned - before.abandoned - before.shortAbandoned).toBe(1)
    const { status, text } = await ledger()
    expect(text).toContain('✓ Every call is as Asterisk wrote it.')
    expect(status).toBe(0)
  })

  it('names a row that somebody changed, and rings until a person has noted it', async () => {
    supervisor = await Operator.signIn(address, { username: 'supervisor', password, hertz: 1700, lands: 'hall' })
    const { page } = supervisor
    const { id } = await api.endedCallOf(ANSWERED)
    await database.query('UPDATE calls SET outcome = ?, wait_seconds = wait_seconds + 100 WHERE id = ?', ['voicemail', id])
    const { status, text } = await ledger()
    expect(status).toBe(1)
    expect(text).toContain(`${id}  `)
    expect(text).toContain('outcome voicemail ≠ answered')

    await page.goto(`${address}/ledger`)
    await page.getByTestId('ledger-compare').click()
    const named = page.locator(`[data-testid="ledger-difference"][data-call="${id}"]`)
    await named.waitFor()
    expect(await named.getAttribute('data-kind')).toBe('differs')
    await page.getByTestId('ledger-alarm').waitFor()
    await shot('ledger-alarm-vi')
    await language('EN')
    await shot('ledger-alarm-en')
    await language('VI')
    await page.getByTestId('ledger-note').fill('Thử nghiệm: sửa tay trong cơ sở dữ liệu.')
    await page.getByTestId('ledger-note-save').click()
    await page.getByTestId('ledger-alarm').waitFor({ state: 'detached' })
    await page.getByTestId('ledger-noted').waitFor()

    // Mended, it is equal again.
    await database.query('UPDATE calls SET outcome = ?, wait_seconds = wait_seconds - 100 WHERE id = ?', ['answered', id])
    const runs = await finished().count()
    await page.getByTestId('ledger-compare').click()
    await finished().nth(runs).waitFor()
    expect(await finished().first().getAttribute('data-differences')).toBe('0')
    await shot('ledger-vi')
  })
})
