import { Injectable, Logger } from '@nestjs/common'
import type { CallerList, ListedNumber, ListNumber, NewNotice, Notice, Session } from '@app/contracts'
import { numberKey } from '@app/phone-number'
import { refusal, RefusedError } from '@app/service'
import { MoreThan } from 'typeorm'
import { ListedNumberEntity, NoticeEntity } from '../database/announcement.entities.js'
import { Database } from '../database/database.js'
import { FlowPublisher } from '../flows/flow-publisher.js'
import { Outbox } from '../outbox/outbox.js'
import { PublishedDataWriter } from './published-data-writer.js'

const LONGEST_NOTICE_MS = 7 * 86_400_000
/** Notices that are over are shown for so long. */
const SHOWN_AFTER_MS = 86_400_000

/** What supervisors and administrators put in force beside the flows. Sounds first, then the row, then the file that the IVR reads. */
@Injectable()
export class AnnouncementsService {
  private readonly log = new Logger(AnnouncementsService.name)

  constructor(
    private readonly database: Database,
    private readonly publisher: FlowPublisher,
    private readonly writer: PublishedDataWriter,
    private readonly outbox: Outbox,
  ) {}

  /** Those in force, and the last day's, newest first. */
  async notices(): Promise<Notice[]> {
    const rows = await this.database.manager.find(NoticeEntity, { where: { untilAt: MoreThan(new Date(Date.now() - SHOWN_AFTER_MS)) }, order: { id: 'DESC' } })
    return rows.map(noticeView)
  }

  async addNotice({ text, until }: NewNotice, session: Session): Promise<Notice> {
    const fromAt = new Date()
    const untilAt = new Date(until)
    if (untilAt <= fromAt || untilAt.getTime() - fromAt.getTime() > LONGEST_NOTICE_MS) throw badEnd()
    await this.publisher.speak(text)
    const row = await this.database.manager.save(Object.assign(new NoticeEntity(), { textVi: text.vi, textEn: text.en, fromAt, untilAt, madeBy: session.displayName, endedBy: null }))
    this.log.log(`notice ${row.id} by ${session.username} until ${until}`)
    await this.tell()
    return noticeView(row)
  }

  /** Said twice, it changes nothing. */
  async endNotice(id: number, session: Session): Promise<void> {
    const { manager } = this.database
    if (!(await manager.existsBy(NoticeEntity, { id }))) throw refusal.notFound({ vi: 'thông báo này', en: 'notice' })
    const now = new Date()
    const { affected } = await manager.update(NoticeEntity, { id, untilAt: MoreThan(now) }, { untilAt: now, endedBy: session.displayName })
    if (affected) await this.tell()
  }

  async listed(): Promise<ListedNumber[]> {
    return (await this.database.manager.find(ListedNumberEntity, { order: { listedAt: 'DESC' } })).map(listedView)
  }

  async list({ number, list, note }: ListNumber, session: Session): Promise<ListedNumber> {
    const key = numberKey(number)
    if (key === null) throw badNumber()
    const row = Object.assign(new ListedNumberEntity(), { key, number, list, note, listedBy: session.displayName, listedAt: new Date() })
    await this.database.manager.save(row)
    this.log.log(`a number is listed as ${list} by ${session.username}`)
    await this.tell()
    return listedView(row)
  }

  async unlist(key: string, session: Session): Promise<void> {
    const { affected } = await this.database.manager.delete(ListedNumberEntity, { key })
    if (!affected) throw refusal.notFound({ vi: 'số này trong danh sách', en: 'such number listed' })
    this.log.log(`a number is listed no more, by ${session.username}`)
    await this.tell()
  }

  private async tell(): Promise<void> {
    await this.database.manager.transaction((tx) => this.outbox.store(tx, { topic: 'announcement', id: 'all', departmentId: null }))
    this.outbox.wake()
    await this.writer.tell()
  }
}

const noticeView = (row: NoticeEntity): Notice => ({
  id: row.id,
  text: { vi: row.textVi, en: row.textEn },
  from: row.fromAt.toISOString(),
  until: row.untilAt.toISOString(),
  by: row.madeBy,
  endedBy: row.endedBy,
})

const listedView = (row: ListedNumberEntity): ListedNumber => ({ key: row.key, number: row.number, list: row.list satisfies CallerList, note: row.note, by: row.listedBy, at: row.listedAt.toISOString() })

const badEnd = () =>
  new RefusedError(400, {
    code: 'bad-input',
    message: { vi: 'Thông báo phải kết thúc sau lúc này và trong vòng bảy ngày.', en: 'A notice must end after now and within seven days.' },
    details: [{ path: 'until', message: 'must be after now and within seven days' }],
  })

const badNumber = () =>
  new RefusedError(400, { code: 'bad-input', message: { vi: 'Số điện thoại không hợp lệ.', en: 'The phone number is not valid.' }, details: [{ path: 'number', message: 'has no digits' }] })
