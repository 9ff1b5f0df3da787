import { Injectable } from '@nestjs/common'
import { ArticleIndex } from '@app/knowledge'
import { In } from 'typeorm'
import { Database } from '../database/database.js'
import { ArticleVersionEntity, KnowledgeStampEntity } from '../database/knowledge.entities.js'

const BATCH = 500

/**
 * The words of what is in force, in memory. Each search asks the stamp first (one row by its key) and takes in the versions that are newer:
 * what anybody published, in whichever process, is found by the next search.
 */
@Injectable()
export class KnowledgeIndex {
  private readonly index = new ArticleIndex()
  private known = 0
  private refreshing: Promise<void> | null = null

  constructor(private readonly database: Database) {}

  async current(): Promise<ArticleIndex> {
    const stamp = await this.database.manager.findOneByOrFail(KnowledgeStampEntity, { id: 1 })
    while (this.known < stamp.lastVersionId) {
      this.refreshing ??= this.takeIn(stamp.lastVersionId).finally(() => (this.refreshing = null))
      await this.refreshing
    }
    return this.index
  }

  private async takeIn(until: number): Promise<void> {
    const { manager } = this.database
    // The newest of each: what is older was never to be found by anybody who asks now.
    const newest = (await manager.query('SELECT MAX(id) AS id FROM article_versions WHERE id > ? AND id <= ? GROUP BY article_key ORDER BY id', [this.known, until])) as { id: number }[]
    for (let from = 0; from < newest.length; from += BATCH) {
      for (const { key, deed, content } of await manager.findBy(ArticleVersionEntity, { id: In(newest.slice(from, from + BATCH).map(({ id }) => id)) })) {
        if (deed === 'withdrawn') this.index.remove(key)
        else this.index.put(key, content)
      }
    }
    this.known = until
  }
}
