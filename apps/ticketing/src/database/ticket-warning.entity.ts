import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm'
import { UserEntity } from './directory.entities.js'
import { TicketEntity } from './ticket.entities.js'

/** That somebody must look at a ticket whose time runs out; made with the link of the history that says so. */
@Entity('ticket_warnings')
@Index('uq_ticket_warnings_once', ['ticketId', 'percent', 'deadlineAt', 'audience'], { unique: true })
@Index('ix_ticket_warnings_audience', ['audience', 'handledAt'])
export class TicketWarningEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @ForeignKey(() => TicketEntity, 'id', { name: 'fk_ticket_warnings_ticket' })
  @Column({ name: 'ticket_id', type: 'int' })
  ticketId: number
  @Column({ type: 'int' }) percent: number
  /** The deadline that it is about. */
  @Column({ name: 'deadline_at', type: 'datetime', precision: 3 }) deadlineAt: Date
  /** `person:7`, `department:3`, `heads:3` or `leads`. */
  @Column({ type: 'varchar', length: 24 }) audience: string
  @Column({ type: 'datetime', precision: 3 }) at: Date
  @Column({ name: 'seen_at', type: 'datetime', precision: 3, nullable: true }) seenAt: Date | null
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_ticket_warnings_seen_by' })
  @Column({ name: 'seen_by', type: 'int', nullable: true })
  seenBy: number | null
  @Column({ name: 'handled_at', type: 'datetime', precision: 3, nullable: true }) handledAt: Date | null
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_ticket_warnings_handled_by' })
  @Column({ name: 'handled_by', type: 'int', nullable: true })
  handledBy: number | null
}
