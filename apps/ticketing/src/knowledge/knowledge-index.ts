import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common'
import type { ArticleContent } from '@app/contracts'
import { ArticleIndex } from '@app/knowledge'
import { In } from 'typeorm'
import { Database } from '../database/database.js'
import { ArticleVersionEntity, KnowledgeStampEntity } from '../database/knowledge.entities.js'

/** Taken in at a time: some 40 ms of work, so that others are answered in between. */
const BATCH = 50

export type ArticleHead = Pick<ArticleContent, 'topic' | 'title' | 'summary' | 'isExample'>

/**
 * The words of what is in force, in memory. Each search asks the stamp first (one row by its key) and takes in the versions that are newer:
 * what anybody published, in whichever process, is found by the next search.
 */
@Injectable()
export class KnowledgeIndex implements OnApplicationBootstrap {
  private readonly log = new Logger(KnowledgeIndex.name)
  private readonly index = new ArticleIndex()
  /** What is shown of each in a list, so that a search reads no article. */
  private readonly heads = new Map<string, ArticleHead>()
  private known = 0
  private refreshing: Promise<void> | null = null

  constructor(private readonly database: Database) {}

  /** So that the first search does not wait for all of them; what fails is tried again by that search. */
  onApplicationBootstrap(): void {
    void this.database
      .ready()
      .then(() => this.current())
      .catch((error: unknown) => this.log.warn(`articles are not read yet: ${error instanceof Error ? error.message : String(error)}`))
  }

  async current(): Promise<ArticleIndex> {
    const stamp = await this.database.manager.findOneByOrFail(KnowledgeStampEntity, { id: 1 })
    while (this.known < stamp.lastVersionId) {
      this.refreshing ??= this.takeIn(stamp.lastVersionId).finally(() => (this.refreshing = null))
      await this.refreshing
    }
    return this.index
  }

  /** As it is in force since the last {@link current}; undefined: it is not. */
  head(key: string): ArticleHead | undefined {
    return this.heads.get(key)
  }

  private async takeIn(until: number): Promise<void> {
    const { manager } = this.database
    // The newest of each: what is older was never to be found by anybody who asks now.
    const newest = (await manager.query('SELECT MAX(id) AS id FROM article_versions WHERE id > ? AND id <= ? GROUP BY article_key ORDER BY id', [this.known, until])) as { id: number }[]
    for (let from = 0; from < newest.length; from += BATCH) {
      for (const { key, deed, content } of await manager.findBy(ArticleVersionEntity, { id: In(newest.slice(from, from + BATCH).map(({ id }) => id)) })) {
        if (deed === 'withdrawn') {
          this.index.remove(key)
          this.heads.delete(key)
        } else {
          this.index.put(key, content)
          const { topic, title, summary, isExample } = content
          this.heads.set(key, { topic, title, summary, isExample })
        }
      }
    }
    this.known = until
  }
}
