import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { isTicketCode, makeTicketCode, spokenGroups } from './ticket-code.js'

const codes = fc.integer({ min: 0, max: 89_999_999 }).map((drawn) => makeTicketCode(() => drawn))

describe('a ticket code', () => {
  it('is nine digits, the first not 0, and passes its own check', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(code).toMatch(/^[1-9]\d{8}$/)
        expect(isTicketCode(code)).toBe(true)
        expect(spokenGroups(code).join('')).toBe(code)
        expect(spokenGroups(code).map((group) => group.length)).toEqual([3, 3, 3])
      }),
    )
  })

  it('finds every wrong digit', () => {
    fc.assert(
      fc.property(codes, (code) => {
        for (let at = 0; at < 9; at++) {
          for (let digit = 0; digit < 10; digit++) {
            if (code[at] !== String(digit)) expect(isTicketCode(code.slice(0, at) + digit + code.slice(at + 1))).toBe(false)
          }
        }
      }),
    )
  })

  it('finds every two neighbours that changed places', () => {
    fc.assert(
      fc.property(codes, (code) => {
        for (let at = 0; at < 8; at++) {
          const swapped = code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2)
          if (swapped !== code) expect(isTicketCode(swapped)).toBe(false)
        }
      }),
    )
  })

  it.each(['', '12345678', '1234567890', '000000000', '12345678x'])('is not %p', (text) => {
    expect(isTicketCode(text)).toBe(false)
  })
})
