import type { RecurrenceReason } from '@app/contracts'
import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm'
import { TicketEntity } from './ticket.entities.js'

/** Which tickets of a block have a word (libs/word-search). Written by the indexer only. */
@Entity('ticket_words')
export class TicketWordEntity {
  @PrimaryColumn({ type: 'varchar', length: 40, charset: 'utf8mb4', collation: 'utf8mb4_bin' }) word: string
  @PrimaryColumn({ type: 'int' }) block: number
  @Column({ type: 'blob' }) places: Buffer
}

/**
 * The words that a ticket stands under in `ticket_words`, with blanks between, so that they can be taken out again. No foreign key: its check
 * would lock the tickets of a whole batch, and whoever works on one would wait.
 */
@Entity('ticket_indexed_words')
export class TicketIndexedWordsEntity {
  @PrimaryColumn({ name: 'ticket_id', type: 'int' })
  ticketId: number
  @Column({ type: 'mediumtext' }) words: string
}

/** Tickets that changed since the indexer read them; a search looks into these themselves. */
@Entity('tickets_to_index')
export class TicketToIndexEntity {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id: string
  @Column({ name: 'ticket_id', type: 'int' }) ticketId: number
}

/** The earlier tickets about the same as a ticket, found when it was made. */
@Entity('ticket_recurrences')
@Index('ix_ticket_recurrences_earlier', ['earlierId'])
export class TicketRecurrenceEntity {
  @ForeignKey(() => TicketEntity, 'id', { name: 'fk_ticket_recurrences_ticket' })
  @PrimaryColumn({ name: 'ticket_id', type: 'int' })
  ticketId: number
  @ForeignKey(() => TicketEntity, 'id', { name: 'fk_ticket_recurrences_earlier' })
  @PrimaryColumn({ name: 'earlier_id', type: 'int' })
  earlierId: number
  @Column({ type: 'varchar', length: 12 }) why: RecurrenceReason
}
