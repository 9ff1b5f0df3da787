import { Injectable } from '@nestjs/common'
import { Batches } from '@app/service'
import type { EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import { readReference } from './read-reference.js'
import type { Reference } from './reference.js'

/**
 * What administrators decide, without reading ten tables for each ticket: kept as long as the stamp in the database is the same. Triggers
 * of these tables write a stamp that never was before, within the transaction of the change: so a change counts for whoever sees it, at
 * once and for nobody else (docs/decisions/reference-data-has-a-stamp.md).
 */
@Injectable()
export class ReferenceData {
  private known: { stamp: string; reference: Reference } | null = null
  private readonly askers: Batches<undefined, Reference>

  constructor(database: Database) {
    this.askers = new Batches<undefined, Reference>(
      async (askers) => {
        const value = await this.of(database.manager)
        return askers.map(() => ({ status: 'fulfilled', value }))
      },
      { most: Infinity, atOnce: 1 },
    )
  }

  /** As it is now, outside of any transaction: one look at the stamp for all who ask meanwhile. */
  current(): Promise<Reference> {
    return this.askers.add(undefined)
  }

  /** As the transaction of this manager sees it. */
  async of(manager: EntityManager): Promise<Reference> {
    const [row] = (await manager.query('SELECT stamp FROM reference_stamp WHERE id = 1')) as { stamp: string }[]
    if (!row) throw new Error('reference_stamp has no row')
    if (this.known?.stamp === row.stamp) return this.known.reference
    const reference = await readReference(manager)
    this.known = { stamp: row.stamp, reference }
    return reference
  }
}
