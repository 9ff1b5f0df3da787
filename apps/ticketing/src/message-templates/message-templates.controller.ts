import { Body, Controller, Get, HttpCode, Post, Put, Res } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { HearTemplate, SaveTemplate, TryTemplate, type MessageTemplate, type Session, type TriedTemplate } from '@app/contracts'
import { fillMessage, SAMPLE_WORDS } from '@app/message-template'
import { refusal, RefusedError, ZodPipe } from '@app/service'
import type { Response } from 'express'
import { AttemptLimit } from '../access/attempt-limit.js'
import { May } from '../access/rights.js'
import { Database } from '../database/database.js'
import { MessageChannels } from '../messages/message-channels.js'
import { MessageVoice } from '../outgoing-calls/message-voice.js'
import { checkPlace, MessageTemplates } from './message-templates.service.js'

@Controller('api/message-templates')
export class MessageTemplatesController {
  /** A page that sends to any address must be no way to annoy people: so many messages by one person … */
  private readonly byUser = new AttemptLimit(10, 60 * 60_000)
  /** … and to one address, whoever sends them. */
  private readonly toAddress = new AttemptLimit(5, 60 * 60_000)

  constructor(
    private readonly templates: MessageTemplates,
    private readonly channels: MessageChannels,
    private readonly voice: MessageVoice,
    private readonly database: Database,
  ) {}

  @Get()
  @May('message-templates.edit')
  list(): Promise<MessageTemplate[]> {
    return this.templates.list()
  }

  /** Saves one; tells all as they are now. */
  @Put()
  @May('message-templates.edit')
  save(@Body(new ZodPipe(SaveTemplate)) body: SaveTemplate, @CurrentSession() session: Session): Promise<MessageTemplate[]> {
    return this.templates.save(body, session)
  }

  /** Sends what is being written, with the sample ticket's words. */
  @Post('try')
  @HttpCode(200)
  @May('message-templates.edit')
  async try(@Body(new ZodPipe(TryTemplate)) { to, words, ...address }: TryTemplate, @CurrentSession() session: Session): Promise<TriedTemplate> {
    checkPlace(address)
    const now = Date.now()
    const limits = [[this.byUser, String(session.userId)], [this.toAddress, to.toLowerCase()]] as const
    const wait = Math.max(...limits.map(([limit, key]) => limit.waitSeconds(key, now)))
    if (wait > 0) throw refusal.tooMany(wait)
    if (!this.channels.takes(address.channel, to)) throw new RefusedError(400, { code: 'bad-address', message: { vi: 'Địa chỉ hoặc số điện thoại chưa đúng.', en: 'The address or number is not right.' }, details: [{ path: 'to', message: 'is no address of this channel' }] })
    for (const [limit, key] of limits) limit.failed(key, now)
    const filled = fillMessage(words, address.channel, SAMPLE_WORDS[address.language], await this.templates.partsOf(this.database.manager, address))
    try {
      await this.channels.send(address.channel, { id: `test-${now}`, recipient: to, subject: filled.title, text: filled.text })
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      throw new RefusedError(502, { code: 'not-sent', message: { vi: `Không gửi được: ${why}`, en: `It could not be sent: ${why}` } })
    }
    return { outcome: this.channels.isConnected(address.channel) ? 'sent' : 'logged' }
  }

  /** What a citizen would hear, as sound. */
  @Post('hear')
  @HttpCode(200)
  @May('message-templates.edit')
  async hear(@Body(new ZodPipe(HearTemplate)) { words, ...address }: HearTemplate, @Res() response: Response): Promise<void> {
    checkPlace(address)
    const { text } = fillMessage(words, address.channel, SAMPLE_WORDS[address.language], await this.templates.partsOf(this.database.manager, address))
    const sound = await this.voice.hear(text, address.language)
    response.set({ 'Content-Type': 'audio/wav', 'Cache-Control': 'private, no-store' }).send(sound)
  }
}
