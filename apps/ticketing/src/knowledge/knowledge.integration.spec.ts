import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Article, ArticleChange, ArticleContent, ArticleFigures, ArticleHit, ArticleRecord, KeptArticle, Page } from '@app/contracts'
import request from 'supertest'
import { CitizenMessageEntity } from '../database/citizen-message.entity.js'
import { ArticleUseEntity } from '../database/knowledge.entities.js'
import { ContactOptOutEntity } from '../database/message.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { EXAMPLE_ARTICLES } from '../seed/seed-articles.js'
import { eventually, startTicketing } from '../ticketing-app.testing.js'

const BIRTH = 'dang-ky-khai-sinh'
const none = { vi: '', en: '' }
const CONTENT: ArticleContent = { topic: 'health', title: { vi: 'Tiêm chủng mở rộng', en: 'Vaccination' }, summary: { vi: 'Tiêm miễn phí cho trẻ.', en: '' }, documents: [{ vi: 'Sổ tiêm chủng', en: '' }], steps: [], fee: { vi: 'Miễn phí', en: '' }, time: none, place: none, online: none, legalBase: [], keywords: 'chích ngừa', spoken: none, forFlows: false, isExample: false }

let ticketing: Awaited<ReturnType<typeof startTicketing>>
let other: Awaited<ReturnType<typeof startTicketing>>

const call = async <T>(username: string, method: 'get' | 'post' | 'put' | 'delete', path: string, body?: object, at = ticketing) => {
  const answer = await request(at.http())[method](path).set('cookie', await at.cookieOf(username)).send(body)
  return { status: answer.status, body: answer.body as T, code: (answer.body as { code?: string } | undefined)?.code }
}
const found = async (words: string, at = ticketing) => (await call<ArticleHit[]>('operator1', 'get', `/api/articles?${new URLSearchParams({ words })}`, undefined, at)).body.map(({ key }) => key)
const save = (key: string, content: ArticleContent, revision: number | null, isNew = false) => call<ArticleRecord>('manager', 'put', `/api/kept-articles/${key}/draft`, { revision, content, isNew })
const publish = (key: string, revision: number | undefined, note = '') => call<ArticleRecord>('manager', 'post', `/api/kept-articles/${key}/publish`, { revision, note })

beforeAll(async () => {
  ticketing = await startTicketing('knowledge', 52)
  other = await startTicketing('knowledge', 53, { DATABASE_URL: ticketing.settings.DATABASE_URL })
})
afterAll(async () => {
  await other?.stop()
  await ticketing?.stop()
})

describe('the first start', () => {
  it('has the procedures that people ask for most, each marked as an example that is to be reviewed', async () => {
    expect(EXAMPLE_ARTICLES.length).toBeGreaterThanOrEqual(40)
    expect((await call<Article>('officer-tuphap', 'get', `/api/articles/${BIRTH}`)).body).toMatchObject({ version: 1, content: { isExample: true, title: { vi: 'Đăng ký khai sinh', en: 'Birth registration' } }, isOverdue: false, owner: null })
    const review = await call<Page<KeptArticle>>('supervisor', 'get', '/api/kept-articles?state=review')
    expect(review.body.total).toBe(EXAMPLE_ARTICLES.length)
  })

  it.each([
    ['lam giay khai sihn', BIRTH],
    ['mat can cuoc', 'cap-lai-can-cuoc'],
    ['so do', 'so-do-lan-dau'],
    ['chuyen ho khau', 'dang-ky-thuong-tru'],
    ['bang lai xe het han', 'doi-giay-phep-lai-xe'],
    ['rut bao hiem xa hoi', 'bao-hiem-xa-hoi-mot-lan'],
    ['mo quan', 'dang-ky-ho-kinh-doanh'],
    ['xin phep xay nha', 'giay-phep-xay-dung'],
    ['doc than', 'xac-nhan-tinh-trang-hon-nhan'],
    ['passport', 'cap-ho-chieu'],
    ['phat nguoi', 'nop-phat-giao-thong'],
    ['quen mat khau vneid', 'dinh-danh-dien-tu'],
    ['birth registration', BIRTH],
  ])('finds for "%s" %s first', async (words, key) => {
    expect((await found(words))[0]).toBe(key)
  })
})

