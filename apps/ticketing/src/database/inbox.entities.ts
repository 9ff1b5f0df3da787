import type { MassAct, ViewQuery } from '@app/contracts'
import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, type ValueTransformer } from 'typeorm'
import { DepartmentEntity, UserEntity } from './directory.entities.js'
import { TicketEntity } from './ticket.entities.js'

const json: ValueTransformer = { to: (value: unknown) => JSON.stringify(value), from: (text: string) => JSON.parse(text) as unknown }

/** What people of the house write about a ticket to each other. */
@Entity('ticket_notes')
@Index('ix_ticket_notes_ticket', ['ticketId', 'id'])
export class TicketNoteEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @ForeignKey(() => TicketEntity, 'id', { name: 'fk_ticket_notes_ticket' })
  @Column({ name: 'ticket_id', type: 'int' })
  ticketId: number
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_ticket_notes_by' })
  @Column({ name: 'written_by', type: 'int' })
  by: number
  @Column({ type: 'text' }) text: string
  @Column({ name: 'written_at', type: 'datetime', precision: 3 }) at: Date
}

@Entity('ticket_mentions')
@Index('ix_ticket_mentions_person', ['userId', 'readAt'])
export class TicketMentionEntity {
  @ForeignKey(() => TicketNoteEntity, 'id', { name: 'fk_ticket_mentions_note' })
  @PrimaryColumn({ name: 'note_id', type: 'int' })
  noteId: number
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_ticket_mentions_user' })
  @PrimaryColumn({ name: 'user_id', type: 'int' })
  userId: number
  @Column({ name: 'read_at', type: 'datetime', precision: 3, nullable: true }) readAt: Date | null
}

/** An answer that is being written, so that neither a crash nor another machine loses it. */
@Entity('ticket_drafts')
export class TicketDraftEntity {
  @ForeignKey(() => TicketEntity, 'id', { name: 'fk_ticket_drafts_ticket' })
  @PrimaryColumn({ name: 'ticket_id', type: 'int' })
  ticketId: number
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_ticket_drafts_user' })
  @PrimaryColumn({ name: 'user_id', type: 'int' })
  userId: number
  @Column({ type: 'text' }) text: string
  @Column({ name: 'late_reason', type: 'text' }) lateReason: string
  @Column({ name: 'saved_at', type: 'datetime', precision: 3 }) savedAt: Date
}

@Entity('answer_templates')
export class AnswerTemplateEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  /** Null: for every department. */
  @ForeignKey(() => DepartmentEntity, 'id', { name: 'fk_answer_templates_department' })
  @Column({ name: 'department_id', type: 'int', nullable: true })
  departmentId: number | null
  @Column({ type: 'varchar', length: 120 }) name: string
  @Column({ name: 'text_vi', type: 'text' }) textVi: string
  @Column({ name: 'text_en', type: 'text' }) textEn: string
  /** Another with each save, so that two people notice each other. */
  @Column({ type: 'int' }) revision: number
  @Column({ name: 'changed_at', type: 'datetime', precision: 3 }) changedAt: Date
  @Column({ name: 'changed_by', type: 'varchar', length: 120 }) changedBy: string
}

/** A filter with a name, of one person; or of a department, when one of it shares it. */
@Entity('ticket_views')
@Index('ix_ticket_views_owner', ['ownerId'])
@Index('ix_ticket_views_department', ['departmentId'])
export class TicketViewEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_ticket_views_owner' })
  @Column({ name: 'owner_id', type: 'int' })
  ownerId: number
  @ForeignKey(() => DepartmentEntity, 'id', { name: 'fk_ticket_views_department' })
  @Column({ name: 'department_id', type: 'int', nullable: true })
  departmentId: number | null
  @Column({ type: 'varchar', length: 60 }) name: string
  @Column({ type: 'text', transformer: json }) query: ViewQuery
}

/** One mass action; kept for as long as it can be taken back, and a day more. */
@Entity('ticket_batches')
export class TicketBatchEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_ticket_batches_by' })
  @Column({ name: 'done_by', type: 'int' })
  by: number
  @Column({ type: 'varchar', length: 10 }) act: MassAct['act']
  @Column({ name: 'undo_until', type: 'datetime', precision: 3 }) undoUntil: Date
  @Column({ name: 'undone_at', type: 'datetime', precision: 3, nullable: true }) undoneAt: Date | null
}

/** How a ticket stood before a mass action changed it, and what has to be as it was left for that to be taken back. */
export interface TakenBack {
  ticketId: number
  revisionAfter: number
  before: Record<string, unknown>
}

/** One ticket of a mass action that was done, with all that it changed: of a parent, the merged ones too. */
@Entity('ticket_batch_items')
export class TicketBatchItemEntity {
  @ForeignKey(() => TicketBatchEntity, 'id', { name: 'fk_ticket_batch_items_batch', onDelete: 'CASCADE' })
  @PrimaryColumn({ name: 'batch_id', type: 'int' })
  batchId: number
  @ForeignKey(() => TicketEntity, 'id', { name: 'fk_ticket_batch_items_ticket' })
  @PrimaryColumn({ name: 'ticket_id', type: 'int' })
  ticketId: number
  @Column({ type: 'mediumtext', transformer: json }) changes: TakenBack[]
  /** Ids of messages to citizens that wait for the end of the undo time. */
  @Column({ type: 'text', transformer: json }) messages: number[]
}

export const INBOX_ENTITIES = [TicketNoteEntity, TicketMentionEntity, TicketDraftEntity, AnswerTemplateEntity, TicketViewEntity, TicketBatchEntity, TicketBatchItemEntity]
