import { checkTemplate, fillMessage, SAMPLE_WORDS, smsSize } from '@app/message-template'
import { describe, expect, it } from '@jest/globals'
import { shippedTemplate, TEMPLATE_ADDRESSES } from './shipped-templates.js'

describe('the texts that are shipped', () => {
  it.each(TEMPLATE_ADDRESSES)('have nothing wrong with them: $subject by $channel, $language', (address) => {
    expect(checkTemplate(address, shippedTemplate(address)).filter(({ kind }) => kind !== 'many-parts')).toEqual([])
  })

  it('apologise when the answer is late, and only then', () => {
    const answered = shippedTemplate({ subject: 'answered', channel: 'email', language: 'vi' })
    const apology = shippedTemplate({ subject: 'apology', channel: 'email', language: 'vi' }).text
    expect(fillMessage(answered, 'email', { ...SAMPLE_WORDS.vi, lateReason: null }, { apology, cut: '' }).text).not.toContain('xin lỗi')
    expect(fillMessage(answered, 'email', { ...SAMPLE_WORDS.vi, lateReason: 'Chờ vật tư.' }, { apology, cut: '' }).text).toContain('xin lỗi Quý khách vì đã trả lời trễ hạn. Lý do: Chờ vật tư.')
  })

  it('keep the link in an SMS of three parts, however long the names are', () => {
    for (const language of ['vi', 'en'] as const)
      for (const subject of ['made', 'asked', 'extended', 'answered'] as const) {
        const words = { ...SAMPLE_WORDS[language], department: 'Đơn vị '.repeat(200) }
        const { text } = fillMessage(shippedTemplate({ subject, channel: 'sms', language }), 'sms', words, { apology: '', cut: '' })
        expect(text).toContain(words.link)
        expect(smsSize(text)).toMatchObject({ encoding: 'gsm-7', foreign: [] })
        expect(smsSize(text).parts).toBeLessThanOrEqual(3)
      }
  })
})