describe('an article', () => {
  it('is found by nobody before it is published, and by everybody at once after it, in another process too', async () => {
    expect(await found('chich ngua', other)).toEqual([])
    const saved = await save('tiem-chung', CONTENT, null, true)
    expect(saved).toMatchObject({ status: 200, body: { version: null, draft: { revision: 1 }, versions: [] } })
    expect(await found('chich ngua')).toEqual([])
    expect((await call('operator1', 'get', '/api/articles/tiem-chung')).status).toBe(404)
    expect((await publish('tiem-chung', 1, 'Bài mới')).body).toMatchObject({ version: 1, draft: null, versions: [{ version: 1, deed: 'published', note: 'Bài mới', isCurrent: true, by: expect.any(String) }] })
    expect([await found('chich ngua'), await found('chich ngua', other)]).toEqual([['tiem-chung'], ['tiem-chung']])
    await eventually(async () => (await ticketing.told()).some((fact) => JSON.stringify(fact) === JSON.stringify({ topic: 'article', id: 'tiem-chung', departmentId: null })))
  })

  it('is not written over by somebody who did not see the newest, nor by a new one of the same key', async () => {
    expect((await save('tiem-chung', CONTENT, null, true)).code).toBe('article-key-taken')
    const draft = await save('tiem-chung', { ...CONTENT, fee: { vi: 'Có thu phí dịch vụ', en: '' } }, null)
    expect(draft.body.draft?.revision).toBe(2)
    expect((await save('tiem-chung', CONTENT, null)).code).toBe('article-saved-meanwhile')
    expect((await publish('tiem-chung', 1)).code).toBe('article-saved-meanwhile')
    expect((await Promise.all([publish('tiem-chung', 2, 'Đổi lệ phí'), publish('tiem-chung', 2)])).map(({ status }) => status).sort()).toEqual([200, expect.any(Number)])
    expect((await call<ArticleRecord>('manager', 'get', '/api/kept-articles/tiem-chung')).body.versions.map(({ version }) => version)).toEqual([2, 1])
  })

  it('tells what changed, goes back to an older version, and can be withdrawn', async () => {
    const changes = (await call<ArticleChange[]>('supervisor', 'get', '/api/kept-articles/tiem-chung/changes?from=1&to=2')).body
    expect(changes).toEqual([{ field: 'fee.vi', pieces: expect.arrayContaining([{ text: 'Miễn', how: 'removed' }]) }])
    expect((await call<ArticleRecord>('manager', 'post', '/api/kept-articles/tiem-chung/roll-back', { version: 1, note: 'Nhầm' })).body).toMatchObject({ version: 3, versions: [{ version: 3, deed: 'rolled-back', rolledBackTo: 1 }, { version: 2 }, { version: 1 }] })
    expect((await call<Article>('operator1', 'get', '/api/articles/tiem-chung')).body.content.fee.vi).toBe('Miễn phí')
    expect((await call<ArticleRecord>('manager', 'post', '/api/kept-articles/tiem-chung/withdraw', { note: 'Hết hiệu lực' })).body).toMatchObject({ version: null })
    expect([await found('chich ngua'), await found('chich ngua', other)]).toEqual([[], []])
    expect((await call<ArticleRecord>('manager', 'post', '/api/kept-articles/tiem-chung/roll-back', { version: 3, note: '' })).body.version).toBe(5)
    expect(await found('chich ngua', other)).toEqual(['tiem-chung'])
  })

  it('has an owner and a day of review; overdue it is marked for whoever reads', async () => {
    const [owner] = (await call<{ id: number; name: string }[]>('manager', 'get', '/api/article-owners')).body
    const care = await call<ArticleRecord>('manager', 'put', '/api/kept-articles/tiem-chung/care', { ownerId: owner?.id, reviewAt: '2020-01-01' })
    expect(care.body).toMatchObject({ owner, reviewAt: '2020-01-01', isOverdue: true })
    expect((await call<Article>('operator1', 'get', '/api/articles/tiem-chung')).body).toMatchObject({ owner, isOverdue: true })
    expect((await call<Page<KeptArticle>>('manager', 'get', '/api/kept-articles?state=review')).body.items[0]?.key).toBe('tiem-chung')
    await call('manager', 'put', '/api/kept-articles/tiem-chung/care', { ownerId: owner?.id, reviewAt: '2099-01-01', reviewed: true })
    expect((await call<ArticleHit[]>('operator1', 'get', '/api/articles?words=chich%20ngua')).body[0]?.isOverdue).toBe(false)
    expect((await call('manager', 'put', '/api/kept-articles/tiem-chung/care', { ownerId: 99_999, reviewAt: null })).status).toBe(404)
  })

  it('is kept by managers and administrators alone, and its drafts seen by supervisors', async () => {
    for (const username of ['operator1', 'officer-tuphap']) {
      expect((await call(username, 'get', '/api/kept-articles')).status).toBe(403)
      expect((await call(username, 'get', '/api/articles')).status).toBe(200)
    }
    expect((await call('supervisor', 'get', '/api/kept-articles')).status).toBe(200)
    expect((await call('supervisor', 'post', '/api/kept-articles/tiem-chung/withdraw', { note: '' })).status).toBe(403)
    expect((await call('officer-tuphap', 'post', `/api/articles/${BIRTH}/send`, {})).status).toBe(403)
  })

  it('for flows must be there in both languages', async () => {
    expect((await save('tiem-chung', { ...CONTENT, forFlows: true }, null)).code).toBe('not-spoken-in-both')
  })
})

