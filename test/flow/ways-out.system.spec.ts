import { createServer, type Server } from 'node:http'
import type { FlowDetails, FlowSummary } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CalledCitizen } from '../callers/called-citizen.js'
import { Operator } from '../operators/operator.js'
import { Api } from '../stack/api.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, dial, outside, password, trunkContact, untilFlowIsServed, untilWaiting } from '../stack/stack.js'

const say = (prompt: string, next: string) => ({ kind: 'say', prompts: [prompt], next })
const bye = { kind: 'hang-up', prompts: ['bye'] }

/** Every way out of a flow on one menu; each ends at a node of its own, so that a call's path tells which way it went. */
const definition = {
  name: 'ways out',
  start: 'lists',
  main: 'menu',
  prompts: { menu: { vi: 'Xin bấm phím.', en: 'Press a key.' }, bye: { vi: 'Xin chào.', en: 'Goodbye.' }, again: { vi: 'Mở cửa lại', en: 'We open again' } },
  nodes: {
    lists: { kind: 'branch', on: 'callerList', cases: [{ begins: 'nuisance', next: 'listed' }], otherwise: 'notice' },
    listed: bye,
    notice: { kind: 'notice', next: 'menu' },
    menu: { kind: 'menu', prompts: ['menu'], timeout: 8, noDigit: [], wrongDigit: [], choices: { 1: 'hours', 2: 'transfer', 3: 'ask', 4: 'read', 5: 'queue', 6: 'day-off', 7: 'counter', 8: 'alarm', 9: 'english' }, misses: 2, onMisses: 'silent' },
    silent: bye,
    english: { kind: 'language', language: 'en', next: 'menu' },
    hours: { kind: 'hours', hours: 'never', open: 'open', closed: 'closed', holiday: 'holiday' },
    'day-off': { kind: 'hours', hours: 'moved', open: 'open', closed: 'closed', holiday: 'holiday' },
    open: bye,
    closed: { kind: 'say', prompts: ['again', { value: 'opensDate', as: 'date' }], next: 'closed-bye' },
    'closed-bye': bye,
    holiday: bye,
    transfer: { kind: 'transfer', number: '0277385', timeout: 10, failed: 'not-transferred' },
    'not-transferred': bye,
    ask: { kind: 'web-request', url: `http://${outside}/{caller}`, timeout: 2, take: { state: 'order.state' }, next: 'which', failed: 'not-asked' },
    which: { kind: 'branch', on: 'state', cases: [{ begins: 'ready', next: 'ready' }], otherwise: 'not-ready' },
    ready: bye,
    'not-ready': bye,
    'not-asked': bye,
    read: { kind: 'information', article: 'khai-sinh', next: 'read-bye' },
    'read-bye': bye,
    queue: { kind: 'queue', queue: 'reports', most: 1, tooMany: 'too-many', limit: 60, tooLong: 'too-long' },
    'too-many': say('bye', 'too-many-bye'),
    'too-many-bye': bye,
    'too-long': bye,
    counter: { kind: 'queue', queue: 'reports', limit: 60, tooLong: 'too-long', closed: 'counter-closed' },
    'counter-closed': { kind: 'say', prompts: ['again', { value: 'opensDate', as: 'date' }], next: 'closed-bye' },
    alarm: { kind: 'queue', queue: 'reports', ignoreHours: true, limit: 60, tooLong: 'too-long' },
  },
}

