import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { dialable } from './dialable.js'

describe('a number to dial', () => {
  it.each([
    ['a mobile', '0912345678', '0912345678'],
    ['with the country code', '+84912345678', '0912345678'],
    ['with the international prefix', '0084912345678', '0912345678'],
    ['with spaces', '091 234 5678', '0912345678'],
    ['without its zero', '912345678', '0912345678'],
    ['a landline of a province', '02773851234', '02773851234'],
    ['a landline of a city', '+842838221234', '02838221234'],
  ])('is found in %s', (_, number, dialled) => {
    expect(dialable(number)).toBe(dialled)
  })

  it.each([
    ['a premium service', '19001080'],
    ['a free service', '18001091'],
    ['an emergency number', '113'],
    ['ourselves', '1022'],
    ['another country', '+14155550100'],
    ['another country by its prefix', '0014155550100'],
    ['another country that looks like a mobile', '+912345678'],
    ['too short', '091234567'],
    ['too long', '09123456789'],
    ['an old mobile of eleven digits', '01234567890'],
    ['no number', 'anonymous'],
    ['a SIP address', '0912345678@example.com'],
    ['nothing', ''],
    ['none', null],
  ])('is none in %s', (_, number) => {
    expect(dialable(number)).toBeNull()
  })

  it('is dialled as it is, and never anything but ten or eleven digits', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^(\+84|0084|0)?\d{7,12}$/)), (number) => {
        const dialled = dialable(number)
        if (dialled === null) return
        expect(dialled).toMatch(/^0\d{9,10}$/)
        expect(dialable(dialled)).toBe(dialled)
      }),
    )
  })
})
