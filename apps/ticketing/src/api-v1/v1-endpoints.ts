import { ApiCalls, ApiCallsQuery, LedgerBook, LedgerQuery, Report, ReportName, ReportQuery, type LocalName } from '@app/contracts'
import type { z } from 'zod'

export interface V1Endpoint {
  path: string
  /** Operation id. */
  name: string
  right: string
  summary: LocalName
  description: LocalName
  /** Parts of the address in braces. */
  parts: Record<string, z.ZodType>
  query: z.ZodObject
  answer: z.ZodType
}

/** What version 1 of the API offers; the document and its page are made of it. */
export const V1_ENDPOINTS: readonly V1Endpoint[] = [
  {
    path: '/api/v1/ledger',
    name: 'ledger',
    right: 'ledger',
    summary: { vi: 'Sổ cuộc gọi theo ngày', en: 'The ledger by day' },
    description: {
      vi: 'Số cuộc vào hàng chờ và kết quả của từng cuộc: vào hàng chờ = đã trả lời + bỏ máy + hẹn gọi lại + để lại lời nhắn + không được tiếp + bỏ máy sớm + đang chờ. Ngày theo giờ Việt Nam.',
      en: 'What became of the calls that were offered: offered = answered + abandoned + called back + voicemail + overflowed + short abandons + waiting. Days by Vietnam’s clock.',
    },
    parts: {},
    query: LedgerQuery,
    answer: LedgerBook,
  },
  {
    path: '/api/v1/calls',
    name: 'calls',
    right: 'calls',
    summary: { vi: 'Từng cuộc gọi, không có dữ liệu cá nhân', en: 'Single calls, without persons' },
    description: {
      vi: 'Cuộc gọi của người dân trong khoảng ngày, cũ trước mới sau, mỗi trang 500 cuộc. Không có số máy, ghi âm, tên tổng đài viên.',
      en: 'Citizens’ calls of the days asked for, the oldest first, 500 a page. No number, no recording, no operator.',
    },
    parts: {},
    query: ApiCallsQuery,
    answer: ApiCalls,
  },
  {
    path: '/api/v1/reports/{name}',
    name: 'report',
    right: 'reports.{name}',
    summary: { vi: 'Một báo cáo', en: 'A report' },
    description: {
      vi: 'Đúng các bảng mà màn hình và tệp xuất hiển thị: cột, hàng và tổng. Bộ lọc mà báo cáo không nhận sẽ bị từ chối.',
      en: 'The very tables that screen and export show: columns, rows and totals. A filter that a report does not take is refused.',
    },
    parts: { name: ReportName },
    query: ReportQuery,
    answer: Report,
  },
]
