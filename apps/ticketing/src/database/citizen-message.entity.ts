import type { MessageSubject, TellBy } from '@app/contracts'
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm'
import { TicketEntity } from './ticket.entities.js'

/** What a citizen is told of a ticket, or an article they asked for; stored with the change that it tells of, sent after it. */
@Entity('citizen_messages')
@Index('ix_citizen_messages_due', ['state', 'nextTryAt'])
@Index('ix_citizen_messages_ticket', ['ticketId'])
@Index('uq_citizen_messages_request', ['requestId'], { unique: true })
export class CitizenMessageEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @ForeignKey(() => TicketEntity, 'id', { name: 'fk_citizen_messages_ticket' })
  /** Null: of an article. */
  @Column({ name: 'ticket_id', type: 'int', nullable: true })
  ticketId: number | null
  @Column({ name: 'article_key', type: 'varchar', length: 40, nullable: true }) articleKey: string | null
  /** Said twice by the browser that sends an article, it is one. */
  @Column({ name: 'request_id', type: 'varchar', length: 36, nullable: true }) requestId: string | null
  @Column({ type: 'varchar', length: 12 }) about: MessageSubject | 'article'
  @Column({ type: 'varchar', length: 10 }) channel: TellBy
  /** An address or a number, as it was then. */
  @Column({ type: 'varchar', length: 254 }) recipient: string
  @Column({ type: 'varchar', length: 200 }) subject: string
  @Column({ type: 'text' }) text: string
  @Column({ type: 'varchar', length: 10 }) state: 'waiting' | 'calling' | 'sent' | 'given-up' | 'withdrawn'
  @Column({ type: 'int' }) attempts: number
  @Column({ name: 'next_try_at', type: 'datetime', precision: 3, nullable: true }) nextTryAt: Date | null
  @Column({ name: 'created_at', type: 'datetime', precision: 3 }) createdAt: Date
  @Column({ name: 'sent_at', type: 'datetime', precision: 3, nullable: true }) sentAt: Date | null
  /** What our call speaks: its sound's name and its length in milliseconds, once it is made. */
  @Column({ type: 'varchar', length: 80, nullable: true }) sound: string | null
  @Column({ name: 'sound_ms', type: 'int', nullable: true }) soundMs: number | null
  /** Calls made for it, whether or not they count as attempts. */
  @Column({ type: 'int', default: 0 }) placements: number
  @Column({ name: 'placed_call_id', type: 'varchar', length: 64, nullable: true }) placedCallId: string | null
  /** Why the last attempt failed: one of OUTGOING_TROUBLES, or the words of the other side. */
  @Column({ type: 'varchar', length: 300, nullable: true }) trouble: string | null
}
