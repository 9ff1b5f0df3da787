import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { Call } from '@app/contracts'
import { readFile } from 'node:fs/promises'
import type { SippCaller } from '../callers/sipp-caller.js'
import { Operator } from '../operators/operator.js'
import { talkBetween } from '../operators/talk-between.js'
import { Api } from '../stack/api.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, kill, password, queueLogFile, untilHealthy } from '../stack/stack.js'

const MAI = 1000

describe('a citizen on hold', () => {
  let supervisor: Api
  let mai: Operator
  const callers: SippCaller[] = []

  beforeAll(async () => {
    supervisor = await Api.signIn(address, 'supervisor', password)
    mai = await Operator.signIn(address, { username: 'operator1', password, hertz: MAI })
  })
  afterEach(async () => {
    for (const caller of callers.splice(0)) await caller.hangUp()
  })
  afterAll(async () => {
    await mai?.close()
  })

  const talk = (number: string) => talkBetween(mai, number, { dialled: (dialling) => callers.push(dialling) })
  const hold = () => mai.page.getByTestId('hold')
  const isHeld = () => mai.page.getByTestId('held-for')
  /** The desk shows for how long, by Asterisk's word; a busy page may leave a second out. */
  const heldFor = (seconds: number) =>
    expectEventually(async () => expect(Number((await isHeld().innerText()).match(/0:(\d\d)/)?.[1])).toBeGreaterThanOrEqual(seconds))

  interface Span {
    from: number
    until: number
  }
  /** Within which span something happens. */
  const during = async (happens: () => Promise<unknown>): Promise<Span> => {
    const from = Date.now()
    await happens()
    return { from, until: Date.now() }
  }
  const begins = () => during(() => hold().click().then(() => isHeld().waitFor()))
  const ends = () => during(() => hold().click().then(() => isHeld().waitFor({ state: 'detached' })))
  /** Asterisk tells whole seconds of a begin and an end. */
  const ROUNDING = 1
  /** No shorter than from the first sight of it to the wish to end it, no longer than from the wish for it to the sight of its end. */
  const lastedFor = (call: Call, ...held: { begun: Span; ended: Span }[]) => {
    const sum = (of: (one: { begun: Span; ended: Span }) => number) => held.map(of).reduce((a, b) => a + b, 0) / 1000
    expect(call.holdSeconds).toBeGreaterThanOrEqual(sum(({ begun, ended }) => ended.from - begun.until) - ROUNDING * held.length)
    expect(call.holdSeconds).toBeLessThanOrEqual(sum(({ begun, ended }) => ended.until - begun.from) + ROUNDING * held.length)
  }
  const journalOf = async (call: Call) => (await readFile(queueLogFile, 'utf8')).split('\n').filter((line) => line.includes(`|${call.id}|`) && line.includes('|HOLD'))

  it('hears music for as long as the journal says, each time; the call shows each', async () => {
    const caller = await talk('0901045001')
    const held = []
    for (const seconds of [4, 2]) {
      const begun = await begins()
      await heldFor(seconds)
      await caller.hearsAnything()
      held.push({ begun, ended: await ends() })
      await caller.hears({ frequency: MAI })
    }
    await caller.hangUp()
    await mai.waitForState('wrap-up')
    const call = await supervisor.recordedCallOf('0901045001')
    expect(call.holds.map(({ sure }) => sure)).toEqual([true, true])
    lastedFor(call, ...held)
    expect(call.talkSeconds).toBeGreaterThan(call.holdSeconds ?? 0)
  })

  it('who hangs up meanwhile was on hold to the end: the dialplan and the console tell of it, and it counts once', async () => {
    const caller = await talk('0901045002')
    const begun = await begins()
    await heldFor(3)
    const ended = await during(() => caller.hangUp().then(() => mai.waitForState('wrap-up')))
    const call = await supervisor.recordedCallOf('0901045002')
    expect(call.holds).toHaveLength(1)
    lastedFor(call, { begun, ended })
  })

  it('stays so while the console is killed and started again, and it is one hold', async () => {
    const caller = await talk('0901045003')
    const begun = await begins()
    await heldFor(2)
    await kill('console')
    await untilHealthy()
    await caller.hearsAnything()
    // By the console's own word, after it has found the hold again.
    await isHeld().waitFor()
    const ended = await ends()
    await caller.hears({ frequency: MAI })
    await caller.hangUp()
    await mai.waitForState('wrap-up')
    const call = await supervisor.recordedCallOf('0901045003')
    expect(call.holds).toEqual([expect.objectContaining({ sure: true })])
    lastedFor(call, { begun, ended })
  })

  it('and hangs up while the console is away: the dialplan tells its end', async () => {
    const caller = await talk('0901045004')
    const begun = await begins()
    await heldFor(2)
    await kill('console')
    const ended = await during(() => caller.hangUp())
    await untilHealthy()
    // No look at the wrap-up: it may be over before the page is connected again.
    const call = await supervisor.recordedCallOf('0901045004')
    lastedFor(call, { begun, ended })
    expect((await journalOf(call)).map((line) => line.split('|')[4])).toEqual(expect.arrayContaining(['HOLDBEGAN', 'HOLDENDED']))
  })

  it('is handed on: the hold ends with the first talk', async () => {
    await talk('0901045005')
    const begun = await begins()
    await heldFor(2)
    const ended = await during(() => mai.transferTo('phan anh').then(() => mai.waitForState('wrap-up')))
    await callers.at(-1)?.hangUp()
    const call = await supervisor.recordedCallOf('0901045005')
    expect(call.holds).toHaveLength(1)
    lastedFor(call, { begun, ended })
  })

  it('whom nobody watched while the console was away is not guessed about', async () => {
    const caller = await talk('0901045006')
    const unwatched = async () => (await readFile(queueLogFile, 'utf8')).split('\n').filter((line) => /\|op-\d+\|HOLDENDED\|~\d+\|~\d+$/.test(line)).length
    const before = await unwatched()
    await kill('console')
    await untilHealthy()
    await expectEventually(async () => expect(await unwatched()).toBeGreaterThan(before))
    await caller.hearsAnything()
    await caller.hangUp()
    expect(await supervisor.recordedCallOf('0901045006')).toMatchObject({ outcome: 'answered', holdSeconds: null, holds: [] })
  })
})
