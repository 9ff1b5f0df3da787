import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { checkTemplate } from './check-template.js'
import { fillMessage } from './fill-message.js'
import { SAMPLE_WORDS } from './sample-words.js'
import { smsSize } from './sms-size.js'
import { spokenAnswer } from './spoken-answer.js'

const words = SAMPLE_WORDS.vi
const none = { apology: '', cut: '' }
const kinds = (address: Parameters<typeof checkTemplate>[0], text: string, title = 'Phiếu') => checkTemplate(address, { title, text }).map(({ severity, kind }) => `${severity} ${kind}`)

describe('a template', () => {
  it('leaves the words of others as they are', () => {
    expect(fillMessage({ title: '', text: '{text} {link}' }, 'email', { ...words, text: 'Đã thay {code} $& đèn.' }, none).text).toBe(`Đã thay {code} $& đèn. ${words.link}`)
  })

  it.each([
    ['email', '123 456 782'],
    ['sms', '123 456 782'],
    ['phone', '1 2 3, 4 5 6, 7 8 2'],
  ] as const)('has the code as it is read in %s', (channel, code) => {
    expect(fillMessage({ title: '', text: '{code}' }, channel, words, none).text).toBe(code)
  })

  const mail = { subject: 'answered', channel: 'email', language: 'vi' } as const
  it.each([
    ['{code} {text} {link}', []],
    ['{code} {text} {link} {apology} {department}', []],
    ['', ['error empty', 'error no-code', 'error no-link', 'error no-text']],
    ['{code} {text} {link} {tên}', ['error stray-brace']],
    ['{code} {text} {link} {name}', ['error unknown-variable']],
    ['{code} {text} {link} {', ['error stray-brace']],
    ['{code} {text}', ['error no-link']],
    ['{text} {link}', ['error no-code']],
    ['{code} {link}', ['error no-text']],
  ])('of a mail is checked: %j', (text, found) => {
    expect(kinds(mail, text)).toEqual(found)
  })

  it('of a mail has a title', () => {
    expect(kinds(mail, '{code} {text} {link}', ' ')).toEqual(['error no-title'])
  })

  it.each([
    ['Phiếu {code} đã có trả lời: {link}', []],
    [`Phieu {code} ${'da co tra loi '.repeat(10)} {link}`, ['warning many-parts']],
    [`Phieu {code} ${'da co tra loi '.repeat(40)} {link}`, ['error too-long']],
    ['Phieu {code} 🙂 {link}', ['warning foreign-letters', 'warning many-parts']],
    ['Phieu {code} {link} {text}', ['error unknown-variable', 'warning many-parts']],
  ])('of an SMS is counted: %j', (text, found) => {
    expect(kinds({ subject: 'answered', channel: 'sms', language: 'vi' }, text)).toEqual(found)
  })

  it('that is spoken names no address, and needs no link', () => {
    expect(kinds({ subject: 'answered', channel: 'phone', language: 'vi' }, '{code} {text}')).toEqual([])
    expect(kinds({ subject: 'answered', channel: 'phone', language: 'vi' }, '{code} {text} www.1022.vn')).toEqual(['warning address-spoken'])
    expect(kinds({ subject: 'answered', channel: 'phone', language: 'vi' }, '{code} {text} {link}')).toEqual(['error unknown-variable'])
  })
})

describe('the size of an SMS', () => {
  it.each([
    ['a'.repeat(160), 'gsm-7', 160, 1],
    ['a'.repeat(161), 'gsm-7', 161, 2],
    ['€'.repeat(80), 'gsm-7', 160, 1],
    ['€'.repeat(81), 'gsm-7', 162, 2],
    ['ế'.repeat(70), 'ucs-2', 70, 1],
    ['ế'.repeat(71), 'ucs-2', 71, 2],
    ['🙂', 'ucs-2', 2, 1],
  ])('%#', (text, encoding, units, parts) => {
    expect(smsSize(text)).toMatchObject({ encoding, units, parts })
  })
})

describe('an answer that is spoken', () => {
  it('is whole when it fits, and ends with a sentence when it does not', () => {
    expect(spokenAnswer('Đã  thay\nđèn.', 100, 'Còn nữa.')).toBe('Đã thay đèn.')
    expect(spokenAnswer('Đã thay đèn. Đèn sáng. Xin cảm ơn Quý khách đã báo.', 30, 'Còn nữa.')).toBe('Đã thay đèn. Đèn sáng. Còn nữa.')
    expect(spokenAnswer('Một câu thật là dài không có dấu chấm nào cả', 20, 'Còn nữa.')).toBe('Một câu thật là dài. Còn nữa.')
  })

  it('is never longer than it may be, and cuts no word', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-zđ]{1,12}[.,!]?$/), { minLength: 1, maxLength: 60 }), fc.integer({ min: 20, max: 120 }), (tokens, longest) => {
        const text = tokens.join(' ')
        const spoken = spokenAnswer(text, longest, 'CUT')
        if (text.length <= longest) return expect(spoken).toBe(text)
        expect(spoken.endsWith(' CUT')).toBe(true)
        const kept = spoken.slice(0, -' CUT'.length)
        expect(kept.length).toBeLessThanOrEqual(longest + 1)
        const stripped = (word: string) => word.replace(/[.,!;]+$/, '')
        expect(kept.split(' ').map(stripped)).toEqual(tokens.slice(0, kept.split(' ').length).map(stripped))
      }),
    )
  })
})
