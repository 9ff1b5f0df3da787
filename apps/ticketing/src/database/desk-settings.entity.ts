import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm'
import { UserEntity } from './directory.entities.js'

/** What somebody set for their own desk. */
@Entity('desk_settings')
export class DeskSettingsEntity {
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_desk_settings_user' })
  @PrimaryColumn({ name: 'user_id', type: 'int' })
  userId: number
  @Column({ name: 'auto_answer', type: 'boolean' }) autoAnswer: boolean
}
