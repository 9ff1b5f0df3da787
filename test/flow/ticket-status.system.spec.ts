import { randomUUID } from 'node:crypto'
import type { Category, Ticket } from '@app/contracts'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { Api } from '../stack/api.js'
import { address, dial, password } from '../stack/stack.js'

describe('the state of a ticket, by phone', () => {
  let supervisor: Api
  let code: string

  beforeAll(async () => {
    supervisor = await Api.signIn(address, 'supervisor', password)
    const [category] = await supervisor.get<Category[]>('/api/categories')
    const response = await supervisor.request('POST', '/api/tickets', { requestId: randomUUID(), categoryId: category?.id, description: 'Nước đọng trước cổng trường.', citizenNumber: '0901000801' })
    code = ((await response.json()) as Ticket).code
  })

  it('is told to who keys in the code, and a person is one key away', async () => {
    const caller = await dial('0901000801')
    await caller.answered()
    await caller.press('3')
    await caller.hearsAnything()
    await caller.press('1')
    await caller.hearsAnything()
    for (const digit of code) await caller.press(digit)
    await caller.hearsAnything()
    await caller.afterSilence() // the state was told, and what can be done now
    await caller.press('0')
    await caller.afterBeep()
    await caller.hangUp()
    const call = await supervisor.endedCallOf('0901000801')
    expect(call.flowPath).toEqual(['callers', 'welcome', 'main-menu', 'services', 'key-in-code', 'ticket-status', 'ticket-in-progress', 'after-status', 'operator'])
  })

  it('is not told for a wrong code: it is noticed at once, and the third leads to a person', async () => {
    const wrong = code.slice(0, 8) + String((Number(code[8]) + 1) % 10)
    const caller = await dial('0901000802')
    await caller.answered()
    await caller.press('3')
    await caller.hearsAnything()
    await caller.press('1')
    for (let i = 0; i < 3; i++) {
      await caller.hearsAnything()
      for (const digit of wrong) await caller.press(digit)
    }
    await caller.afterBeep()
    await caller.hangUp()
    expect((await supervisor.endedCallOf('0901000802')).flowPath).toEqual(['callers', 'welcome', 'main-menu', 'services', 'key-in-code', 'operator'])
  })

  it('of a code that nobody has is unknown, in English too', async () => {
    const nobodys = code === '100000006' ? '200000005' : '100000006'
    const caller = await dial('0901000803')
    await caller.answered()
    await caller.press('9')
    await caller.hearsAnything()
    await caller.press('3')
    await caller.hearsAnything()
    await caller.press('1')
    await caller.hearsAnything()
    for (const digit of nobodys) await caller.press(digit)
    await caller.hearsAnything()
    await caller.afterSilence()
    await caller.hangUp()
    const call = await supervisor.endedCallOf('0901000803')
    expect(call).toMatchObject({ language: 'en', outcome: 'self-served' })
    expect(call.flowPath).toEqual(['callers', 'welcome', 'main-menu', 'english', 'main-menu', 'services', 'key-in-code', 'ticket-status', 'ticket-unknown', 'after-status'])
  })
})
