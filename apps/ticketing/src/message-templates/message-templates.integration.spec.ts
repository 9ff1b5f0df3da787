import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Category, MessageTemplate, TemplateWords, Ticket } from '@app/contracts'
import { TEMPLATE_PLACES } from '@app/message-template'
import request from 'supertest'
import { startTicketing } from '../ticketing-app.testing.js'

const PATH = '/api/message-templates'
let ticketing: Awaited<ReturnType<typeof startTicketing>>

const call = async <T>(username: string, method: 'get' | 'post' | 'put', path: string, body?: object) => {
  const answer = await request(ticketing.http())[method](path).set('cookie', await ticketing.cookieOf(username)).send(body)
  return { status: answer.status, type: answer.headers['content-type'], body: answer.body as T }
}
const address = { subject: 'made', channel: 'email', language: 'vi' } as const
const save = (words: TemplateWords, version: number) => call<MessageTemplate[]>('admin', 'put', PATH, { ...address, words, version })
const WORDS = { title: 'Phiếu {code} của Quý khách', text: 'Phiếu {code}, {category}. Theo dõi: {link}' }

beforeAll(async () => {
  ticketing = await startTicketing('templates', 47)
})
afterAll(() => ticketing?.stop())

describe('the texts that citizens are sent', () => {
  it('are there in both languages as they were shipped, for an administrator', async () => {
    const { body } = await call<MessageTemplate[]>('admin', 'get', PATH)
    expect(body).toHaveLength(TEMPLATE_PLACES.length * 2)
    expect(body.every(({ words, shipped, version }) => version === 0 && words.text === shipped.text)).toBe(true)
    expect((await call('supervisor', 'get', PATH)).status).toBe(403)
  })

  it('are saved as a new version and used at once; one with an error is not, nor one that somebody else saved meanwhile', async () => {
    expect(await save({ ...WORDS, text: 'Phiếu {code}.' }, 0)).toMatchObject({ status: 400, body: { code: 'bad-template', details: [{ path: 'no-link' }] } })
    expect(await save({ ...WORDS, text: 'Phiếu {code} {links} {link}.' }, 0)).toMatchObject({ status: 400, body: { details: [{ path: 'unknown-variable', message: 'links' }] } })
    const saved = await save(WORDS, 0)
    expect(saved.body.find((one) => one.subject === 'made' && one.channel === 'email' && one.language === 'vi')).toMatchObject({ version: 1, words: WORDS })
    expect((await save(WORDS, 0)).status).toBe(409)
    expect((await Promise.all([save({ ...WORDS, title: 'Phiếu {code}' }, 1), save({ ...WORDS, title: 'Mã {code}' }, 1)])).map(({ status }) => status).sort()).toEqual([200, 409])

    const category = (await call<Category[]>('supervisor', 'get', '/api/categories')).body[0] as Category
    const made = await call<Ticket>('operator1', 'post', '/api/tickets', { requestId: randomUUID(), categoryId: category.id, description: 'Đèn hỏng.', citizenEmail: 'lan@example.vn', tellBy: 'email' })
    expect(made.body.messages[0]?.text).toContain(`Phiếu ${made.body.code.replace(/(\d{3})(?=\d)/g, '$1 ')}, ${category.name.vi}. Theo dõi: http`)
  })

  it('are tried at an address typed in, so often and no more', async () => {
    const to = (recipient: string) => call<{ outcome: string }>('admin', 'post', `${PATH}/try`, { ...address, words: WORDS, to: recipient })
    expect((await to('no address')).status).toBe(400)
    expect(await to('thu@example.vn')).toMatchObject({ status: 200, body: { outcome: 'logged' } })
    const answers: number[] = []
    for (let n = 0; n < 6; n++) answers.push((await to('THU@example.vn')).status)
    expect(answers).toEqual([200, 200, 200, 200, 429, 429])
    for (let n = 0; n < 5; n++) await to(`thu${n}@example.vn`)
    expect((await to('thu9@example.vn')).status).toBe(429)
    expect((await call('supervisor', 'post', `${PATH}/try`, { ...address, words: WORDS, to: 'thu@example.vn' })).status).toBe(403)
  })

  it('are heard as a telephone speaks them', async () => {
    const heard = await call('admin', 'post', `${PATH}/hear`, { subject: 'answered', channel: 'phone', language: 'vi', words: { title: '', text: 'Phiếu {code}: {text}' } })
    expect([heard.status, heard.type]).toEqual([200, 'audio/wav'])
    expect((await call('admin', 'post', `${PATH}/hear`, { subject: 'made', channel: 'phone', language: 'vi', words: WORDS })).status).toBe(404)
  })
})
