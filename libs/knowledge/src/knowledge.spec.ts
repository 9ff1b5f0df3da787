import type { ArticleContent } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { articleChanges } from './article-changes.js'
import { ArticleIndex } from './article-index.js'
import { shortArticle, spokenArticle, writtenArticle } from './article-texts.js'

const none = { vi: '', en: '' }
const article = (title: string, more: Partial<ArticleContent> = {}): ArticleContent => ({
  topic: 'civil-status', title: { vi: title, en: '' }, summary: none, documents: [], steps: [], fee: none, time: none, place: none, online: none, legalBase: [], keywords: '', spoken: none, forFlows: false, isExample: false, ...more,
})

const BIRTH = article('Đăng ký khai sinh', { title: { vi: 'Đăng ký khai sinh', en: 'Birth registration' }, keywords: 'làm giấy khai sinh, đăng ký cho em bé', documents: [{ vi: 'Giấy chứng sinh', en: 'Certificate of live birth' }] })
const articles: Record<string, ArticleContent> = {
  birth: BIRTH,
  again: article('Đăng ký lại khai sinh', { keywords: 'mất giấy khai sinh', topic: 'civil-status' }),
  marriage: article('Đăng ký kết hôn', { documents: [{ vi: 'Giấy xác nhận tình trạng hôn nhân', en: '' }] }),
  residence: article('Đăng ký thường trú', { topic: 'residence', summary: { vi: 'Cần giấy khai sinh của trẻ khi nhập theo cha mẹ.', en: '' } }),
  land: article('Cấp giấy chứng nhận quyền sử dụng đất', { topic: 'land', keywords: 'sổ đỏ, sổ hồng' }),
  house: article('Cấp giấy phép xây dựng', { topic: 'construction', keywords: 'xây nhà' }),
}
const index = new ArticleIndex()
for (const [key, content] of Object.entries(articles)) index.put(key, content)
const found = (words: string) => index.search(words, 10).map(({ key }) => key)

describe('a search for articles', () => {
  it.each([
    ['đăng ký khai sinh', 'birth'],
    ['khai sinh', 'birth'],
    ['lam giay khai sinh', 'birth'],
    ['LÀM GIẤY KHAI SINH', 'birth'],
    ['lam giay khai sihn', 'birth'],
    ['lam giay kai sinh', 'birth'],
    ['lam giay khaisinh', 'birth'],
    ['toi muon lam giay khai sinh cho con thi can gi', 'birth'],
    ['dang ky khai si', 'birth'],
    ['birth', 'birth'],
    ['mat giay khai sinh', 'again'],
    ['dang ky lai khai sinh', 'again'],
    ['ket hon', 'marriage'],
    ['so do', 'land'],
    ['sổ đ', 'land'],
    ['giay phep xay nha', 'house'],
  ])('for "%s" has %s first', (words, key) => {
    expect(found(words)[0]).toBe(key)
  })

  it('finds the title before the small print', () => {
    expect(found('khai sinh').slice(0, 2).sort()).toEqual(['again', 'birth'])
    expect(found('tinh trang hon nhan')).toEqual(['marriage'])
  })

  it.each(['', '?', 'xe buýt', 'nguyễn thị không ai'])('for "%s" finds nothing', (words) => {
    expect(found(words)).toEqual([])
  })

  it('says what was found with a slip', () => {
    expect(index.search('khai sihn ', 1)).toMatchObject([{ key: 'birth', slip: true }])
    expect(index.search('khai sinh ', 1)).toMatchObject([{ key: 'birth', slip: false }])
  })

  it('can be narrowed to a topic', () => {
    expect(index.search('khai sinh', 10, 'residence').map(({ key }) => key)).toEqual(['residence'])
  })

  it('knows an article as it is now, and forgets what was withdrawn', () => {
    const changing = new ArticleIndex()
    changing.put('a', article('Cấp hộ chiếu'))
    changing.put('a', article('Cấp căn cước'))
    expect(changing.search('ho chieu', 5)).toEqual([])
    expect(changing.search('can cuoc', 5)).toHaveLength(1)
    changing.remove('a')
    changing.put('b', article('Đăng ký xe'))
    expect([changing.search('can cuoc', 5), changing.search('xe', 5).map(({ key }) => key), changing.size]).toEqual([[], ['b'], 1])
  })

  it('puts every article first for its whole title', () => {
    for (const [key, content] of Object.entries(articles)) expect([content.title.vi, found(content.title.vi)[0]]).toEqual([content.title.vi, key])
  })
})

describe('what changed', () => {
  const text = fc.array(fc.constantFrom('khai', 'sinh', 'phí', '5.000', 'đồng', ',', ' '), { maxLength: 30 }).map((words) => words.join(' ').trim())

  it('is told word by word, and both sides can be read from it', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changes = articleChanges(article('T', { fee: { vi: before, en: '' } }), article('T', { fee: { vi: after, en: '' } }))
        const pieces = changes.find(({ field }) => field === 'fee.vi')?.pieces ?? []
        const side = (not: 'added' | 'removed') => pieces.filter(({ how }) => how !== not).map(({ text: piece }) => piece).join('')
        expect(before === after ? changes : [side('added'), side('removed')]).toEqual(before === after ? [] : [before, after])
      }),
    )
  })

  it('names a line, and what is of no language', () => {
    const changes = articleChanges(BIRTH, { ...BIRTH, isExample: true, documents: [{ vi: 'Giấy chứng sinh bản chính', en: 'Certificate of live birth' }] })
    expect(changes).toEqual([
      { field: 'documents.1.vi', pieces: [{ text: 'Giấy chứng sinh', how: 'same' }, { text: ' bản chính', how: 'added' }] },
      { field: 'isExample', pieces: [{ text: 'false', how: 'removed' }, { text: 'true', how: 'added' }] },
    ])
    expect(articleChanges(null, article('Mới')).map(({ field }) => field)).toEqual(['topic', 'title.vi', 'forFlows', 'isExample'])
  })
})

describe('an article in words', () => {
  const labels = { documents: 'Hồ sơ', steps: 'Các bước', fee: 'Lệ phí', time: 'Thời hạn', place: 'Nơi nộp', online: 'Trực tuyến', legalBase: 'Căn cứ' }

  it('is spoken as written for it, else title and summary', () => {
    expect(spokenArticle({ ...BIRTH, summary: { vi: 'Trong 60 ngày', en: '' } }, 'vi')).toBe('Đăng ký khai sinh. Trong 60 ngày.')
    expect(spokenArticle({ ...BIRTH, spoken: { vi: 'Xin nghe.', en: '' } }, 'vi')).toBe('Xin nghe.')
    expect(spokenArticle(BIRTH, 'en')).toBe('Birth registration.')
  })

  it('is a mail without headings for what is empty', () => {
    expect(writtenArticle({ ...BIRTH, fee: { vi: 'Miễn phí', en: '' } }, 'en', labels)).toBe('HỒ SƠ\n- Certificate of live birth\n\nLỆ PHÍ\nMiễn phí')
  })

  it('is cut at a word', () => {
    expect(shortArticle({ ...BIRTH, summary: { vi: 'Một hai ba bốn năm', en: '' } }, 'vi', 12)).toBe('Một hai...')
  })
})
