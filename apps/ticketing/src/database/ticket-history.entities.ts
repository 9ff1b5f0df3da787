import type { TicketDeed, TicketState } from '@app/contracts'
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm'
import { TicketEntity } from './ticket.entities.js'

/** Every change of every ticket, one chain (history/chain-link.ts). Rows are only ever added. */
@Entity('ticket_history')
@Index('ix_ticket_history_ticket', ['ticketId', 'seq'])
export class TicketHistoryEntity {
  @PrimaryColumn({ type: 'int' }) seq: number
  @ForeignKey(() => TicketEntity, 'id', { name: 'fk_ticket_history_ticket' })
  @Column({ name: 'ticket_id', type: 'int' })
  ticketId: number
  @Column({ type: 'datetime', precision: 3 }) at: Date
  /** User id; no foreign key: the chain outlives accounts. */
  @Column({ name: 'done_by', type: 'int', nullable: true }) by: number | null
  @Column({ type: 'varchar', length: 20 }) deed: TicketDeed
  @Column({ type: 'varchar', length: 12 }) state: TicketState
  @Column({ name: 'department_id', type: 'int' }) departmentId: number
  @Column({ name: 'category_id', type: 'int' }) categoryId: number
  @Column({ name: 'deadline_at', type: 'datetime', precision: 3 }) deadlineAt: Date
  @Column({ name: 'text_hash', type: 'varchar', length: 64, nullable: true }) textHash: string | null
  @Column({ name: 'link_hash', type: 'varchar', length: 64 }) linkHash: string
}

/** What was written with a change, by the number of its link; beside the chain, so that it can be erased for a person's sake. */
@Entity('ticket_texts')
export class TicketTextEntity {
  @ForeignKey(() => TicketHistoryEntity, 'seq', { name: 'fk_ticket_texts_link' })
  @PrimaryColumn({ type: 'int' })
  seq: number
  @Column({ type: 'text' }) text: string
}

/** One row: the chain's last link. Locked by whoever adds one, so that links are added one after the other. */
@Entity('ticket_history_head')
export class TicketHistoryHeadEntity {
  @PrimaryColumn({ type: 'int' }) id: number
  @Column({ type: 'int' }) seq: number
  @Column({ name: 'link_hash', type: 'varchar', length: 64 }) linkHash: string
}
