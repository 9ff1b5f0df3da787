import type { Language, TellBy, TicketKind, TicketLevel, TicketState, Urgency } from '@app/contracts'
import type { FieldValues } from '@app/ticket-form'
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, type ValueTransformer } from 'typeorm'
import { VoicemailEntity } from './call.entities.js'
import { CategoryEntity, DepartmentEntity, UserEntity } from './directory.entities.js'

const json: ValueTransformer = { to: (value: unknown) => (value === null ? null : JSON.stringify(value)), from: (text: string | null) => (text === null ? null : (JSON.parse(text) as unknown)) }
const ids: ValueTransformer = { to: (value?: number[]) => value?.join(','), from: (text: string) => (text === '' ? [] : text.split(',').map(Number)) }

@Entity('tickets')
@Index('uq_tickets_code', ['code'], { unique: true })
@Index('uq_tickets_request', ['requestId'], { unique: true })
@Index('ix_tickets_list', ['state', 'answeredAt', 'deadlineAt'])
@Index('ix_tickets_department', ['departmentId', 'state', 'answeredAt', 'deadlineAt'])
@Index('ix_tickets_category', ['categoryId', 'state', 'answeredAt', 'deadlineAt'])
@Index('ix_tickets_ward', ['wardId', 'state', 'answeredAt', 'deadlineAt'])
@Index('ix_tickets_kind', ['kind', 'state', 'answeredAt', 'deadlineAt'])
@Index('ix_tickets_level', ['level', 'state', 'answeredAt', 'deadlineAt'])
@Index('ix_tickets_name', ['citizenName'])
@Index('ix_tickets_street', ['categoryId', 'streetKey', 'createdAt'])
@Index('ix_tickets_created', ['createdAt'])
@Index('ix_tickets_citizen', ['citizenKey', 'createdAt'])
@Index('ix_tickets_call', ['callId'])
@Index('ix_tickets_next_warning', ['nextWarningAt'])
@Index('ix_tickets_told', ['state', 'toldAt'])
@Index('ix_tickets_assignee', ['assigneeId', 'state', 'deadlineAt'])
@Index('ix_tickets_closed', ['closedAt'])
export class TicketEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @Column({ type: 'varchar', length: 9 }) code: string
  /** Made by the browser once a form, so that a repeated request makes one ticket. */
  @Column({ name: 'request_id', type: 'varchar', length: 36 }) requestId: string
  @Column({ type: 'varchar', length: 12 }) state: TicketState
  @Column({ type: 'varchar', length: 12 }) kind: TicketKind
  @Column({ type: 'varchar', length: 8, default: 'normal' }) urgency: Urgency
  @Column({ type: 'int', default: 2 }) level: TicketLevel
  @ForeignKey(() => CategoryEntity, 'id', { name: 'fk_tickets_category' })
  @Column({ name: 'category_id', type: 'int' })
  categoryId: number
  @ForeignKey(() => DepartmentEntity, 'id', { name: 'fk_tickets_department' })
  @Column({ name: 'department_id', type: 'int' })
  departmentId: number
  /** Where it is: a department of type `ward`. */
  @ForeignKey(() => DepartmentEntity, 'id', { name: 'fk_tickets_ward' })
  @Column({ name: 'ward_id', type: 'int', nullable: true })
  wardId: number | null
  @Column({ type: 'text' }) description: string
  @Column({ type: 'varchar', length: 300, nullable: true }) place: string | null
  /** What two places must have in common to be near each other (recurrence/place-of.ts). */
  @Column({ name: 'street_key', type: 'varchar', length: 80, nullable: true }) streetKey: string | null
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
  @Column({ type: 'varchar', length: 2, default: 'vi' }) language: Language
  @Column({ name: 'citizen_email', type: 'varchar', length: 254, nullable: true }) citizenEmail: string | null
  @Column({ name: 'tell_by', type: 'varchar', length: 10, nullable: true }) tellBy: TellBy | null
  /** Since then the clock stands still: the citizen was asked. */
  @Column({ name: 'stopped_at', type: 'datetime', precision: 3, nullable: true }) stoppedAt: Date | null
  @Column({ name: 'time_asked_until', type: 'datetime', precision: 3, nullable: true }) timeAskedUntil: Date | null
  @Column({ type: 'int', default: 0 }) extensions: number
  @Column({ type: 'int', default: 0 }) reopenings: number
  /** The first that took it on. */
  @ForeignKey(() => DepartmentEntity, 'id', { name: 'fk_tickets_answerable' })
  @Column({ name: 'answerable_department_id', type: 'int', nullable: true })
  answerableDepartmentId: number | null
  @ForeignKey(() => TicketEntity, 'id', { name: 'fk_tickets_merged' })
  @Column({ name: 'merged_into_id', type: 'int', nullable: true })
  mergedIntoId: number | null
  /** What the citizen reads with the apology. */
  @Column({ name: 'late_reason', type: 'text', nullable: true }) lateReason: string | null
  @Column({ name: 'told_at', type: 'datetime', precision: 3, nullable: true }) toldAt: Date | null
  @Column({ name: 'closed_at', type: 'datetime', precision: 3, nullable: true }) closedAt: Date | null
  @Column({ type: 'int', nullable: true }) rating: number | null
  /** Working time that the department was given, in minutes. */
  @Column({ name: 'deadline_minutes', type: 'int', default: 0 }) deadlineMinutes: number
  @Column({ type: 'int', default: 0 }) warned: number
  @Column({ name: 'form_version', type: 'int', nullable: true }) formVersion: number | null
  /** What was filled in, but for the place. */
  @Column({ name: 'form_values', type: 'text', nullable: true, transformer: json }) fields: FieldValues | null
  /** Where the official works whom a complaint is about. */
  @ForeignKey(() => DepartmentEntity, 'id', { name: 'fk_tickets_about' })
  @Column({ name: 'about_department_id', type: 'int', nullable: true })
  aboutDepartmentId: number | null
  /** When the citizen said it: their talk began, or their message was left. */
  @Column({ name: 'turned_at', type: 'datetime', precision: 3, nullable: true }) turnedAt: Date | null
  @Column({ name: 'reached_at', type: 'datetime', precision: 3, nullable: true }) reachedAt: Date | null
  @Column({ name: 'reaction_by', type: 'datetime', precision: 3, nullable: true }) reactionBy: Date | null
  /** When a department first took it on. */
  @Column({ name: 'accepted_at', type: 'datetime', precision: 3, nullable: true }) acceptedAt: Date | null
  /** Null: nobody is to be warned any more, or not while the clock stands still. */
  @Column({ name: 'next_warning_at', type: 'datetime', precision: 3, nullable: true }) nextWarningAt: Date | null
  /** Who of the department has it. */
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_tickets_assignee' })
  @Column({ name: 'assignee_id', type: 'int', nullable: true })
  assigneeId: number | null
  /** How many deeds its history has; warnings are none. */
  @Column({ type: 'int', default: 0 }) revision: number
  /** Until then the answer can still be taken back: nobody outside is told of it. */
  @Column({ name: 'held_until', type: 'datetime', precision: 3, nullable: true }) heldUntil: Date | null
  /** Departments that take part besides the lead: a copy of `ticket_departments`, so that whoever has the ticket knows who may see it. */
  @Column({ name: 'supporter_ids', type: 'varchar', length: 120, default: '', transformer: ids }) supporterIds: number[]
  /** Whose it was is erased, and what was written; the rest is for the statistics. */
  @Column({ name: 'erased_at', type: 'datetime', precision: 3, nullable: true }) erasedAt: Date | null
}
