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
  /** The desk shows for how long, by Asterisk's word. */
  const heldFor = (seconds: number) => mai.page.getByTestId('held-for').filter({ hasText: `0:0${seconds}` }).waitFor()
  const isNear = (call: Call, milliseconds: number) => expect(Math.abs((call.holdSeconds ?? -99) - milliseconds / 1000)).toBeLessThanOrEqual(1.5)
  const journalOf = async (call: Call) => (await readFile(queueLogFile, 'utf8')).split('\n').filter((line) => line.includes(`|${call.id}|`) && line.includes('|HOLD'))

  it('hears music for as long as the journal says, each time; the call shows each', async () => {
    const caller = await talk('0901045001')
    let measured = 0
    for (const seconds of [4, 2]) {
      const begins = Date.now()
      await hold().click()
      await heldFor(seconds)
      await caller.hearsAnything()
      measured += Date.now() - begins
      await hold().click()
      await caller.hears({ frequency: MAI })
    }
    await caller.hangUp()
    await mai.waitForState('wrap-up')
    const call = await supervisor.recordedCallOf('0901045001')
    expect(call.holds.map(({ sure }) => sure)).toEqual([true, true])
    isNear(call, measured)
    expect(call.talkSeconds).toBeGreaterThan(call.holdSeconds ?? 0)
  })

  it('who hangs up meanwhile was on hold to the end: the dialplan and the console tell of it, and it counts once', async () => {
    const caller = await talk('0901045002')
    const begins = Date.now()
    await hold().click()
    await heldFor(3)
    await caller.hangUp()
    const measured = Date.now() - begins
    await mai.waitForState('wrap-up')
    const call = await supervisor.recordedCallOf('0901045002')
    expect(call.holds).toHaveLength(1)
    isNear(call, measured)
  })

  it('stays so while the console is killed and started again, and it is one hold', async () => {
    const caller = await talk('0901045003')
    const begins = Date.now()
    await hold().click()
    await heldFor(2)
    await kill('console')
    await untilHealthy()
    await caller.hearsAnything()
    // By the console's own word, after it has found the hold again.
    await mai.page.getByTestId('held-for').waitFor()
    await hold().click()
    const measured = Date.now() - begins
    await caller.hears({ frequency: MAI })
    await caller.hangUp()
    await mai.waitForState('wrap-up')
    const call = await supervisor.recordedCallOf('0901045003')
    expect(call.holds).toEqual([expect.objectContaining({ sure: true })])
    isNear(call, measured)
  })

  it('and hangs up while the console is away: the dialplan tells its end', async () => {
    const caller = await talk('0901045004')
    const begins = Date.now()
    await hold().click()
    await heldFor(2)
    await kill('console')
    await caller.hangUp()
    const measured = Date.now() - begins
    await untilHealthy()
    // No look at the wrap-up: it may be over before the page is connected again.
    const call = await supervisor.recordedCallOf('0901045004')
    isNear(call, measured)
    expect((await journalOf(call)).map((line) => line.split('|')[4])).toEqual(expect.arrayContaining(['HOLDBEGAN', 'HOLDENDED']))
  })

  it('is handed on: the hold ends with the first talk', async () => {
    await talk('0901045005')
    const begins = Date.now()
    await hold().click()
    await heldFor(2)
    await mai.transferTo('phan anh')
    await mai.waitForState('wrap-up')
    const measured = Date.now() - begins
    await callers.at(-1)?.hangUp()
    const call = await supervisor.recordedCallOf('0901045005')
    expect(call.holds).toHaveLength(1)
    isNear(call, measured)
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
    await mai.waitForState('wrap-up')
    expect(await supervisor.recordedCallOf('0901045006')).toMatchObject({ outcome: 'answered', holdSeconds: null, holds: [] })
  })
})
