import type { TicketState } from '@app/contracts'
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm'
import { VoicemailEntity } from './call.entities.js'
import { CategoryEntity, DepartmentEntity, UserEntity } from './directory.entities.js'

@Entity('tickets')
@Index('uq_tickets_code', ['code'], { unique: true })
@Index('uq_tickets_request', ['requestId'], { unique: true })
@Index('ix_tickets_inbox', ['departmentId', 'state', 'deadlineAt'])
@Index('ix_tickets_created', ['createdAt'])
@Index('ix_tickets_citizen', ['citizenKey', 'createdAt'])
@Index('ix_tickets_call', ['callId'])
export class TicketEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @Column({ type: 'varchar', length: 9 }) code: string
  /** Made by the browser once a form, so that a repeated request makes one ticket. */
  @Column({ name: 'request_id', type: 'varchar', length: 36 }) requestId: string
  @Column({ type: 'varchar', length: 12 }) state: TicketState
  @ForeignKey(() => CategoryEntity, 'id', { name: 'fk_tickets_category' })
  @Column({ name: 'category_id', type: 'int' })
  categoryId: number
  @ForeignKey(() => DepartmentEntity, 'id', { name: 'fk_tickets_department' })
  @Column({ name: 'department_id', type: 'int' })
  departmentId: number
  @Column({ type: 'text' }) description: string
  @Column({ type: 'varchar', length: 300, nullable: true }) place: string | null
  @Column({ name: 'citizen_name', type: 'varchar', length: 120, nullable: true }) citizenName: string | null
  @Column({ name: 'citizen_number', type: 'varchar', length: 20, nullable: true }) citizenNumber: string | null
  @Column({ name: 'citizen_key', type: 'varchar', length: 40, nullable: true }) citizenKey: string | null
  /** No foreign key: a ticket may be written before the journal has told of its call. */
  @Column({ name: 'call_id', type: 'varchar', length: 64, nullable: true }) callId: string | null
  @ForeignKey(() => VoicemailEntity, 'id', { name: 'fk_tickets_voicemail' })
  @Column({ name: 'voicemail_id', type: 'int', nullable: true })
  voicemailId: number | null
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_tickets_created_by' })
  /** Null: made out of a voicemail, and nobody has heard it yet. */
  @Column({ name: 'created_by', type: 'int', nullable: true })
  createdBy: number | null
  @Column({ name: 'created_at', type: 'datetime', precision: 3 }) createdAt: Date
  @Column({ name: 'deadline_at', type: 'datetime', precision: 3 }) deadlineAt: Date
  @Column({ name: 'answered_at', type: 'datetime', precision: 3, nullable: true }) answeredAt: Date | null
}