describe('a caller leaves a flow', () => {
  let admin: Api
  let flow: FlowDetails
  let server: Server
  let state = 'ready'

  const post = async (method: string, path: string, body: object) => {
    const response = await admin.request(method, path, body)
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return response.status === 204 ? null : ((await response.json()) as FlowDetails)
  }
  /** What the IVR says of the data that are published beside the flows. */
  const publishedData = async () => {
    const { parts } = (await (await fetch(`${address}/health/ivr`)).json()) as { parts: Record<string, { detail?: string }> }
    return parts['published-data']?.detail
  }
  /** Presses these keys and listens to the end. @returns the path after the menu */
  const goes = async (number: string, ...keys: string[]) => {
    const caller = await dial(number)
    await caller.answered()
    for (const key of keys) {
      await caller.hearsAnything()
      await caller.press(key)
    }
    await caller.ended()
    const call = await admin.endedCallOf(number)
    return { path: call.flowPath.slice(call.flowPath.lastIndexOf('menu') + 1), language: call.language }
  }

  beforeAll(async () => {
    const [host = '', port = ''] = outside.split(':')
    server = createServer((_, response) => response.end(JSON.stringify({ order: { state } }))).listen(Number(port), host)
    admin = await Api.signIn(address, 'admin', password)
    const [first] = await admin.get<FlowSummary[]>('/api/flows')
    flow = await admin.get<FlowDetails>(`/api/flows/${first?.id}`)
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())
    const year = Number(today.slice(0, 4))
    const hours = { zone: 'Asia/Ho_Chi_Minh', weekly: {}, holidays: { closed: false }, closures: [], madeUpDays: [{ date: `${year + 1}-01-01`, spans: [{ from: '07:00', to: '11:00' }] }] }
    const title = { vi: 'Thử', en: 'Test' }
    await post('PUT', '/api/opening-hours/never', { title, revision: null, definition: hours })
    await post('PUT', '/api/opening-hours/moved', { title, revision: null, definition: { ...hours, closures: [{ from: today, to: `${year + 1}-01-01`, name: { vi: 'Chuyển trụ sở', en: 'Moving' } }] } })
    const none = { vi: '', en: '' }
    const content = { topic: 'civil-status', title: { vi: 'Khai sinh', en: 'Birth' }, summary: none, documents: [], steps: [], fee: none, time: none, place: none, online: none, legalBase: [], keywords: '', spoken: { vi: 'Cần tờ khai.', en: 'Bring the form.' }, forFlows: true, isExample: false }
    await post('PUT', '/api/kept-articles/khai-sinh/draft', { revision: null, content, isNew: true })
    await post('POST', '/api/kept-articles/khai-sinh/publish', { revision: 1 })
    await post('POST', '/api/listed-numbers', { number: '0901000990', list: 'nuisance' })
    await post('PUT', `/api/flows/${flow.id}/draft`, { revision: flow.draft?.revision ?? null, definition })
    const { draft } = await admin.get<FlowDetails>(`/api/flows/${flow.id}`)
    await post('POST', `/api/flows/${flow.id}/publish`, { revision: draft?.revision, note: 'test' })
    await untilFlowIsServed()
  })
  afterAll(async () => {
    await post('POST', `/api/flows/${flow.id}/roll-back`, { version: 1, note: 'test' })
    await untilFlowIsServed()
    server.closeAllConnections()
    server.close()
  })

  it('by the hours: closed, with when it opens again, and a closing of one’s own, in both languages', async () => {
    const closed = { path: ['hours', 'closed', 'closed-bye'] }
    const holiday = { path: ['day-off', 'holiday'] }
    expect(await Promise.all([goes('0901000991', '1'), goes('0901000992', '9', '6'), goes('0901000975', '9', '1'), goes('0901000976', '6')])).toEqual([
      { ...closed, language: 'vi' },
      { ...holiday, language: 'en' },
      { ...closed, language: 'en' },
      { ...holiday, language: 'vi' },
    ])
  })

  it('by the list on which their number stands', async () => {
    const caller = await dial('+84901000990')
    await caller.answered()
    await caller.ended()
    expect((await admin.endedCallOf('+84901000990')).flowPath).toEqual(['lists', 'listed'])
  })

  it('by what another system answers, and by its failing', async () => {
    const ready = await goes('0901000993', '3')
    state = 'lost'
    const lost = await goes('0901000994', '9', '3')
    await new Promise((resolve) => {
      server.closeAllConnections()
      server.close(resolve)
    })
    const failed = await goes('0901000995', '3')
    expect([ready.path, lost.path, failed.path]).toEqual([['ask', 'which', 'ready'], ['ask', 'which', 'not-ready'], ['ask', 'not-asked']])
  })

  it('after an article was read, or without having pressed a key, in both languages', async () => {
    const read = { path: ['read', 'read-bye'] }
    expect(await Promise.all([goes('0901000996', '4'), goes('0901000977', '9', '4'), goes('0901000978'), goes('0901000979', '9')])).toEqual([
      { ...read, language: 'vi' },
      { ...read, language: 'en' },
      { path: ['silent'], language: 'vi' },
      { path: ['silent'], language: 'en' },
    ])
  })

  it('to a number outside; and comes back when nobody answers there', async () => {
    const somebody = await CalledCitizen.waitAt(trunkContact, 'answers', { hertz: 700 })
    const caller = await dial('0901000997')
    await caller.answered()
    await caller.hearsAnything()
    await caller.press('2')
    await caller.hears({ frequency: 700 })
    await caller.hangUp()
    await somebody.ended()
    for (const [number, language, ...keys] of [['0901000998', 'en', '9', '2'], ['0901000974', 'vi', '2']] as const) {
      const busy = await CalledCitizen.waitAt(trunkContact, 'is busy')
      expect(await goes(number, ...keys)).toEqual({ path: ['transfer', 'not-transferred'], language })
      await busy.ended()
    }
  })

  it('when the queue is closed; whoever waits already stays, and an emergency is taken at any hour', async () => {
    const operator = await Operator.signIn(address, { username: 'operator2', password, hertz: 1000 })
    const waits = async (number: string, key: string) => {
      const caller = await dial(number)
      await caller.answered()
      await caller.hearsAnything()
      await caller.press(key)
      return caller
    }
    try {
      await operator.goAvailable()
      await operator.pause()
      const first = await waits('0901000963', '7')
      await untilWaiting(operator, '0901000963', 0)
      await post('PUT', '/api/queue-hours/reports', { hours: 'never' })
      await expectEventually(async () => expect(await publishedData()).toContain('1 queues with hours'), 20_000)
      const turnedAway = { path: ['counter', 'counter-closed', 'closed-bye'] }
      expect(await Promise.all([goes('0901000964', '7'), goes('0901000965', '9', '7')])).toEqual([{ ...turnedAway, language: 'vi' }, { ...turnedAway, language: 'en' }])
      const alarm = await waits('0901000966', '8')
      await untilWaiting(operator, '0901000963', 0)
      await untilWaiting(operator, '0901000966', 1)
      await Promise.all([first.hangUp(), alarm.hangUp()])
    } finally {
      await post('PUT', '/api/queue-hours/reports', { hours: null })
      await expectEventually(async () => expect(await publishedData()).toContain('0 queues with hours'), 20_000)
      await operator.goOffline()
      await operator.close()
    }
  })

  it('when too many wait already; and hears a notice within seconds of its being put', async () => {
    const operator = await Operator.signIn(address, { username: 'operator2', password, hertz: 1000 })
    try {
      await operator.goAvailable()
      await operator.pause()
      const first = await dial('0901000999')
      await first.answered()
      await first.hearsAnything()
      await first.press('5')
      await untilWaiting(operator, '0901000999', 0)
      const turnedAway = { path: ['queue', 'too-many', 'too-many-bye'] }
      expect(await Promise.all([goes('0901000989', '5'), goes('0901000973', '9', '5')])).toEqual([{ ...turnedAway, language: 'vi' }, { ...turnedAway, language: 'en' }])
      await first.hangUp()
    } finally {
      await operator.goOffline()
      await operator.close()
    }
    const until = new Date(Date.now() + 600_000).toISOString()
    await post('POST', '/api/notices', { text: { vi: 'Mất điện ở Phường Ba.', en: 'No power in Ward Three.' }, until })
    await expectEventually(async () => expect(await publishedData()).toContain('1 notices'), 20_000)
    const caller = await dial('0901000988')
    await caller.answered()
    await caller.hearsAnything()
    await caller.hangUp()
    expect((await admin.endedCallOf('0901000988')).flowPath).toEqual(['lists', 'notice'])
    const [notice] = await admin.get<{ id: number }[]>('/api/notices')
    await admin.request('POST', `/api/notices/${notice?.id}/end`)
  })
})
