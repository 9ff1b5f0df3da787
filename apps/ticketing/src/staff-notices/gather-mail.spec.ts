import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { afterFailure, gatherMail, type MailLine } from './gather-mail.js'

const line = (code: string, hour: number, percent: number | null = null): MailLine => ({ code, category: { vi: 'Đèn đường', en: 'Street lights' }, ward: null, department: null, deadlineAt: new Date(Date.UTC(2026, 10, 26, hour)), percent, link: `https://1022.example.vn/inbox/${code}` })
const codes = (lines: MailLine[]) => lines.map(({ code }) => code)

describe('what waits for an address', () => {
  it('is one mail, the most urgent first', () => {
    const mail = gatherMail([line('1', 9), line('2', 7), line('3', 8, 50), line('4', 6, 100)])
    expect([codes(mail.warned), codes(mail.arrived), mail.counts]).toEqual([['4', '3'], ['2', '1'], { warned: 2, arrived: 2 }])
  })

  it('says each ticket once, by the last that is to be said of it', () => {
    const mail = gatherMail([line('1', 9), line('1', 9, 50), line('1', 9, 80)])
    expect(mail).toMatchObject({ warned: [{ code: '1', percent: 80 }], arrived: [], counts: { warned: 1, arrived: 0 } })
  })

  it('lists so many, those whose time runs out before what is new, and counts all', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 23 }), fc.constantFrom(null, 50, 80, 100))), fc.integer({ min: 1, max: 20 }), (notices, most) => {
        const { warned, arrived, counts } = gatherMail(notices.map(([code, hour, percent]) => line(String(code), hour, percent)), most)
        const all = new Set(notices.map(([code]) => code)).size
        expect(counts.warned + counts.arrived).toBe(all)
        expect(warned.length + arrived.length).toBe(Math.min(most, all))
        if (arrived.length > 0) expect(warned.length).toBe(counts.warned)
      }),
    )
  })
})

describe('a mail that was not taken', () => {
  const at = new Date('2026-11-26T15:00:00Z')
  const waking = { CALL_BACK_FROM: '07:00', CALL_BACK_UNTIL: '21:00' }

  it('is tried again with all of it, by the one that was tried most; also in the night', () => {
    expect(afterFailure([{ id: 1, attempts: 2 }, { id: 2, attempts: 0 }], false, at, waking)).toEqual({ givenUp: [], again: [1, 2], nextTryAt: new Date(at.getTime() + 15 * 60_000) })
  })

  it('is given up for what was tried long enough, and goes on for the rest', () => {
    expect(afterFailure([{ id: 1, attempts: 6 }, { id: 2, attempts: 0 }], false, at, waking)).toEqual({ givenUp: [1], again: [2], nextTryAt: new Date(at.getTime() + 60_000) })
  })

  it('is given up whole where the address will never take it', () => {
    expect(afterFailure([{ id: 1, attempts: 0 }], true, at, waking)).toEqual({ givenUp: [1], again: [], nextTryAt: null })
  })
})
