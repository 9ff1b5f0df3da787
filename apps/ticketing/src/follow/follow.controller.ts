import { Body, Controller, Get, Header, HttpCode, Param, Post, Req, Res, UseFilters } from '@nestjs/common'
import { Open } from '@app/access'
import { CITIZEN_LIMITS, DoDeed, MOST_AT_ONCE, type Language } from '@app/contracts'
import { refusal, RefusedError } from '@app/service'
import type { Request, Response } from 'express'
import { AttemptLimit } from '../access/attempt-limit.js'
import { AttachmentStore, type ArrivedFile } from '../attachments/attachment-store.js'
import { sendAttachment } from '../attachments/send-attachment.js'
import type { TicketEntity } from '../database/ticket.entities.js'
import { askPage, FOLLOW_PATHS, ticketPage, type FollowNotice } from './follow-page.js'
import { FollowFailureFilter } from './follow-failure.filter.js'
import { FOLLOW_POLICY as POLICY } from './follow-policy.js'
import { TellingService } from '../telling/telling.service.js'
import { FollowService } from './follow.service.js'
import { readForm, RefusedForm, type SentForm } from './read-form.js'

/** What a citizen does, by the last word of the address. */
const DEEDS: ReadonlySet<string> = new Set(['replied', 'rated', 'reopened'])

/** Those with which files may come. */
const WITH_FILES: ReadonlySet<string> = new Set(['replied', 'reopened'])
const FORM_BYTES = MOST_AT_ONCE * CITIZEN_LIMITS.photo + 200_000

const languageOf = ({ path }: Request): Language => (path.startsWith(FOLLOW_PATHS.en) ? 'en' : 'vi')

/** Where a citizen follows a ticket, without a script and without signing in. */
@Controller([FOLLOW_PATHS.vi, FOLLOW_PATHS.en])
@Open()
@UseFilters(FollowFailureFilter)
export class FollowController {
  /** So that nobody walks through codes from one address … */
  private readonly ofAddress = new AttemptLimit(20, 10 * 60_000)
  /** … or through the numbers of one code from many. */
  private readonly ofCode = new AttemptLimit(6, 60 * 60_000)

  /** Forms with files of one address, and of one ticket: nobody fills the disk. */
  private readonly uploadsOfAddress = new AttemptLimit(20, 10 * 60_000)
  private readonly uploadsOfTicket = new AttemptLimit(6, 60 * 60_000)

