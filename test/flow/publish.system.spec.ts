import type { FlowDetails, FlowSummary } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Operator } from '../operators/operator.js'
import { Api } from '../stack/api.js'
import { address, dial, kill, password, untilFlowIsServed, untilHealthy } from '../stack/stack.js'

interface Definition {
  prompts: Record<string, { vi: string; en: string }>
  nodes: Record<string, Record<string, unknown>>
}

/** The shipped way of a caller for whom nobody is free. */
const TOO_LONG = ['reports-state', 'reports', 'too-long', 'too-long-queue', 'reports-voicemail']

describe('a flow is published', () => {
  let supervisor: Api
  let admin: Api
  let operator: Operator
  let flow: FlowDetails

  const details = () => admin.get<FlowDetails>(`/api/flows/${flow.id}`)
  const send = async (method: string, path: string, body: object): Promise<FlowDetails> => {
    const response = await admin.request(method, `/api/flows/${flow.id}/${path}`, body)
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as FlowDetails
  }

  beforeAll(async () => {
    supervisor = await Api.signIn(address, 'supervisor', password)
    admin = await Api.signIn(address, 'admin', password)
    const [first] = await admin.get<FlowSummary[]>('/api/flows')
    flow = await admin.get<FlowDetails>(`/api/flows/${first?.id}`)
    operator = await Operator.signIn(address, { username: 'operator1', password, hertz: 1000 })
    await operator.goAvailable()
    await operator.pause()
  })
  afterAll(async () => {
    // The shipped flow again, for whoever comes after.
    if ((await details()).published?.version !== 1) await send('POST', 'roll-back', { version: 1, note: 'test' })
    await operator?.goOffline()
    await operator?.close()
  })

  it('and the next call has it, while a call under way keeps the version it began with', async () => {
    const before = await dial('0901000901')
    await before.answered()
    await before.press('*')
    await before.hearsAnything()

    const definition = structuredClone(flow.definition) as unknown as Definition
    definition.prompts['sorry'] = { vi: 'Rất tiếc, chưa có tổng đài viên. Xin Quý khách gọi lại sau.', en: 'Sorry, nobody is free. Please call again.' }
    Object.assign(definition.nodes['reports'] as object, { limit: 6, tooLong: 'sorry', nobody: 'sorry' })
    definition.nodes['sorry'] = { kind: 'say', prompts: ['sorry'], next: 'goodbye' }
    await send('PUT', 'draft', { revision: null, definition })
    const published = await send('POST', 'publish', { revision: (await details()).draft?.revision, note: 'Chờ phản ánh tối đa 6 giây' })
    expect(published.published?.version).toBeGreaterThan(flow.published?.version ?? 0)
    await untilFlowIsServed()

    const after = await dial('0901000902')
    await after.answered()
    await after.press('2')
    await after.ended() // nobody answers: the flow says sorry and goodbye
    expect((await supervisor.endedCallOf('0901000902')).flowPath).toEqual(['callers', 'welcome', 'main-menu', 'reports-state', 'reports', 'sorry', 'goodbye'])

    // The older call survives even the end of the process that read its version.
    await kill('ivr')
    await untilHealthy()
    await before.hearsAnything()
    await before.press('2')
    await before.afterBeep(100_000) // its version offers a call-back when the queue's limit is over, and then the voicemail
    await before.hangUp()
    expect((await supervisor.endedCallOf('0901000901')).flowPath).toEqual(['callers', 'welcome', 'main-menu', ...TOO_LONG])
  })

  it('and rolled back within seconds', async () => {
    await send('POST', 'roll-back', { version: 1, note: 'Như cũ' })
    await untilFlowIsServed()
    const caller = await dial('0901000903')
    await caller.answered()
    await caller.press('2')
    await caller.afterBeep(100_000)
    await caller.hangUp()
    expect(await supervisor.endedCallOf('0901000903')).toMatchObject({ flowPath: ['callers', 'welcome', 'main-menu', ...TOO_LONG], queue: 'reports' })
  })
})
