import { describe, expect, it } from '@jest/globals'
import { gatherMail, type MailLine } from './gather-mail.js'
import { noticeMail, STAFF_NOTICE_TEXTS } from './notice-mail.js'

const at = new Date('2026-11-26T08:00:00Z')
const late: MailLine = { code: '123456782', category: { vi: 'Đèn đường', en: 'Street lights' }, ward: { vi: 'Phường Sa Đéc', en: 'Sa Dec ward' }, department: { vi: 'Sở Xây dựng', en: 'Department of Construction' }, deadlineAt: new Date('2026-11-26T07:30:00Z'), percent: 100, link: 'https://1022.example.vn/warnings' }
const soon: MailLine = { ...late, code: '234567891', department: null, deadlineAt: new Date('2026-11-27T02:00:00Z'), percent: 80, link: 'https://1022.example.vn/inbox/234567891' }
const fresh: MailLine = { ...soon, code: '345678902', ward: null, deadlineAt: new Date('2026-11-30T10:00:00Z'), percent: null, link: 'https://1022.example.vn/inbox/345678902' }
const place = { reader: 'person', list: 'https://1022.example.vn/inbox', at } as const

describe('a mail to staff', () => {
  it('says what is late, what will be, and what is new, in Vietnamese and then in English', () => {
    const { subject, text } = noticeMail(gatherMail([fresh, soon, late]), place)
    expect(subject).toBe('[1022] Cần lưu ý thời hạn: 2; phiếu mới: 1 | Deadlines to mind: 2; new tickets: 1')
    expect(text).toBe(`Kính gửi Anh/Chị,

Tổng đài 1022 xin thông báo về các phiếu sau.

PHIẾU CẦN LƯU Ý THỜI HẠN: 2

123 456 782 – Đèn đường, Phường Sa Đéc
  Sở Xây dựng
  Hạn xử lý: 14:30 26/11/2026 (đã quá hạn)
  https://1022.example.vn/warnings

234 567 891 – Đèn đường, Phường Sa Đéc
  Hạn xử lý: 09:00 27/11/2026 (đã hết 80% thời hạn)
  https://1022.example.vn/inbox/234567891

PHIẾU MỚI CHUYỂN ĐẾN: 1

345 678 902 – Đèn đường
  Hạn xử lý: 17:00 30/11/2026
  https://1022.example.vn/inbox/345678902

Anh/Chị vui lòng đăng nhập để xem nội dung phiếu và xử lý đúng hạn. Thư này được gửi tự động, vui lòng không trả lời.

Trân trọng,
Tổng đài 1022

------------------------------------------------------------

Dear colleague,

Hotline 1022 would like to tell you of these tickets.

TICKETS WHOSE DEADLINE NEEDS A LOOK: 2

123 456 782 – Street lights, Sa Dec ward
  Department of Construction
  Deadline: 14:30 26/11/2026 (overdue)
  https://1022.example.vn/warnings

234 567 891 – Street lights, Sa Dec ward
  Deadline: 09:00 27/11/2026 (80% of the time is gone)
  https://1022.example.vn/inbox/234567891

NEW TICKETS: 1

345 678 902 – Street lights
  Deadline: 17:00 30/11/2026
  https://1022.example.vn/inbox/345678902

Please sign in to see what each ticket says, and to answer it in time. This mail was sent automatically; please do not reply to it.

Kind regards,
Hotline 1022`)
  })

  it('says how many it does not list, and where they are', () => {
    const many = Array.from({ length: 200 }, (_, i): MailLine => ({ ...fresh, code: String(100_000_000 + i) }))
    const { subject, text } = noticeMail(gatherMail(many), { ...place, reader: 'mailbox' })
    expect(subject).toBe('[1022] Phiếu mới: 200 | New tickets: 200')
    expect(text).toContain('Kính gửi Quý đơn vị,')
    expect(text).toContain('Còn 150 phiếu không nêu trong thư này. Anh/Chị vui lòng xem danh sách tại: https://1022.example.vn/inbox')
    expect(text).toContain('Not listed in this mail: 150.')
    expect(text.match(/Hạn xử lý/g)).toHaveLength(50)
    expect(text).not.toContain('{')
  })

  it('has every text in both languages, with the same places', () => {
    const placesIn = (texts: object): unknown => Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, typeof text === 'string' ? (text.match(/\{\w+\}/g) ?? []).sort() : placesIn(text as object)]))
    expect(placesIn(STAFF_NOTICE_TEXTS.vi)).toEqual(placesIn(STAFF_NOTICE_TEXTS.en))
  })
})