  constructor(
    private readonly follow: FollowService,
    private readonly store: AttachmentStore,
    private readonly telling: TellingService,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', POLICY)
  ask(@Req() request: Request): string {
    const code = request.query['code']
    return askPage(languageOf(request), null, typeof code === 'string' ? code.slice(0, 15) : '')
  }

  @Post()
  @Header('content-security-policy', POLICY)
  async find(@Body() body: Record<string, unknown>, @Req() request: Request, @Res() response: Response): Promise<void> {
    const language = languageOf(request)
    const code = field(body, 'code').replace(/[\s.-]/g, '')
    const now = Date.now()
    const keys = [[this.ofAddress, request.ip ?? ''], [this.ofCode, code]] as const
    const wait = Math.max(...keys.map(([limit, key]) => limit.waitSeconds(key, now)))
    const refuse = (status: number, notice: FollowNotice) => void response.status(status).type('html').send(askPage(language, notice, field(body, 'code').slice(0, 15)))
    if (wait > 0) return refuse(429, { tooManyForMinutes: Math.ceil(wait / 60) })
    const path = await this.follow.pathOf(code, field(body, 'digits').trim(), language)
    if (path === null) {
      for (const [limit, key] of keys) limit.failed(key, now)
      return refuse(404, 'notFound')
    }
    response.redirect(303, path)
  }

  @Get(':code/:key')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', POLICY)
  @Header('cache-control', 'no-store')
  @Header('referrer-policy', 'no-referrer')
  async show(@Param('code') code: string, @Param('key') key: string, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    const said = request.query['said']
    return this.page(code, key, request, response, said === 'done' ? said : null)
  }

  @Post([':code/:key/opted-out', ':code/:key/opted-in'])
  @Header('content-security-policy', POLICY)
  async choose(@Param('code') code: string, @Param('key') key: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const ticket = await this.follow.ticketOf(code, key)
    if (!ticket) return void response.status(404).type('html').send(askPage(languageOf(request), 'badLink'))
    await this.telling.optOutByCitizen(ticket, request.path.endsWith('/opted-out'))
    response.redirect(303, `${this.follow.pathWithKey(ticket.code, languageOf(request))}?said=done`)
  }

  @Post(':code/:key/:deed')
  @HttpCode(200)
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', POLICY)
  @Header('cache-control', 'no-store')
  async do(@Param('code') code: string, @Param('key') key: string, @Param('deed') deed: string, @Body() body: Record<string, unknown>, @Req() request: Request, @Res() response: Response): Promise<void> {
    const send = async (status: number, notice: FollowNotice, written = '') => {
      const text = await this.page(code, key, request, response, notice, written)
      response.status(response.statusCode === 404 ? 404 : status).send(text)
    }
    const ticket = await this.follow.ticketOf(code, key)
    if (!ticket || !DEEDS.has(deed)) return send(404, 'badLink')
    const wait = this.waitForUpload(ticket, request)
    if (wait > 0) return send(429, { tooManyUploadsForMinutes: Math.ceil(wait / 60) })
    const form = await this.formOf(deed, body, request).catch((error: unknown) => {
      if (error instanceof RefusedForm) return error
      throw error
    })
    if (form instanceof RefusedForm) {
      if (!(form.why instanceof RefusedError)) throw form.why
      return send(form.why.status, { refused: form.why.failure.message[languageOf(request)] }, field(form.fields, 'text'))
    }
    try {
      const text = field(form.fields, 'text').trim()
      const { data: act } = DoDeed.safeParse({ deed, ...(text !== '' && { text }), ...(deed === 'rated' && { rating: Number(field(form.fields, 'rating')) }) })
      if (!act) return await send(400, 'tooShort', text)
      await this.follow.do(ticket, act, form.files)
    } catch (error) {
      if (!(error instanceof RefusedError) || error.status !== 409) throw error
      return send(409, error.failure.code === 'not-now' ? 'notNow' : { refused: error.failure.message[languageOf(request)] })
    } finally {
      for (const file of form.files) await this.store.discard(file)
    }
    response.redirect(303, `${this.follow.pathWithKey(ticket.code, languageOf(request))}?said=done`)
  }

  @Get(':code/:key/files/:id')
  file(@Param('code') code: string, @Param('key') key: string, @Param('id') id: string, @Res() response: Response): Promise<void> {
    return this.sendFile('shown', code, key, id, response)
  }

  @Get(':code/:key/files/:id/thumb')
  thumb(@Param('code') code: string, @Param('key') key: string, @Param('id') id: string, @Res() response: Response): Promise<void> {
    return this.sendFile('thumb', code, key, id, response)
  }

  private async sendFile(form: 'shown' | 'thumb', code: string, key: string, id: string, response: Response): Promise<void> {
    const ticket = await this.follow.ticketOf(code, key)
    if (!ticket) throw refusal.notFound({ vi: 'tệp này', en: 'file' })
    await sendAttachment(response, this.store, await this.follow.fileOf(ticket, Number(id)), form)
  }

  /** Seconds until a form with files is taken again; each one counts. */
  private waitForUpload(ticket: TicketEntity, request: Request): number {
    if (!request.is('multipart/form-data')) return 0
    const now = Date.now()
    const keys = [[this.uploadsOfAddress, request.ip ?? ''], [this.uploadsOfTicket, ticket.code]] as const
    const wait = Math.max(...keys.map(([limit, key]) => limit.waitSeconds(key, now)))
    if (wait === 0) for (const [limit, key] of keys) limit.failed(key, now)
    else request.resume()
    return wait
  }

  private async formOf(deed: string, body: Record<string, unknown> | undefined, request: Request): Promise<SentForm<ArrivedFile>> {
    if (!WITH_FILES.has(deed) || !request.is('multipart/form-data')) return { fields: Object.fromEntries(Object.keys(body ?? {}).map((name) => [name, field(body, name)])), files: [] }
    return readForm(request, { most: MOST_AT_ONCE, mostBytes: FORM_BYTES, take: (stream, name) => this.store.receive(stream, name, CITIZEN_LIMITS), discard: (file) => this.store.discard(file) })
  }

  private async page(code: string, key: string, request: Request, response: Response, notice: FollowNotice | null, written = ''): Promise<string> {
    const language = languageOf(request)
    const ticket = await this.follow.ticketOf(code, key)
    if (!ticket) {
      response.status(404)
      return askPage(language, 'badLink')
    }
    const paths = { path: this.follow.pathWithKey(ticket.code, language), otherPath: this.follow.pathWithKey(ticket.code, language === 'vi' ? 'en' : 'vi') }
    return ticketPage(language, await this.follow.view(ticket, language), { ...paths, notice, written })
  }
}

/** A field of a form; one that came twice, or not at all, is empty. */
const field = (body: Record<string, unknown> | undefined, name: string): string => (typeof body?.[name] === 'string' ? body[name] : '')
