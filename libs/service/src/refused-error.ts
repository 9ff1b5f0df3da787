import type { Failure } from '@app/contracts'
import type { z } from 'zod'

/** A request that is refused for a reason the asker can understand; the failure filter turns it into the answer. */
export class RefusedError extends Error {
  constructor(
    readonly status: number,
    readonly failure: Failure,
  ) {
    super(`${failure.code}: ${failure.message.en}`)
  }
}

const refused = (status: number, code: string, vi: string, en: string, details?: Failure['details']) =>
  new RefusedError(status, { code, message: { vi, en }, ...(details ? { details } : {}) })

/** The refusals that every app has; an app's own ones stand with the feature that refuses. */
export const refusal = {
  /** @param what the schema's own findings, one a field */
  badInput: (error: z.ZodError) =>
    refused(
      400,
      'bad-input',
      'Dữ liệu gửi lên chưa đúng. Vui lòng xem lại các mục được nêu.',
      'What was sent does not fit. Please look at the fields named.',
      error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
    ),
  unauthenticated: () => refused(401, 'not-signed-in', 'Anh/Chị chưa đăng nhập hoặc phiên làm việc đã hết hạn.', 'You are not signed in, or your session has ended.'),
  forbidden: () => refused(403, 'not-allowed', 'Tài khoản của Anh/Chị không có quyền thực hiện việc này.', 'Your account may not do this.'),
  notFound: (what: { vi: string; en: string }) => refused(404, 'not-found', `Không tìm thấy ${what.vi}.`, `There is no such ${what.en}.`),
  conflict: (code: string, message: { vi: string; en: string }) => refused(409, code, message.vi, message.en),
  tooMany: (retryAfterSeconds: number) =>
    refused(
      429,
      'too-many-requests',
      `Quá nhiều yêu cầu. Vui lòng thử lại sau ${retryAfterSeconds} giây.`,
      `Too many requests. Please try again in ${retryAfterSeconds} seconds.`,
    ),
  unavailable: (code: string, message: { vi: string; en: string }) => refused(503, code, message.vi, message.en),
  internal: () => refused(500, 'internal', 'Hệ thống gặp lỗi. Vui lòng thử lại; nếu vẫn lỗi, xin báo quản trị viên.', 'Something went wrong. Please try again; if it stays, tell the administrator.'),
}
