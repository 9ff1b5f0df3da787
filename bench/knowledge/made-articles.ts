import type { ArticleContent } from '@app/contracts'
import { EXAMPLE_ARTICLES } from '../../apps/ticketing/src/seed/seed-articles.js'
import { COMPLAINTS, MORE, WARDS } from '@app/made-city'

const WHO = ['người cao tuổi', 'trẻ em', 'người nước ngoài', 'hộ gia đình', 'doanh nghiệp', 'người khuyết tật', 'hộ nghèo', 'sinh viên', 'người lao động', 'người có công']
const WAYS = ['nộp trực tuyến', 'nộp qua bưu chính', 'làm liên thông', 'cấp lại khi bị mất', 'sửa sai sót', 'gia hạn', 'ủy quyền cho người khác', 'trả kết quả tại nhà', 'trường hợp quá hạn', 'khi thay đổi nơi cư trú']

/** So many articles as a city may have: the examples for each kind of person, way and place, each with words of its own. */
export function* madeArticles(count: number): Generator<{ key: string; content: ArticleContent }> {
  const complaints = Object.values(COMPLAINTS).flat()
  for (let i = 0; i < count; i++) {
    const { content } = EXAMPLE_ARTICLES[i % EXAMPLE_ARTICLES.length] ?? { content: undefined }
    if (!content) return
    const round = Math.floor(i / EXAMPLE_ARTICLES.length)
    const who = WHO[round % WHO.length] ?? ''
    const way = WAYS[Math.floor(round / WHO.length) % WAYS.length] ?? ''
    const ward = WARDS[(round * 7 + i) % WARDS.length] ?? ''
    const question = `${complaints[(i * 13 + round) % complaints.length]} ${MORE[(i * 5 + round) % MORE.length]}`
    const title = `${content.title.vi}: ${way}, ${who}`.slice(0, 120)
    yield { key: `made-${i}`, content: { ...content, title: { vi: title, en: content.title.en }, summary: { vi: `${content.summary.vi} Áp dụng cho ${who} tại ${ward}. ${question}.`.slice(0, 2_000), en: content.summary.en } } }
  }
}
