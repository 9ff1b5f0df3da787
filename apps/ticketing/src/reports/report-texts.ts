import type { LocalName, ReportName } from '@app/contracts'

const text = (vi: string, en: string): LocalName => ({ vi, en })

export const REPORT_TITLES: Record<ReportName, LocalName> = {
  volume: text('Lượng cuộc gọi', 'Call volume'),
  'heat-map': text('Giờ cao điểm trong tuần', 'Week by the hour'),
  waits: text('Thời gian chờ', 'Waiting times'),
  'service-level': text('Mức phục vụ', 'Service level'),
  abandons: text('Bỏ máy khi chờ', 'Abandoned calls'),
  handling: text('Thời gian xử lý', 'Handling time'),
  operators: text('Theo tổng đài viên', 'By operator'),
  flows: text('Đường đi trong kịch bản', 'Ways through the flows'),
  'repeat-callers': text('Gọi lại nhiều lần', 'Repeat callers'),
  surveys: text('Khảo sát hài lòng', 'Surveys'),
  tickets: text('Tiếp nhận và giải quyết', 'Received and settled'),
  departments: text('Xếp hạng đơn vị', 'Departments ranked'),
  categories: text('Theo lĩnh vực', 'By category'),
  'rising-topics': text('Vấn đề đang tăng', 'Rising topics'),
  scorecard: text('Bộ chỉ số quốc gia', 'National scorecard'),
}

/** Titles of tables, and words in cells. */
export const TABLE_TITLES = {
  'by-time': text('Theo thời gian', 'By time'),
  week: text('Cuộc gọi vào hàng chờ, theo thứ và giờ', 'Calls offered, by weekday and hour'),
  distribution: text('Phân bố thời gian chờ', 'How long callers waited'),
  percentiles: text('Phân vị thời gian chờ của cuộc gọi được trả lời', 'Percentiles of answered calls’ waits'),
  rivals: text('Các cách tính mức phục vụ', 'Rival formulas of the service level'),
  after: text('Bỏ máy sau khi chờ bao lâu', 'After how long they gave up'),
  followed: text('Sau đó ra sao', 'What became of them'),
  operators: text('Theo tổng đài viên', 'By operator'),
  flows: text('Theo kịch bản và phiên bản', 'By flow and version'),
  nodes: text('Theo bước của kịch bản', 'By step of the flow'),
  ratings: text('Theo điểm', 'By rating'),
  ages: text('Phiếu còn mở, theo tuổi', 'Open tickets by age'),
  departments: text('Theo đơn vị', 'By department'),
  months: text('Theo lĩnh vực, đơn vị và tháng', 'By category, department and month'),
  wards: text('Theo xã, phường', 'By ward'),
  topics: text('7 ngày gần nhất so với thường lệ', 'The last 7 days against the usual'),
  weeks: text('Theo tuần', 'By week'),
} as const satisfies Record<string, LocalName>

export const WORDS = {
  all: text('Tất cả', 'All'),
  total: text('Cộng', 'Total'),
  peak: text('Giờ cao điểm', 'Peak'),
  offPeak: text('Ngoài giờ cao điểm', 'Off-peak'),
  seconds: text('giây', 's'),
  minutes: text('phút', 'min'),
  hours: text('giờ', 'h'),
  longer: text('lâu hơn', 'longer'),
  'called-back': text('Đã được gọi lại', 'Called back by us'),
  'called-again': text('Tự gọi lại và đã gặp', 'Called again and was answered'),
  'closed-otherwise': text('Đóng với lý do khác', 'Closed for another reason'),
  nobody: text('Chưa ai liên hệ', 'Nobody has reached them yet'),
  'no-ward': text('Không có địa điểm', 'No place'),
  'not-given': text('Không chấm', 'Not given'),
  unknown: text('Không rõ', 'Not known'),
  'day-1': text('dưới 1 ngày', 'under 1 day'),
  'day-3': text('1–3 ngày', '1–3 days'),
  'day-7': text('3–7 ngày', '3–7 days'),
  'day-14': text('7–14 ngày', '7–14 days'),
  'day-30': text('14–30 ngày', '14–30 days'),
  'day-more': text('trên 30 ngày', 'over 30 days'),
} as const satisfies Record<string, LocalName>

export const WEEKDAYS: readonly LocalName[] = [
  text('Thứ Hai', 'Monday'),
  text('Thứ Ba', 'Tuesday'),
  text('Thứ Tư', 'Wednesday'),
  text('Thứ Năm', 'Thursday'),
  text('Thứ Sáu', 'Friday'),
  text('Thứ Bảy', 'Saturday'),
  text('Chủ nhật', 'Sunday'),
]

const QUEUES: Readonly<Record<string, LocalName>> = {
  procedures: text('Thủ tục hành chính', 'Administrative procedures'),
  reports: text('Phản ánh sự cố', 'Problem reports'),
}
/** A queue that is not known here is called as Asterisk does. */
export const queueName = (queue: string): LocalName => QUEUES[queue] ?? text(queue, queue)

/** Columns that are no metric. */
export const COLUMN_TITLES = {
  time: text('Thời gian', 'Time'),
  weekday: text('Thứ', 'Weekday'),
  wait: text('Chờ đến', 'Waited up to'),
  share: text('Tỷ lệ', 'Share'),
  when: text('Khi nào', 'When'),
  what: text('Kết quả', 'What'),
  formula: text('Cách tính', 'Formula'),
  operator: text('Tổng đài viên', 'Operator'),
  flow: text('Kịch bản', 'Flow'),
  version: text('Phiên bản', 'Version'),
  node: text('Bước', 'Step'),
  came: text('Đến bước này', 'Came here'),
  hungUp: text('Gác máy tại đây', 'Hung up here'),
  meanStay: text('Ở lại trung bình', 'Mean stay'),
  rating: text('Điểm', 'Rating'),
  age: text('Tuổi', 'Age'),
  department: text('Đơn vị xử lý', 'Department'),
  category: text('Lĩnh vực', 'Category'),
  ward: text('Xã, phường', 'Ward'),
  month: text('Tháng', 'Month'),
  week: text('Tuần từ', 'Week from'),
  rank: text('Hạng', 'Rank'),
  usual: text('Thường lệ mỗi tuần', 'Usual, a week'),
  now: text('7 ngày gần nhất', 'Last 7 days'),
  times: text('Gấp', 'Times'),
  p50: text('50%', '50%'),
  p80: text('80%', '80%'),
  p90: text('90%', '90%'),
  p95: text('95%', '95%'),
  p99: text('99%', '99%'),
  longest: text('Lâu nhất', 'Longest'),
  low: text('Khoảng tin cậy: từ', 'Interval: from'),
  high: text('Khoảng tin cậy: đến', 'Interval: to'),
} as const satisfies Record<string, LocalName>
