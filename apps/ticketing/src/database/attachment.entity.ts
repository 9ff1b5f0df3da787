import type { AttachmentSender, AttachmentType } from '@app/contracts'
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm'
import { UserEntity } from './directory.entities.js'
import { TicketEntity } from './ticket.entities.js'

/** A file of a ticket; its bytes are in the folder of attachments, by their hash, written before the row. */
@Entity('attachments')
@Index('uq_attachments_content', ['ticketId', 'hash'], { unique: true })
@Index('ix_attachments_hash', ['hash'])
export class AttachmentEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @ForeignKey(() => TicketEntity, 'id', { name: 'fk_attachments_ticket' })
  @Column({ name: 'ticket_id', type: 'int' })
  ticketId: number
  /** SHA-256 of the file as it was sent, hexadecimal. */
  @Column({ type: 'varchar', length: 64 }) hash: string
  @Column({ type: 'varchar', length: 150 }) name: string
  @Column({ type: 'varchar', length: 20 }) type: AttachmentType
  @Column({ type: 'int' }) size: number
  @Column({ type: 'varchar', length: 10 }) sender: AttachmentSender
  /** Null: the citizen. */
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_attachments_by' })
  @Column({ name: 'added_by', type: 'int', nullable: true })
  by: number | null
  @Column({ name: 'added_at', type: 'datetime', precision: 3 }) at: Date
  @Column({ name: 'is_public', type: 'boolean' }) isPublic: boolean
  @Column({ type: 'int', nullable: true }) width: number | null
  @Column({ type: 'int', nullable: true }) height: number | null
  /** What the camera wrote into the photo. */
  @Column({ name: 'taken_at', type: 'datetime', precision: 3, nullable: true }) takenAt: Date | null
  @Column({ type: 'double', nullable: true }) latitude: number | null
  @Column({ type: 'double', nullable: true }) longitude: number | null
}
