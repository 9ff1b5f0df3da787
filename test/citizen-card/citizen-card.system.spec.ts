import { randomUUID } from 'node:crypto'
import type { Category, CitizenCard, Ticket } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Operator } from '../operators/operator.js'
import { Api } from '../stack/api.js'
import { address, dial, password } from '../stack/stack.js'

const NUMBER = '0901000481'
const WHO = { username: 'operator1', password, hertz: 1000 }

describe('the citizen’s card at the desk', () => {
  let api: Api
  let desk: Operator
  let ticket: Ticket

  const post = async <T>(path: string, body: object): Promise<T> => {
    const response = await api.request('POST', path, body)
    if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }

  beforeAll(async () => {
    api = await Api.signIn(address, 'operator1', password)
    const categories = await api.get<Category[]>('/api/categories')
    ticket = await post<Ticket>('/api/tickets', { requestId: randomUUID(), categoryId: categories.find(({ code }) => code === 'ho-tich')?.id, description: 'Xin cấp lại giấy khai sinh cho cháu.', citizenName: 'Trần Thị Ngọc Lan', citizenNumber: `+84${NUMBER.slice(1)}` })
    const caller = { callId: '1763895165.1', number: NUMBER }
    const card = await post<CitizenCard>('/api/citizens/card', caller)
    await post('/api/citizens/deeds', { ...caller, deed: { deed: 'note', citizenId: card.citizens[0]?.id, text: 'Nghe kém, xin nói chậm.' } })
    desk = await Operator.signIn(address, WHO)
  })
  afterAll(async () => {
    await desk?.close()
  })

  it('shows who calls, tickets and notes before the answer; a second person on the number is added; a killed browser loses no word', async () => {
    await desk.goAvailable()
    const caller = await dial(NUMBER)
    await caller.answered()
    await caller.press('1')
    await desk.offered()
    // Masked until the talk: nobody knows yet who will answer.
    await desk.page.getByTestId('citizen').filter({ hasText: 'Trần T•• N•• L••' }).waitFor()
    await desk.page.locator('[data-testid="history-ticket"]').filter({ hasText: 'Xin cấp lại giấy khai sinh' }).waitFor()
    await desk.page.getByTestId('citizen-note').filter({ hasText: 'Nghe kém' }).waitFor()
    expect(ticket.citizenName).toBe('Trần Thị Ngọc Lan')

    await desk.answer()
    await desk.page.getByTestId('citizen').filter({ hasText: 'Trần Thị Ngọc Lan' }).waitFor()
    await desk.page.getByTestId('citizen-add').click()
    await desk.page.getByTestId('citizen-name').fill('Trần Văn Tý')
    await desk.page.getByTestId('citizen-name').press('Enter')
    await desk.page.locator('[data-testid="citizen"][aria-pressed="true"]').filter({ hasText: 'Trần Văn Tý' }).waitFor()
    expect(await desk.page.getByTestId('citizen').count()).toBe(2)
    // The other one's ticket is not his.
    expect(await desk.page.getByTestId('history-ticket').count()).toBe(0)

    await desk.page.getByTestId('ticket-description').fill('Cột điện nghiêng trước trường học')
    await desk.page.locator('[data-testid="draft-kept"][data-where="server"]').waitFor()
    if (process.env['SCREENSHOTS']) await desk.page.screenshot({ path: `${process.env['SCREENSHOTS']}/citizen-card.png` })
    await caller.hangUp()
    await desk.close()
    // Another profile: nothing is left of the first browser.
    desk = await Operator.signIn(address, WHO)
    await desk.page.getByTestId('unsaved-draft').first().click()
    expect(await desk.page.getByTestId('ticket-description').inputValue()).toBe('Cột điện nghiêng trước trường học')
    // A browser that has never been here asks who is signed in, and is told: nobody.
    expect(desk.faults.filter((fault) => !fault.includes('401'))).toEqual([])
  })
})
