import { Inject, Injectable, Logger } from '@nestjs/common'
import type { SendArticle, SentArticle, Session } from '@app/contracts'
import { writtenArticle } from '@app/knowledge'
import { dialable } from '@app/phone-number'
import { refusal, RefusedError } from '@app/service'
import { duplicateKey } from '../database/database-fault.js'
import { CitizenMessageEntity } from '../database/citizen-message.entity.js'
import { Database } from '../database/database.js'
import { MessageTemplates } from '../message-templates/message-templates.service.js'
import { ContactOptOuts } from '../messages/contact-opt-outs.js'
import { MessageChannels } from '../messages/message-channels.js'
import { firstTry } from '../messages/sending-course.js'
import { SETTINGS, TicketingSettings } from '../settings.js'
import { PROCEDURE_PATHS, PROCEDURE_TEXTS } from './article-labels.js'
import { ArticleUses } from './article-uses.service.js'
import { ArticlesService } from './articles.service.js'

/** An article to whoever asked for it, the way they chose; it waits among the other messages to citizens. */
@Injectable()
export class ArticleSending {
  private readonly log = new Logger(ArticleSending.name)

  constructor(
    private readonly database: Database,
    private readonly articles: ArticlesService,
    private readonly templates: MessageTemplates,
    private readonly channels: MessageChannels,
    private readonly optOuts: ContactOptOuts,
    private readonly uses: ArticleUses,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
  ) {}

  /** @throws RefusedError 400 for what is no address of the channel, 409 where its owner does not want to be told by it */
  async send(key: string, { channel, to, language, requestId, occasion, callId }: SendArticle, session: Session): Promise<SentArticle> {
    const { version } = await this.articles.inForce(key)
    const { content } = version
    if (!this.channels.takes(channel, to)) throw badAddress(channel)
    const recipient = channel === 'email' ? to : (dialable(to) ?? to)
    const at = new Date()
    const nextTryAt = firstTry(channel, at, this.settings)
    const title = language === 'en' && content.title.en !== '' ? content.title.en : content.title.vi
    const link = new URL(`${PROCEDURE_PATHS[language]}/${key}`, this.settings.PUBLIC_URL).href
    const note = content.isExample ? `${PROCEDURE_TEXTS[language].example}\n\n` : ''
    const words = { ...NO_TICKET, title, text: `${note}${writtenArticle(content, language, PROCEDURE_TEXTS[language].labels)}`, link }
    try {
      await this.database.manager.transaction(async (tx) => {
        const since = await this.optOuts.since(tx, channel, recipient)
        if (since !== null) throw optedOut(since)
        const filled = await this.templates.fill(tx, { subject: 'article', channel, language }, words)
        await tx.insert(CitizenMessageEntity, {
          ticketId: null,
          articleKey: key,
          requestId,
          about: 'article',
          channel,
          recipient,
          subject: filled.title.slice(0, 200),
          text: filled.text,
          state: 'waiting',
          attempts: 0,
          nextTryAt,
          createdAt: at,
          sentAt: null,
          trouble: null,
          sound: null,
          soundMs: null,
          placedCallId: null,
        })
        await this.uses.noteSent(tx, key, version.version, { occasion, callId }, session.userId)
      })
      this.log.log(`article ${key} to be sent by ${channel}, by ${session.username}`)
    } catch (error) {
      // The answer of the first time was lost: it is stored already.
      if (duplicateKey(error) !== 'uq_citizen_messages_request') throw error
    }
    return this.stateOf(requestId)
  }

  /** How far it is. @throws RefusedError 404 */
  async stateOf(requestId: string): Promise<SentArticle> {
    const row = await this.database.manager.findOneBy(CitizenMessageEntity, { requestId })
    if (!row) throw refusal.notFound({ vi: 'tin nhắn này', en: 'message' })
    return { state: row.state === 'sent' ? 'sent' : row.state === 'given-up' ? 'given-up' : 'waiting', nextTryAt: row.nextTryAt?.toISOString() ?? null }
  }
}

const NO_TICKET = { code: '', category: '', department: '', deadline: '', lateReason: null }

const badAddress = (channel: 'email' | 'sms') =>
  new RefusedError(400, {
    code: 'bad-address',
    message: channel === 'email' ? { vi: 'Địa chỉ thư điện tử chưa đúng.', en: 'This is no e-mail address.' } : { vi: 'Số điện thoại chưa đúng.', en: 'This is no telephone number.' },
    details: [{ path: 'to', message: `no address of ${channel}` }],
  })

const optedOut = (since: Date) =>
  refusal.conflict('opted-out', {
    vi: `Từ ngày ${day(since)}, người dùng địa chỉ này không muốn nhận tin theo cách này. Anh/Chị vui lòng đọc cho người dân nghe, hoặc chọn cách khác.`,
    en: `Whoever has this address has not wanted messages this way since ${day(since)}. Please read it out, or choose another way.`,
  })

const day = (at: Date) => at.toISOString().slice(0, 10).split('-').reverse().join('/')
