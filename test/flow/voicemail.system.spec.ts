import type { Ticket } from '@app/contracts'
import { maskNumber } from '@app/persons-data'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { Api } from '../stack/api.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, dial, password } from '../stack/stack.js'
import { loudness } from '../callers/tone.js'
import { readWav } from '../stack/wav.js'

describe('a voicemail', () => {
  let supervisor: Api

  beforeAll(async () => {
    supervisor = await Api.signIn(address, 'supervisor', password)
  })

  it('can be recorded again and heard before it is sent, and is a ticket with its sound at once', async () => {
    const caller = await dial('0901000971', { hertz: 600 })
    await caller.answered()
    await caller.press('2')
    await caller.afterBeep(100_000) // at once when nobody is signed in, else after the queue's limit
    await caller.speaksFor(5)
    await caller.press('#')
    await caller.hearsAnything()
    await caller.press('3')
    await caller.afterBeep()
    await caller.speaksFor(3)
    await caller.press('#')
    await caller.hearsAnything()
    await caller.press('2')
    await caller.hears({ frequency: 600 }) // their own voice
    await caller.hearsAnything()
    await caller.press('1')
    await caller.ended()
    const voicemail = await supervisor.voicemailOf('0901000971')
    expect(voicemail.seconds).toBeGreaterThanOrEqual(2)
    expect(voicemail.seconds).toBeLessThan(5)
    let ticket: Ticket | undefined
    await expectEventually(async () => {
      const summary = (await supervisor.tickets()).find(({ citizenNumber }) => citizenNumber === maskNumber('0901000971'))
      ticket = await supervisor.ticket(summary?.code ?? '')
      expect(ticket).toMatchObject({ state: 'routed', createdBy: null, voicemail: { seconds: voicemail.seconds }, category: { code: 'loi-nhan-thoai' } })
    })
    expect(loudness(readWav(await supervisor.sound(`/api/tickets/${ticket?.code}/voicemail`)).samples)).toBeGreaterThan(0.01)
  })

  it('in English too', async () => {
    const caller = await dial('0901000970', { hertz: 600 })
    await caller.answered()
    await caller.press('9')
    await caller.hearsAnything()
    await caller.press('2')
    await caller.afterBeep(100_000)
    await caller.speaksFor(3)
    await caller.press('#')
    await caller.hearsAnything()
    await caller.press('1')
    await caller.ended()
    expect((await supervisor.voicemailOf('0901000970')).seconds).toBeGreaterThanOrEqual(2)
    expect(await supervisor.endedCallOf('0901000970')).toMatchObject({ language: 'en', outcome: 'voicemail' })
  })

  it('without a word is none', async () => {
    const caller = await dial('0901000972', { hertz: 0 })
    await caller.answered()
    await caller.press('2')
    await caller.ended() // asked twice, and said goodbye to
    expect(await supervisor.endedCallOf('0901000972')).toMatchObject({ outcome: 'overflowed' })
    expect((await supervisor.tickets()).filter(({ citizenNumber }) => citizenNumber === maskNumber('0901000972'))).toEqual([])
  })
})
