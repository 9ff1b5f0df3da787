import type { BoardTile } from '@app/contracts'
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm'
import { UserEntity } from './directory.entities.js'

/** Tiles of reports as somebody arranged them. */
@Entity('boards')
@Index('ix_boards_owner', ['ownerId'])
@Index('ix_boards_shared', ['shared'])
export class BoardEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_boards_owner' })
  @Column({ name: 'owner_id', type: 'int' })
  ownerId: number
  @Column({ type: 'varchar', length: 80 }) name: string
  @Column({ type: 'boolean' }) shared: boolean
  @Column({ type: 'json' }) tiles: BoardTile[]
  /** Another one with each change. */
  @Column({ type: 'int' }) revision: number
  @Column({ name: 'changed_at', type: 'datetime', precision: 3 }) changedAt: Date
}
