import type { DirectoryChange, LocalName, ReorganisationKind, ReorganisationPlan, Reorganisation } from '@app/contracts'
import { Column, Entity, Index, PrimaryGeneratedColumn, type ValueTransformer } from 'typeorm'

const json: ValueTransformer = { to: (value: unknown) => JSON.stringify(value), from: (text: string) => JSON.parse(text) as unknown }

/** A reorganisation of departments: planned, then carried out from its day on. */
@Entity('reorganisations')
@Index('ix_reorganisations_due', ['state', 'day'])
export class ReorganisationEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @Column({ type: 'varchar', length: 6 }) kind: ReorganisationKind
  @Column({ type: 'date' }) day: string
  @Column({ type: 'varchar', length: 10 }) state: Reorganisation['state']
  @Column({ type: 'mediumtext', transformer: json }) plan: ReorganisationPlan
  /** Ids of the targets, in the order of the plan; empty while it is planned. */
  @Column({ name: 'target_ids', type: 'text', transformer: json }) targetIds: number[]
  @Column({ type: 'text', transformer: json }) faults: LocalName[]
  @Column({ name: 'planned_by', type: 'varchar', length: 120 }) plannedBy: string
  @Column({ name: 'planned_at', type: 'datetime', precision: 3 }) plannedAt: Date
  @Column({ name: 'done_at', type: 'datetime', precision: 3, nullable: true }) doneAt: Date | null
  @Column({ name: 'moved_tickets', type: 'int', default: 0 }) movedTickets: number
}

/** Who changed what of departments, categories and accounts; rows are only ever added. */
@Entity('directory_changes')
@Index('ix_directory_changes_at', ['at'])
export class DirectoryChangeEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @Column({ type: 'datetime', precision: 3 }) at: Date
  @Column({ name: 'done_by', type: 'varchar', length: 120 }) by: string
  @Column({ type: 'varchar', length: 10 }) subject: DirectoryChange['subject']
  @Column({ name: 'subject_id', type: 'int' }) subjectId: number
  @Column({ type: 'text', transformer: json }) name: LocalName
  @Column({ type: 'text', transformer: json }) fields: DirectoryChange['fields']
}
