import { MESSAGE_SUBJECTS } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import { messageOf, namesIn, type MessageWords } from './message-texts.js'

const words: MessageWords = { code: '123456782', category: 'Đèn đường', department: 'Sở Xây dựng', deadline: '16:00 26/11/2026', link: 'http://localhost/theo-doi/1/k', text: 'Đã thay bóng {code} $& đèn.', lateReason: null }

describe('what a citizen is written', () => {
  it.each(['vi', 'en'] as const)('names nothing that is not known (%s)', (language) => {
    expect(namesIn(language).filter((name) => !['apology', 'reason', ...Object.keys(words)].includes(name))).toEqual([])
  })

  it.each((['vi', 'en'] as const).flatMap((language) => MESSAGE_SUBJECTS.map((about) => [language, about] as const)))('has the code and the way to the ticket: %s, %s', (language, about) => {
    for (const channel of ['email', 'sms'] as const) {
      const { subject, text } = messageOf(about, language, channel, words)
      expect(subject).toContain('123 456 782')
      expect(text).toContain('123 456 782')
      expect(text).toContain(words.link)
      expect(text).not.toMatch(/undefined|\{link\}/)
    }
  })

  it('leaves the words of others as they are', () => {
    expect(messageOf('answered', 'vi', 'email', words).text).toContain('Đã thay bóng {code} $& đèn.')
  })

  it('apologises when it is late, and only then', () => {
    expect(messageOf('answered', 'vi', 'email', words).text).not.toContain('xin lỗi')
    expect(messageOf('answered', 'vi', 'email', { ...words, lateReason: 'Chờ vật tư.' }).text).toContain('xin lỗi Quý khách vì đã trả lời trễ hạn. Lý do: Chờ vật tư.')
  })

  it('is plain letters in an SMS, of three parts at most', () => {
    const { text } = messageOf('made', 'vi', 'sms', { ...words, department: 'Đơn vị '.repeat(200) })
    expect(text).toMatch(/^[\x20-\x7e]+$/)
    expect(text.length).toBeLessThanOrEqual(459)
  })
})