describe('what became of articles', () => {
  const CALL = '1763895165.70'
  const use = (deed: string, more: object = {}, username = 'operator1') => call(username, 'post', `/api/articles/${BIRTH}/uses`, { occasion: CALL, callId: CALL, deed, ...more })
  const figures = async () => (await call<ArticleFigures>('manager', 'get', '/api/article-figures')).body

  it('counts once in a call, by operator, and of "did it help" the last word', async () => {
    for (const deed of ['opened', 'opened', 'read-out', 'not-helped', 'helped', 'not-helped']) expect((await use(deed, { remark: deed === 'not-helped' ? 'Thiếu mẫu tờ khai' : '' })).status).toBe(204)
    await use('helped', {}, 'operator2')
    const { total, articles, operators, remarks } = await figures()
    expect(total).toEqual({ opened: 2, readOut: 1, sent: 0, helped: 1, notHelped: 1 })
    expect(articles).toMatchObject([{ key: BIRTH, opened: 2 }])
    expect(operators).toHaveLength(2)
    expect(remarks).toMatchObject([{ key: BIRTH, remark: 'Thiếu mẫu tờ khai' }])
    expect((await call<ArticleHit[]>('operator1', 'get', '/api/articles')).body[0]?.key).toBe(BIRTH)
    expect(await ticketing.database.manager.findBy(ArticleUseEntity, { callId: CALL })).toHaveLength(2)
  })

  it('keeps words that found nothing, without numbers, and none that found something', async () => {
    for (const words of ['Vé xe buýt 0912345678', 'vé xe buýt', 'khai sinh', '0912345678']) expect((await call('operator1', 'post', '/api/article-misses', { words })).status).toBe(204)
    expect((await figures()).missed).toMatchObject([{ words: 'vé xe buýt', times: 2 }])
  })
})

