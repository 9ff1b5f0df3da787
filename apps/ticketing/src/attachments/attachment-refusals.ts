import type { AttachmentKind } from '@app/contracts'
import { refusal, RefusedError } from '@app/service'

const refused = (status: number, code: string, vi: string, en: string) => new RefusedError(status, { code, message: { vi, en } })

const KINDS: Record<AttachmentKind, { vi: string; en: string }> = {
  photo: { vi: 'ảnh', en: 'photo' },
  document: { vi: 'tệp PDF', en: 'PDF' },
  sound: { vi: 'tệp âm thanh', en: 'sound' },
}
const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024)

/** Why a file is not taken. */
export const fileRefusal = {
  tooLarge: (kind: AttachmentKind, most: number) => refused(413, 'attachment-too-large', `Tệp quá lớn: ${KINDS[kind].vi} chỉ được tối đa ${megabytes(most)} MB.`, `The file is too large: a ${KINDS[kind].en} may have ${megabytes(most)} MB at most.`),
  anyTooLarge: (most: number) => refused(413, 'attachment-too-large', `Tệp quá lớn: chỉ được tối đa ${megabytes(most)} MB.`, `The file is too large: ${megabytes(most)} MB at most.`),
  type: (kinds: readonly AttachmentKind[]) =>
    kinds.includes('sound')
      ? refused(415, 'attachment-type', 'Chỉ nhận ảnh JPEG, PNG, WebP, tệp PDF và âm thanh WAV, MP3, Ogg.', 'Only JPEG, PNG and WebP photos, PDF, and WAV, MP3 and Ogg sounds are taken.')
      : refused(415, 'attachment-type', 'Chỉ nhận ảnh JPEG, PNG, WebP và tệp PDF.', 'Only JPEG, PNG and WebP photos and PDF are taken.'),
  heic: () =>
    refused(415, 'attachment-heic', 'Ảnh HEIC chưa mở được ở đây. Vui lòng gửi ảnh JPEG (trên iPhone: Cài đặt → Camera → Định dạng → Tương thích nhất).', 'HEIC photos cannot be opened here. Please send a JPEG (on an iPhone: Settings → Camera → Formats → Most Compatible).'),
  name: () => refused(415, 'attachment-name', 'Nội dung tệp không đúng với đuôi tên tệp. Vui lòng gửi tệp gốc, không đổi tên.', 'The file is not what its name says. Please send the original file, not renamed.'),
  damaged: () => refused(415, 'attachment-damaged', 'Tệp bị hỏng hoặc chưa tải lên đủ nên không mở được. Vui lòng chọn lại tệp.', 'The file is damaged or incomplete and cannot be opened. Please choose it again.'),
  tooManyPixels: (most: number) => refused(415, 'attachment-too-many-pixels', `Ảnh có quá nhiều điểm ảnh: tối đa ${most / 1e6} triệu.`, `The picture has too many pixels: ${most / 1e6} million at most.`),
  empty: () => refused(400, 'attachment-empty', 'Tệp không có nội dung.', 'The file is empty.'),
  tooMany: (most: number) => refused(409, 'attachment-too-many', `Quá nhiều tệp: tối đa ${most} tệp.`, `Too many files: ${most} at most.`),
  there: () => refusal.conflict('attachment-there', { vi: 'Tệp này đã có trong phiếu.', en: 'The ticket has this file already.' }),
  soundInside: () => refused(400, 'attachment-sound-inside', 'Tệp âm thanh chỉ dùng nội bộ, không gửi cho người dân.', 'A sound is for the house and is not shown to the citizen.'),
  cutOff: () => refused(400, 'attachment-cut-off', 'Việc tải tệp lên bị ngắt giữa chừng. Vui lòng thử lại.', 'The upload was cut off. Please try again.'),
  proofMissing: () => refused(400, 'proof-missing', 'Cần ít nhất một ảnh hoặc tệp PDF gửi kèm cho người dân, do đơn vị đính kèm từ khi phiếu được mở.', 'At least one photo or PDF for the citizen is needed, added by the department since the ticket was opened.'),
}
