import type { Language } from '@app/contracts'
import type { MessageWords } from './fill-message.js'

/** A ticket that nobody has, to see a template with: a long name, a long answer, and late. Its link leads nowhere. */
export const SAMPLE_WORDS: Record<Language, MessageWords> = {
  vi: {
    code: '123456782',
    title: 'Đăng ký khai sinh',
    category: 'Chiếu sáng công cộng',
    department: 'Sở Xây dựng',
    deadline: '16:00 26/11/2026',
    link: 'https://1022.example.vn/theo-doi/123456782/AbCdEfGhIjKlMnOpQrStUv',
    text: 'Đội chiếu sáng đã thay bóng đèn trước số 12 Nguyễn Huệ lúc 9 giờ sáng nay. Đèn đã được kiểm tra và sáng bình thường. Nếu đèn lại tắt, Quý khách vui lòng gọi 1022 và cho biết mã phiếu này.',
    lateReason: 'Phải chờ bóng đèn đúng loại.',
  },
  en: {
    code: '123456782',
    title: 'Birth registration',
    category: 'Street lights',
    department: 'Department of Construction',
    deadline: '16:00 26/11/2026',
    link: 'https://1022.example.vn/follow/123456782/AbCdEfGhIjKlMnOpQrStUv',
    text: 'The lighting team has changed the bulb in front of 12 Nguyễn Huệ at 9 this morning. It was tested and works. If it goes out again, please dial 1022 and give this code.',
    lateReason: 'The right bulb had to be ordered.',
  },
}
