import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { toneStrength } from '../callers/tone.js'
import { Operator } from '../operators/operator.js'
import { Api } from '../stack/api.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, dial, password } from '../stack/stack.js'
import { readWav } from '../stack/wav.js'

const CITIZEN_HERTZ = 440
const OPERATOR_HERTZ = 1000

describe('a citizen dials 1022, an operator answers, and the call becomes a ticket at a department', () => {
  let operator: Operator
  let officer: Operator
  let supervisor: Api

  beforeAll(async () => {
    supervisor = await Api.signIn(address, 'supervisor', password)
    officer = await Operator.signIn(address, { username: 'officer-xaydung', password, hertz: 700, lands: 'inbox' })
    operator = await Operator.signIn(address, { username: 'operator1', password, hertz: OPERATOR_HERTZ })
    await operator.goAvailable()
  })
  afterAll(async () => {
    await operator?.close()
    await officer?.close()
  })

  it('goes all the way through', async () => {
    const number = '0901000001'
    const before = await supervisor.today()
    const caller = await dial(number, { hertz: CITIZEN_HERTZ })
    await caller.answered()
    await caller.press('2')

    // The operator sees who calls before saying hello.
    expect(await operator.offered()).toBe(number)
    await operator.answer()

    // Both hear each other: sound, not only packets.
    await operator.hearsSomebody()
    await caller.hears({ frequency: OPERATOR_HERTZ })

    const code = await operator.writeTicket({ category: 'đèn', description: 'Đèn đường trước số 12 Nguyễn Huệ không sáng ba đêm nay.', place: '12 Nguyễn Huệ' })
    expect(code).toMatch(/^\d{9}$/)

    // At once in the department's inbox, without a refresh.
    const row = officer.page.locator(`[data-testid="inbox-row"][data-code="${code}"]`)
    await row.waitFor()

    await operator.hangUp()
    await operator.waitForState('wrap-up')
    await caller.ended() // after a polite goodbye

    const call = await supervisor.recordedCallOf(number)
    expect(call).toMatchObject({ queue: 'reports', outcome: 'answered', source: 'trunk', language: 'vi', ticketCodes: [code], operator: { displayName: 'Nguyễn Thị Mai' } })
    expect(call.flowPath.slice(0, 3)).toEqual(['callers', 'welcome', 'main-menu'])
    expect(call.talkSeconds).toBeGreaterThan(0)

    // The recording has both voices.
    const sound = readWav(await supervisor.sound(`/api/calls/${call.id}/recording`))
    expect(toneStrength(sound.samples, sound.rate, CITIZEN_HERTZ)).toBeGreaterThan(0.01)
    expect(toneStrength(sound.samples, sound.rate, OPERATOR_HERTZ)).toBeGreaterThan(0.01)

    // The manager's figures moved by this call.
    const after = await supervisor.today()
    expect(after.offered).toBe(before.offered + 1)
    expect(after.answered).toBe(before.answered + 1)

    // The officer answers; the operator's side sees it.
    await row.click()
    await officer.page.getByTestId('deed-accepted').click()
    await officer.page.locator('[data-testid="ticket-history-line"][data-deed="accepted"]').waitFor()
    await officer.page.getByTestId('answer-text').fill('Đội chiếu sáng đã thay bóng đèn lúc 9 giờ sáng nay.')
    // A street light is answered with something to see.
    await officer.page.getByTestId('proof-file').setInputFiles({ name: 'bien-ban.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n') })
    await officer.page.locator('[data-testid="attachment"][data-public="true"]').waitFor()
    await officer.page.getByTestId('answer-save').click()
    await expectEventually(async () => expect((await supervisor.ticket(code)).state).toBe('approved'))
    await officer.page.locator('[data-testid="ticket-history-line"][data-deed="approved"]').waitFor()
    expect(await officer.page.getByTestId('ticket-history-line').evaluateAll((lines) => lines.map((line) => line.getAttribute('data-deed')))).toEqual(['made', 'accepted', 'attached', 'answered', 'approved'])
  })
})
