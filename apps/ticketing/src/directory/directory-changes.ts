import { Injectable } from '@nestjs/common'
import type { DirectoryChange, LocalName } from '@app/contracts'
import type { EntityManager } from 'typeorm'
import { DirectoryChangeEntity } from '../database/reorganisation.entities.js'
import { Outbox } from '../outbox/outbox.js'

type Fields = Record<string, string | number | boolean | null>

/** Who changed what of departments, categories and accounts, kept with the change. */
@Injectable()
export class DirectoryChanges {
  constructor(private readonly outbox: Outbox) {}

  /** Within the transaction of the change. @param before null: it was added. Nothing is kept where nothing changed. */
  async add(tx: EntityManager, change: { by: string; subject: DirectoryChange['subject']; subjectId: number; name: LocalName; before: Fields | null; after: Fields }): Promise<void> {
    const { by, subject, subjectId, name, before, after } = change
    const fields = changedFields(before, after)
    if (Object.keys(fields).length === 0) return
    await tx.insert(DirectoryChangeEntity, { at: new Date(), by, subject, subjectId, name, fields })
    await this.outbox.store(tx, { topic: subject === 'account' ? 'account' : 'directory', id: String(subjectId), departmentId: null })
  }
}

const text = (value: Fields[string] | undefined): string | null => (value === null || value === undefined ? null : String(value))

function changedFields(before: Fields | null, after: Fields): DirectoryChange['fields'] {
  const pairs = Object.keys(after).map((field): [string, [string | null, string | null]] => [field, [text(before?.[field]), text(after[field])]])
  return Object.fromEntries(pairs.filter(([, [was, is]]) => was !== is))
}
