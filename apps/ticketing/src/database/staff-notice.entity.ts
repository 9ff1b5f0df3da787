import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm'
import { DepartmentEntity, UserEntity } from './directory.entities.js'
import { TicketEntity } from './ticket.entities.js'

/** What somebody who may not be signed in is told of by mail; stored with the fact that it tells of, sent after it together with all else that waits for the address. */
@Entity('staff_notices')
@Index('ix_staff_notices_waiting', ['state', 'address'])
@Index('ix_staff_notices_created', ['createdAt'])
export class StaffNoticeEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @Column({ type: 'varchar', length: 14 }) what: 'ticket-arrived' | 'warning'
  @ForeignKey(() => TicketEntity, 'id', { name: 'fk_staff_notices_ticket' })
  @Column({ name: 'ticket_id', type: 'int' })
  ticketId: number
  /** Where the ticket was then: gone on, it is no news. */
  @ForeignKey(() => DepartmentEntity, 'id', { name: 'fk_staff_notices_department' })
  @Column({ name: 'department_id', type: 'int' })
  departmentId: number
  /** How much of the time was gone; null: it has arrived. */
  @Column({ type: 'int', nullable: true }) percent: number | null
  @Column({ type: 'varchar', length: 254 }) address: string
  /** Whose address it is; null: a department's mailbox. */
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_staff_notices_user' })
  @Column({ name: 'user_id', type: 'int', nullable: true })
  userId: number | null
  @ForeignKey(() => DepartmentEntity, 'id', { name: 'fk_staff_notices_mailbox_of' })
  @Column({ name: 'mailbox_of_id', type: 'int', nullable: true })
  mailboxOfId: number | null
  /** `moot`: it was no longer so before it went out. */
  @Column({ type: 'varchar', length: 8 }) state: 'waiting' | 'sent' | 'given-up' | 'moot'
  @Column({ type: 'int' }) attempts: number
  @Column({ name: 'next_try_at', type: 'datetime', precision: 3, nullable: true }) nextTryAt: Date | null
  @Column({ name: 'created_at', type: 'datetime', precision: 3 }) createdAt: Date
  @Column({ name: 'sent_at', type: 'datetime', precision: 3, nullable: true }) sentAt: Date | null
  /** Why the last attempt failed, in the words of the other side. */
  @Column({ type: 'varchar', length: 300, nullable: true }) trouble: string | null
}
