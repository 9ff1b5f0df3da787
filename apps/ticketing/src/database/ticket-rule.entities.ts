import type { TicketKind, Urgency, WorkingSpan } from '@app/contracts'
import type { FormSchema } from '@app/ticket-form'
import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, type ValueTransformer } from 'typeorm'
import { CategoryEntity, UserEntity } from './directory.entities.js'

const json: ValueTransformer = { to: (value: unknown) => JSON.stringify(value), from: (text: string) => JSON.parse(text) as unknown }

/** What is asked for each kind of ticket. Versions are only ever added. */
@Entity('ticket_forms')
export class TicketFormEntity {
  @PrimaryColumn({ type: 'varchar', length: 12 }) kind: TicketKind
  @PrimaryColumn({ type: 'int' }) version: number
  @Column({ type: 'mediumtext', transformer: json }) definition: FormSchema
  @Column({ name: 'published_at', type: 'datetime', precision: 3 }) publishedAt: Date
  @Column({ name: 'published_by', type: 'varchar', length: 120 }) publishedBy: string
}

/** How long an answer and a first reaction may take; null: for any kind, category or urgency. */
@Entity('deadline_rules')
@Index('uq_deadline_rules_scope', ['scopeKey'], { unique: true })
export class DeadlineRuleEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  /** The three below in one, because nulls are not equal to each other in an index. */
  @Column({ name: 'scope_key', type: 'varchar', length: 40 }) scopeKey: string
  @Column({ type: 'varchar', length: 12, nullable: true }) kind: TicketKind | null
  @ForeignKey(() => CategoryEntity, 'id', { name: 'fk_deadline_rules_category' })
  @Column({ name: 'category_id', type: 'int', nullable: true })
  categoryId: number | null
  @Column({ type: 'varchar', length: 8, nullable: true }) urgency: Urgency | null
  @Column({ name: 'answer_amount', type: 'int' }) answerAmount: number
  @Column({ name: 'answer_unit', type: 'varchar', length: 8 }) answerUnit: WorkingSpan['unit']
  @Column({ name: 'reaction_amount', type: 'int' }) reactionAmount: number
  @Column({ name: 'reaction_unit', type: 'varchar', length: 8 }) reactionUnit: WorkingSpan['unit']
  @Column({ name: 'changed_at', type: 'datetime', precision: 3 }) changedAt: Date
  @Column({ name: 'changed_by', type: 'varchar', length: 120 }) changedBy: string
}

/** The named people who see complaints about officials; never nobody. */
@Entity('complaint_viewers')
export class ComplaintViewerEntity {
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_complaint_viewers_user' })
  @PrimaryColumn({ name: 'user_id', type: 'int' })
  userId: number
  @Column({ name: 'added_at', type: 'datetime', precision: 3 }) addedAt: Date
  @Column({ name: 'added_by', type: 'varchar', length: 120 }) addedBy: string
}
