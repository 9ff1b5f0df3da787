import { Injectable, Logger } from '@nestjs/common'
import type { MessageTemplate, SaveTemplate, Session, TellBy, TemplateAddress, TemplateWords } from '@app/contracts'
import { checkTemplate, fillMessage, isTemplatePlace, type MessageWords } from '@app/message-template'
import { refusal, RefusedError } from '@app/service'
import type { EntityManager } from 'typeorm'
import { duplicateKey } from '../database/database-fault.js'
import { Database } from '../database/database.js'
import { UserEntity } from '../database/directory.entities.js'
import { MessageTemplateEntity } from '../database/message.entities.js'
import { shippedTemplate, TEMPLATE_ADDRESSES } from './shipped-templates.js'

/** What citizens are sent: the newest version of each text, or the shipped one where nobody wrote another. Every version stays. */
@Injectable()
export class MessageTemplates {
  private readonly log = new Logger(MessageTemplates.name)

  constructor(private readonly database: Database) {}

  async list(): Promise<MessageTemplate[]> {
    const { manager } = this.database
    const names = new Map((await manager.find(UserEntity, { select: { id: true, displayName: true } })).map(({ id, displayName }) => [id, displayName]))
    return Promise.all(
      TEMPLATE_ADDRESSES.map(async (address) => {
        const shipped = shippedTemplate(address)
        const row = await newest(manager, address)
        return {
          ...address,
          shipped,
          words: row ? { title: row.title, text: row.text } : shipped,
          version: row?.version ?? 0,
          changedBy: row ? (names.get(row.changedBy) ?? null) : null,
          changedAt: row?.changedAt.toISOString() ?? null,
        }
      }),
    )
  }

  /** @throws RefusedError 404 for a place that no template has, 400 for one with an error in it, 409 when somebody else saved meanwhile */
  async save({ words, version, ...address }: SaveTemplate, session: Session): Promise<MessageTemplate[]> {
    checkPlace(address)
    const [fault] = checkTemplate(address, words).filter(({ severity }) => severity === 'error')
    if (fault) throw new RefusedError(400, { code: 'bad-template', message: { vi: 'Mẫu còn lỗi nên chưa lưu được.', en: 'The template has an error in it and was not saved.' }, details: [{ path: fault.kind, message: fault.detail ?? '' }] })
    const { manager } = this.database
    if (((await newest(manager, address))?.version ?? 0) !== version) throw savedMeanwhile()
    try {
      await manager.insert(MessageTemplateEntity, { ...address, ...words, version: version + 1, changedBy: session.userId, changedAt: new Date() })
    } catch (error) {
      if (duplicateKey(error) === 'uq_message_templates_version') throw savedMeanwhile()
      throw error
    }
    this.log.log(`template ${address.subject} by ${address.channel}, ${address.language}: version ${version + 1} by ${session.username}`)
    return this.list()
  }

  /** A message's words as they go out. */
  async fill(tx: EntityManager, address: TemplateAddress, words: MessageWords): Promise<TemplateWords> {
    return fillMessage(await this.wordsOf(tx, address), address.channel, words, await this.partsOf(tx, address))
  }

  /** The sentences of the same channel and language that may stand in a text. */
  async partsOf(tx: EntityManager, { channel, language }: { channel: TellBy; language: TemplateAddress['language'] }): Promise<{ apology: string; cut: string }> {
    const part = async (subject: 'apology' | 'cut') => (isTemplatePlace(subject, channel) ? (await this.wordsOf(tx, { subject, channel, language })).text : '')
    return { apology: await part('apology'), cut: await part('cut') }
  }

  private async wordsOf(tx: EntityManager, address: TemplateAddress): Promise<TemplateWords> {
    return (await newest(tx, address)) ?? shippedTemplate(address)
  }
}

/** @throws RefusedError 404 */
export function checkPlace({ subject, channel }: TemplateAddress): void {
  if (!isTemplatePlace(subject, channel)) throw refusal.notFound({ vi: 'mẫu này', en: 'template' })
}

const newest = (tx: EntityManager, { subject, channel, language }: TemplateAddress) => tx.findOne(MessageTemplateEntity, { where: { subject, channel, language }, order: { version: 'DESC' } })

const savedMeanwhile = () =>
  refusal.conflict('template-saved-meanwhile', { vi: 'Người khác vừa lưu mẫu này. Vui lòng tải lại trước khi sửa tiếp.', en: 'Somebody else has saved this template meanwhile. Please reload it before you go on.' })
