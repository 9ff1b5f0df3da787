import type { ApiRight } from '@app/contracts'
import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, type ValueTransformer } from 'typeorm'

const json: ValueTransformer = { to: (value: unknown) => JSON.stringify(value), from: (text: string) => JSON.parse(text) as unknown }

/** A key of another system; never deleted, so that its uses can be told to somebody. */
@Entity('api_keys')
@Index('uq_api_keys_hash', ['hash'], { unique: true })
export class ApiKeyEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @Column({ type: 'varchar', length: 120 }) name: string
  /** SHA-256 of the key: it is 256 random bits, so nothing slower is needed. */
  @Column({ type: 'char', length: 64 }) hash: string
  @Column({ type: 'varchar', length: 12 }) begins: string
  @Column({ type: 'text', transformer: json }) rights: ApiRight[]
  @Column({ name: 'per_minute', type: 'int' }) perMinute: number
  @Column({ name: 'made_by', type: 'varchar', length: 120 }) madeBy: string
  @Column({ name: 'made_at', type: 'datetime', precision: 3 }) madeAt: Date
  @Column({ name: 'expires_on', type: 'varchar', length: 10, nullable: true }) expiresOn: string | null
  @Column({ name: 'revoked_at', type: 'datetime', precision: 3, nullable: true }) revokedAt: Date | null
  @Column({ name: 'last_used_at', type: 'datetime', precision: 3, nullable: true }) lastUsedAt: Date | null
}

/** How often a key was used for what on a day, and how often it was refused. */
@Entity('api_key_uses')
export class ApiKeyUseEntity {
  @ForeignKey(() => ApiKeyEntity, 'id', { name: 'fk_api_key_uses_key' })
  @PrimaryColumn({ name: 'key_id', type: 'int' })
  keyId: number
  /** In Asia/Ho_Chi_Minh. */
  @PrimaryColumn({ type: 'varchar', length: 10 }) day: string
  @PrimaryColumn({ type: 'varchar', length: 40 }) what: string
  @Column({ type: 'int' }) used: number
  @Column({ type: 'int' }) refused: number
}
