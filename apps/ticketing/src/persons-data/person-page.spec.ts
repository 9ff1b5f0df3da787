import { CALL_BACK_STATES, CALL_OUTCOMES, LOOK_PURPOSES, LOOKED_AT, ROLES, TICKET_DEEDS, TICKET_STATES } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import { PERSON_PAGE_TEXTS, personPage } from './person-page.js'
import type { PersonRecord } from './person-record.js'

const record: PersonRecord = {
  madeAt: '2026-11-25T08:00:00.000Z',
  number: '0912345678',
  name: '<script>alert(1)</script>',
  calls: [{ id: '1.2', arrivedAt: '2026-11-24T08:00:00.000Z', endedAt: null, number: '0912345678', language: 'vi', waitSeconds: 3, talkSeconds: 60, holdSeconds: 12, outcome: 'answered', recording: 'sounds/1.2.wav', rating: 5, remark: null }],
  voicemails: [],
  tickets: [
    {
      code: '123456782',
      state: 'closed',
      category: { vi: 'Đèn đường', en: 'Street lights' },
      department: { vi: 'Sở Xây dựng', en: 'Department of Construction' },
      createdAt: '2026-11-24T08:00:00.000Z',
      deadlineAt: '2026-11-27T08:00:00.000Z',
      answeredAt: null,
      closedAt: null,
      name: 'Mai',
      number: null,
      email: 'mai@example.org',
      description: 'Đèn hỏng "ở" hẻm <b>12</b>',
      place: null,
      fields: null,
      files: [
        { name: 'Đèn <tắt>.jpg', type: 'image/jpeg', size: 9, sender: 'citizen', addedAt: '2026-11-24T08:00:00.000Z', file: 'files/7.jpg' },
        { name: 'ban-do.pdf', type: 'application/pdf', size: 9, sender: 'officer', addedAt: '2026-11-24T08:00:00.000Z', file: null },
      ],
      rating: null,
      changes: [{ at: '2026-11-24T08:00:00.000Z', deed: 'made', text: null }],
      messages: [{ channel: 'email', recipient: 'mai@example.org', subject: 'Phiếu', text: 'Đã nhận', createdAt: '2026-11-24T08:00:00.000Z', sentAt: null }],
    },
  ],
  articles: [],
  callBacks: [],
  card: { names: ['Trần Thị B'], languages: ['vi'], numbers: ['0912345678'], notes: [{ at: '2026-11-25T07:00:00.000Z', text: 'Nghe kém' }] },
  drafts: [],
  looks: [{ at: '2026-11-25T07:00:00.000Z', role: 'manager', what: 'export', purpose: 'data-request' }],
}

describe("a person's data for reading", () => {
  it.each(['vi', 'en'] as const)('has all of it, in %s, and runs nothing', (language) => {
    const page = personPage(record, language)
    expect(page).not.toMatch(/<script|<b>/)
    expect(page).toContain('<a href="sounds/1.2.wav">')
    expect(page).toContain('<a href="files/7.jpg">Đèn &#60;tắt&#62;.jpg</a>')
    expect(page).toContain(`ban-do.pdf (${PERSON_PAGE_TEXTS[language].forTheHouse})`)
    for (const text of ['0912345678', '123 456 782', 'mai@example.org', '15:00 24/11/2026', PERSON_PAGE_TEXTS[language].states['closed'] ?? '', PERSON_PAGE_TEXTS[language].purposes['data-request']?.replace("'", '&#39;') ?? '']) expect(page).toContain(text)
  })

  it.each(['vi', 'en'] as const)('has a word for every word of the contracts (%s)', (language) => {
    const { states, outcomes, callBackStates, deeds, roles, lookedAt, purposes } = PERSON_PAGE_TEXTS[language]
    const lacking = [
      ...TICKET_STATES.filter((word) => !states[word]),
      ...CALL_OUTCOMES.filter((word) => !outcomes[word]),
      ...CALL_BACK_STATES.filter((word) => !callBackStates[word]),
      ...TICKET_DEEDS.filter((word) => !deeds[word]),
      ...ROLES.filter((word) => !roles[word]),
      ...LOOKED_AT.filter((word) => !lookedAt[word]),
      ...LOOK_PURPOSES.filter((word) => !purposes[word]),
    ]
    expect(lacking).toEqual([])
  })
})
