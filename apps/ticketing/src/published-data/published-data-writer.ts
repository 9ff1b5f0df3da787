import { Injectable } from '@nestjs/common'
import type { PublishedData } from '@app/contracts'
import { IsNull, MoreThan, Not, type EntityManager } from 'typeorm'
import { spokenArticle } from '@app/knowledge'
import { ListedNumberEntity, NoticeEntity } from '../database/announcement.entities.js'
import { Database } from '../database/database.js'
import { DepartmentEntity, OpeningHoursEntity, QueueHoursEntity } from '../database/directory.entities.js'
import { ArticleEntity, ArticleVersionEntity } from '../database/knowledge.entities.js'
import { FlowPublisher } from '../flows/flow-publisher.js'

/** Writes what is in force beside the flows, from what the database says, for the IVR to read. */
@Injectable()
export class PublishedDataWriter {
  constructor(
    private readonly database: Database,
    private readonly publisher: FlowPublisher,
  ) {}

  /** After a change. @throws RefusedError 503 when it is stored and does not reach callers yet: it is tried again */
  tell(): Promise<void> {
    return this.publisher.reach(() => this.write())
  }

  /** @throws RefusedError 503 when nobody can speak; an I/O error when it cannot be written */
  async write(): Promise<void> {
    await this.publisher.writeData(() => this.read())
  }

  private async read(): Promise<PublishedData> {
    const { manager } = this.database
    const [notices, articles, numbers, hours, queues, departments] = await Promise.all([
      manager.find(NoticeEntity, { where: { untilAt: MoreThan(new Date()) }, order: { id: 'DESC' } }),
      articlesForFlows(manager),
      manager.find(ListedNumberEntity),
      manager.find(OpeningHoursEntity),
      manager.find(QueueHoursEntity),
      manager.find(DepartmentEntity, { where: { phone: Not(IsNull()) } }),
    ])
    return {
      notices: await Promise.all(
        notices.map(async ({ id, fromAt, untilAt, textVi, textEn }) => ({ id, from: fromAt.toISOString(), until: untilAt.toISOString(), sounds: await this.publisher.speak({ vi: textVi, en: textEn }) })),
      ),
      articles: Object.fromEntries(await Promise.all(articles.map(async ({ key, content }) => [key, await this.publisher.speak({ vi: spokenArticle(content, 'vi'), en: spokenArticle(content, 'en') })] as const))),
      queueHours: Object.fromEntries(queues.flatMap(({ queue, openingHoursId }) => hours.filter(({ id }) => id === openingHoursId).map(({ code }) => [queue, code]))),
      openingHours: Object.fromEntries(hours.map(({ code, definition }) => [code, definition])),
      departmentPhones: Object.fromEntries(departments.map(({ code, phone }) => [code, phone ?? ''])),
      callerLists: Object.fromEntries(numbers.map(({ key, list }) => [key, list])),
    }
  }
}

/** What a flow may read out, as it is in force. */
async function articlesForFlows(manager: EntityManager): Promise<ArticleVersionEntity[]> {
  const rows = await manager.find(ArticleEntity, { where: { forFlows: true, version: Not(IsNull()) } })
  return rows.length === 0 ? [] : manager.findBy(ArticleVersionEntity, rows.map(({ key, version }) => ({ key, version: version ?? 0 })))
}
