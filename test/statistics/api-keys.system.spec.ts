import { AxeBuilder } from '@axe-core/playwright'
import type { LedgerBook } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Operator } from '../operators/operator.js'
import { Api } from '../stack/api.js'
import { address, password } from '../stack/stack.js'

const PERIOD = 'from=2026-11-01&to=2026-11-26'

describe('another system', () => {
  let admin: Operator

  beforeAll(async () => {
    admin = await Operator.signIn(address, { username: 'admin', password, hertz: 600, lands: 'flows' })
  })
  afterAll(async () => {
    await admin?.close()
  })

  const shot = async (name: string) => {
    if (process.env['SCREENSHOTS']) await admin.page.screenshot({ path: `${process.env['SCREENSHOTS']}/${name}.png`, fullPage: true })
  }
  const language = (name: string) => admin.page.getByTestId('language').getByText(name, { exact: true }).click()
  const ledger = (key: string) => fetch(`${address}/api/v1/ledger?${PERIOD}`, { headers: { authorization: `Bearer ${key}` } })

  it('reads the ledger with a key that an administrator makes on the screen, the same as the screen’s; and no longer when it is revoked', async () => {
    const { page } = admin
    await page.goto(`${address}/directory`)
    await page.getByTestId('tab-api-keys').click()
    await page.getByTestId('api-key-new').click()
    await page.getByTestId('api-key-name').fill('Trung tâm điều hành thông minh')
    await page.getByTestId('api-right-ledger').check()
    await page.getByTestId('api-right-reports.waits').check()
    await shot('api-key-form-vi')
    await page.getByTestId('api-key-save').click()
    const key = (await page.getByTestId('api-key').textContent()) ?? ''
    expect(key).toMatch(/^hl1022_/)
    await shot('api-keys-vi')
    await language('EN')
    await shot('api-keys-en')
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)).toEqual([])
    await language('VI')

    const answer = await ledger(key)
    expect([answer.status, answer.headers.get('ratelimit-limit'), answer.headers.get('ratelimit-remaining')]).toEqual([200, '60', '59'])
    const manager = await Api.signIn(address, 'manager', password)
    expect(((await answer.json()) as LedgerBook).days).toEqual((await manager.get<LedgerBook>(`/api/ledger?${PERIOD}`)).days)

    await page.getByTestId('api-key-row').first().getByTestId('api-key-revoke').click()
    await page.getByTestId('api-key-revoke-yes').click()
    await page.locator('[data-testid="api-key-row"][data-revoked="true"]').first().waitFor()
    expect((await ledger(key)).status).toBe(401)

    await page.goto(`${address}/api/v1/docs`)
    await page.getByText('/api/v1/reports/{name}').waitFor()
    await shot('api-docs')
  })
})
