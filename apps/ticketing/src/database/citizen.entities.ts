import type { CitizenChange, Language, NewTicketDraft, TicketOrigin } from '@app/contracts'
import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, type ValueTransformer } from 'typeorm'
import { UserEntity } from './directory.entities.js'

const json: ValueTransformer = { to: (value: unknown) => JSON.stringify(value), from: (text: string) => JSON.parse(text) as unknown }

/** A person who calls, or another way in which their name was written (then it is merged into the person). */
@Entity('citizens')
@Index('uq_citizens_seen_as', ['seenAs'], { unique: true })
@Index('ix_citizens_merged', ['mergedIntoId'])
@Index('ix_citizens_name', ['name'])
@Index('ix_citizens_seen', ['seenAt'])
export class CitizenEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @Column({ type: 'varchar', length: 120, nullable: true }) name: string | null
  @Column({ type: 'varchar', length: 2, nullable: true }) language: Language | null
  /** Of what it was made by itself, so that two desks at once make one. */
  @Column({ name: 'seen_as', type: 'varchar', length: 64, nullable: true }) seenAs: string | null
  @ForeignKey(() => CitizenEntity, 'id', { name: 'fk_citizens_merged' })
  @Column({ name: 'merged_into_id', type: 'int', nullable: true })
  mergedIntoId: number | null
  /** When somebody last had to do with it: its age. */
  @Column({ name: 'seen_at', type: 'datetime', precision: 3 }) seenAt: Date
}

/** Several people may use one number, and one person several. */
@Entity('citizen_numbers')
@Index('ix_citizen_numbers_key', ['numberKey'])
export class CitizenNumberEntity {
  @ForeignKey(() => CitizenEntity, 'id', { name: 'fk_citizen_numbers_citizen' })
  @PrimaryColumn({ name: 'citizen_id', type: 'int' })
  citizenId: number
  @PrimaryColumn({ name: 'number_key', type: 'varchar', length: 40 }) numberKey: string
  @Column({ type: 'varchar', length: 40 }) number: string
}

@Entity('citizen_notes')
@Index('ix_citizen_notes_citizen', ['citizenId', 'id'])
export class CitizenNoteEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @ForeignKey(() => CitizenEntity, 'id', { name: 'fk_citizen_notes_citizen' })
  @Column({ name: 'citizen_id', type: 'int' })
  citizenId: number
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_citizen_notes_by' })
  @Column({ name: 'written_by', type: 'int' })
  by: number
  @Column({ type: 'text' }) text: string
  @Column({ name: 'written_at', type: 'datetime', precision: 3 }) at: Date
}

/** Who an operator says called. No foreign key to the call: at the ring its row may not be there yet. */
@Entity('citizen_calls')
@Index('ix_citizen_calls_citizen', ['citizenId'])
export class CitizenCallEntity {
  @PrimaryColumn({ name: 'call_id', type: 'varchar', length: 64 }) callId: string
  @ForeignKey(() => CitizenEntity, 'id', { name: 'fk_citizen_calls_citizen' })
  @Column({ name: 'citizen_id', type: 'int' })
  citizenId: number
  @Column({ name: 'chosen_by', type: 'int' }) chosenBy: number
  @Column({ name: 'chosen_at', type: 'datetime', precision: 3 }) chosenAt: Date
}

/** Tickets of which a person said whose they are; the others are told by the name on them. */
@Entity('citizen_tickets')
@Index('ix_citizen_tickets_citizen', ['citizenId'])
export class CitizenTicketEntity {
  @PrimaryColumn({ name: 'ticket_id', type: 'int' }) ticketId: number
  @ForeignKey(() => CitizenEntity, 'id', { name: 'fk_citizen_tickets_citizen' })
  @Column({ name: 'citizen_id', type: 'int' })
  citizenId: number
}

@Entity('citizen_changes')
@Index('ix_citizen_changes_citizen', ['citizenId'])
@Index('ix_citizen_changes_other', ['otherId'])
export class CitizenChangeEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  /** Into whom the other was merged, or from whom it was split. */
  @ForeignKey(() => CitizenEntity, 'id', { name: 'fk_citizen_changes_citizen' })
  @Column({ name: 'citizen_id', type: 'int' })
  citizenId: number
  @ForeignKey(() => CitizenEntity, 'id', { name: 'fk_citizen_changes_other' })
  @Column({ name: 'other_id', type: 'int' })
  otherId: number
  @Column({ type: 'varchar', length: 12 }) what: CitizenChange['what']
  @Column({ type: 'varchar', length: 300 }) why: string
  @Column({ name: 'changed_by', type: 'int' }) by: number
  @Column({ name: 'changed_at', type: 'datetime', precision: 3 }) at: Date
  @Column({ name: 'undone_by', type: 'int', nullable: true }) undoneBy: number | null
  @Column({ name: 'undone_at', type: 'datetime', precision: 3, nullable: true }) undoneAt: Date | null
}

/** A ticket that is being written at the desk, so that neither a crash nor another machine loses a word of it. */
@Entity('new_ticket_drafts')
@Index('ix_new_ticket_drafts_number', ['numberKey'])
@Index('ix_new_ticket_drafts_saved', ['savedAt'])
export class NewTicketDraftEntity {
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_new_ticket_drafts_user' })
  @PrimaryColumn({ name: 'user_id', type: 'int' })
  userId: number
  @PrimaryColumn({ name: 'origin_key', type: 'varchar', length: 80 }) originKey: string
  @Column({ name: 'request_id', type: 'varchar', length: 36 }) requestId: string
  @Column({ type: 'text', transformer: json }) origin: TicketOrigin
  @Column({ type: 'text', transformer: json }) draft: NewTicketDraft['draft']
  /** Of whom it is, to erase it with the person. */
  @Column({ name: 'number_key', type: 'varchar', length: 40, nullable: true }) numberKey: string | null
  @Column({ name: 'written_at', type: 'datetime', precision: 3 }) writtenAt: Date
  @Column({ name: 'saved_at', type: 'datetime', precision: 3 }) savedAt: Date
}
