import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { makeTicketCode } from '@app/ticket-code'
import { maskEmail, maskName, maskNumber, maskText } from './masks.js'

describe('a masked number', () => {
  it.each([
    ['0912345678', '09•• ••• 678'],
    ['+84912345678', '09•• ••• 678'],
    ['0084 912 345 678', '09•• ••• 678'],
    ['02773851234', '02•• •••• 234'],
    ['+14155550100', '14•• •••• 100'],
    ['113', '•••'],
    ['anonymous', '•••'],
  ])('%s is %s', (number, masked) => {
    expect(maskNumber(number)).toBe(masked)
  })

  it('never shows more than five digits, whatever came', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^(\+84|0084|0)?\d{3,15}$/)), (number) => {
        expect(maskNumber(number).replace(/\D/g, '').length).toBeLessThanOrEqual(5)
        expect(maskNumber(number).match(/•/g)?.length).toBeGreaterThanOrEqual(3)
      }),
    )
  })
})

describe('a masked name', () => {
  it.each([
    ['Nguyễn Thị Mai', 'Nguyễn T•• M••'],
    ['  Đặng   Ái ', 'Đặng Á••'],
    ['Mai', 'M••'],
    ['Y', 'Y••'],
    // Letters written with combining marks, as some keyboards send them.
    ['Nguyễn Ánh'.normalize('NFD'), 'Nguyễn Á••'],
  ])('%s is %s', (name, masked) => {
    expect(maskName(name)).toBe(masked)
  })
})

it.each([
  ['nguyenmai@gmail.com', 'n•••@g•••.com'],
  ['mai.tran@mail.dongthap.gov.vn', 'm•••@m•••.vn'],
  ['no address', '•••'],
])('of the address %s remains %s', (email, masked) => {
  expect(maskEmail(email)).toBe(masked)
})

describe('what was written', () => {
  it.each([
    ['Gọi lại số 0912345678 sau 17 giờ', 'Gọi lại số 09•• ••• 678 sau 17 giờ'],
    ['+84 912 345 678, hoặc 0277 385 1234.', '09•• ••• 678, hoặc 02•• •••• 234.'],
    ['thư: mai@gmail.com', 'thư: m•••@g•••.com'],
    ['550 <mai@gmail.com>: no such user', '550 <m•••@g•••.com>: no such user'],
    ['hẻm 12, 09:30 25/11/2026, 1.000.000 đồng', 'hẻm 12, 09:30 25/11/2026, 1.000.000 đồng'],
  ])('%s', (text, masked) => {
    expect(maskText(text)).toBe(masked)
  })

  it('keeps codes of tickets, together and in groups', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 89_999_999 }), (random) => {
        const code = makeTicketCode((below) => random % below)
        const text = `Phiếu ${code}, ${code.replace(/(\d{3})(?=\d)/g, '$1 ')}.`
        expect(maskText(text)).toBe(text)
      }),
    )
  })

  it('has no number of Vietnam left in it, however it is spaced', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[35789]\d{8}$/), fc.constantFrom('0', '+84', '84', '0084'), fc.constantFrom('', ' ', '.', '-'), fc.constantFrom('', 'gọi ', '('), (digits, prefix, between, before) => {
        const written = `${before}${prefix}${[...digits].join(between)} nhé`
        expect(maskText(written).replace(/\D/g, '')).not.toContain(digits)
      }),
    )
  })
})