describe('an article that is sent', () => {
  const send = (more: object = {}) => call<{ state: string }>('operator1', 'post', `/api/articles/${BIRTH}/send`, { occasion: '1763895165.71', callId: '1763895165.71', requestId: randomUUID(), channel: 'email', to: 'lan@example.vn', language: 'vi', ...more })
  const messages = () => ticketing.database.manager.findBy(CitizenMessageEntity, { articleKey: BIRTH })

  it('goes once with everything in it, and is counted', async () => {
    const requestId = randomUUID()
    expect((await send({ requestId })).status).toBe(200)
    expect((await send({ requestId })).status).toBe(200)
    const [message] = await messages()
    expect(await messages()).toHaveLength(1)
    expect(message).toMatchObject({ ticketId: null, recipient: 'lan@example.vn', subject: 'Đăng ký khai sinh' })
    for (const part of ['đang chờ đơn vị kiểm tra', 'Giấy chứng sinh', 'LỆ PHÍ', '/thu-tuc/dang-ky-khai-sinh']) expect(message?.text).toContain(part)
    await eventually(async () => (await call<{ state: string }>('operator1', 'get', `/api/article-messages/${requestId}`)).body.state === 'sent')
    expect(await ticketing.database.manager.findBy(ArticleUseEntity, { occasion: '1763895165.71' })).toMatchObject([{ key: BIRTH, sentAt: expect.any(Date) }])
  })

  it('is an SMS without marks, with its link', async () => {
    expect((await send({ channel: 'sms', to: '+84 912 345 678', language: 'en' })).status).toBe(200)
    const sms = (await messages()).find(({ channel }) => channel === 'sms')
    expect([sms?.recipient, sms?.text]).toEqual(['0912345678', expect.stringMatching(/^1022: Birth registration\. .*\/procedures\/dang-ky-khai-sinh$/)])
  })

  it('goes to no address that is none, nor to whoever does not want it', async () => {
    expect((await send({ to: 'no address' })).code).toBe('bad-address')
    expect((await send({ channel: 'sms', to: '12' })).status).toBe(400)
    const { manager } = ticketing.database
    const categories = (await call<{ id: number }[]>('operator1', 'get', '/api/categories')).body
    await call('operator1', 'post', '/api/tickets', { requestId: randomUUID(), categoryId: categories[0]?.id, description: 'Xin hỏi.' })
    const [ticket] = await manager.find(TicketEntity, { take: 1 })
    await manager.insert(ContactOptOutEntity, { channel: 'email', addressKey: 'khong@example.vn', optedOutAt: new Date(), how: 'page', ticketId: ticket?.id ?? 0 })
    expect((await send({ to: 'Khong@example.vn' })).code).toBe('opted-out')
    expect((await messages()).map(({ recipient }) => recipient).sort()).toEqual(['0912345678', 'lan@example.vn'])
  })

  it('is found and erased with its citizen’s data', async () => {
    const found = await call<{ counts: { messages: number } }>('manager', 'post', '/api/persons/find', { number: '0912345678', name: null, unnamed: true, reason: 'Người dân yêu cầu' })
    expect(found.body.counts.messages).toBe(1)
  })
})

describe('the citizen’s page', () => {
  const page = async (path: string) => {
    const answer = await request(ticketing.http()).get(path)
    return { status: answer.status, text: answer.text }
  }

  it('lists and finds procedures without a script or a sign-in, and says what is an example', async () => {
    expect((await page('/thu-tuc')).text).toContain('Đăng ký khai sinh')
    const { text } = await page('/thu-tuc?q=lam%20giay%20khai%20sihn')
    expect([text.includes('Đăng ký khai sinh'), text.includes('<script')]).toEqual([true, false])
    expect((await page(`/procedures/${BIRTH}`)).text).toContain('not yet checked')
    expect((await page('/thu-tuc/khong-co')).status).toBe(404)
    expect((await page('/thu-tuc/..%2F')).status).toBe(404)
    expect((await page('/thu-tuc?q=%3Cscript%3E')).text).not.toContain('<script')
  })
})
