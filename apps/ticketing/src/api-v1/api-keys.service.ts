import { createHash, randomBytes } from 'node:crypto'
import { Injectable, Logger } from '@nestjs/common'
import type { ApiKey, MadeApiKey, MakeApiKey, Session } from '@app/contracts'
import { refusal } from '@app/service'
import { DateTime } from 'luxon'
import { IsNull } from 'typeorm'
import { ApiKeyEntity } from '../database/api-key.entities.js'
import { Database } from '../database/database.js'
import { ZONE } from '../settings.js'

const SHOWN_DAYS = 30
const hashOf = (key: string) => createHash('sha256').update(key).digest('hex')
const dayOf = (at: Date) => DateTime.fromJSDate(at, { zone: ZONE }).toFormat('yyyy-MM-dd')

/** Keys by which other systems read figures. */
@Injectable()
export class ApiKeys {
  private readonly log = new Logger(ApiKeys.name)

  constructor(private readonly database: Database) {}

  async list(now = new Date()): Promise<ApiKey[]> {
    const rows = await this.database.manager.find(ApiKeyEntity, { order: { revokedAt: 'ASC', id: 'DESC' } })
    const since = dayOf(new Date(now.getTime() - SHOWN_DAYS * 86_400_000))
    const uses = await this.database.manager.query<{ id: number; used: string; refused: string }[]>('SELECT key_id AS id, SUM(used) AS used, SUM(refused) AS refused FROM api_key_uses WHERE day >= ? GROUP BY key_id', [since])
    return rows.map((row) => {
      const counted = uses.find(({ id }) => id === row.id)
      return shown(row, Number(counted?.used ?? 0), Number(counted?.refused ?? 0))
    })
  }

  async make({ name, rights, perMinute, expiresOn }: MakeApiKey, { displayName, username }: Session): Promise<MadeApiKey> {
    const key = `hl1022_${randomBytes(32).toString('base64url')}`
    const { manager } = this.database
    const row = await manager.save(manager.create(ApiKeyEntity, { name, hash: hashOf(key), begins: key.slice(0, 11), rights: [...new Set(rights)], perMinute, expiresOn, madeBy: displayName, madeAt: new Date(), revokedAt: null, lastUsedAt: null }))
    this.log.log(`API key ${row.id} (${name}) made by ${username}: ${rights.join(', ')}`)
    return { ...shown(row, 0, 0), key }
  }

  /** From now on nobody can use it. Safe to repeat. @throws RefusedError 404 */
  async revoke(id: number, { username }: Session): Promise<void> {
    const { manager } = this.database
    if (!(await manager.existsBy(ApiKeyEntity, { id }))) throw refusal.notFound({ vi: 'khóa này', en: 'key' })
    const { affected } = await manager.update(ApiKeyEntity, { id, revokedAt: IsNull() }, { revokedAt: new Date() })
    if (affected) this.log.log(`API key ${id} revoked by ${username}`)
  }

  /** The row of a key that can be used now; null for every other. */
  async find(key: string, now: Date): Promise<ApiKeyEntity | null> {
    const row = await this.database.manager.findOneBy(ApiKeyEntity, { hash: hashOf(key) })
    return row && row.revokedAt === null && (row.expiresOn === null || row.expiresOn >= dayOf(now)) ? row : null
  }

  /** Each use is counted, the refused ones too. */
  async count(keyId: number, what: string, refused: boolean, now: Date): Promise<void> {
    const { manager } = this.database
    await manager.query('INSERT INTO api_key_uses (key_id, day, what, used, refused) VALUES (?, ?, ?, 1, ?) ON DUPLICATE KEY UPDATE used = used + 1, refused = refused + VALUES(refused)', [keyId, dayOf(now), what, refused ? 1 : 0])
    await manager.update(ApiKeyEntity, { id: keyId }, { lastUsedAt: now })
  }
}

const shown = ({ id, name, begins, rights, perMinute, madeBy, madeAt, expiresOn, revokedAt, lastUsedAt }: ApiKeyEntity, used: number, refused: number): ApiKey => ({
  id,
  name,
  begins,
  rights,
  perMinute,
  madeBy,
  madeAt: madeAt.toISOString(),
  expiresOn,
  revokedAt: revokedAt?.toISOString() ?? null,
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
  used,
  refused,
})
