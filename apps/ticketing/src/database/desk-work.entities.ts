import type { Language, MissedCallerEnd, OperatorEvent, PauseColour } from '@app/contracts'
import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm'
import { UserEntity } from './directory.entities.js'

/** A person who called and spoke with nobody, until they are reached. */
@Entity('missed_callers')
@Index('uq_missed_callers_open', ['openKey'], { unique: true })
@Index('ix_missed_callers_closed', ['closedAt', 'lastAt'])
@Index('ix_missed_callers_call', ['lastCallId'])
@Index('ix_missed_callers_followed', ['lastAt', 'queue', 'closedHow', 'calls'])
@Index('ix_missed_callers_closed_call', ['closedCallId'])
export class MissedCallerEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  /** As it arrived last; null: erased. */
  @Column({ type: 'varchar', length: 40, nullable: true }) number: string | null
  @Column({ name: 'number_key', type: 'varchar', length: 40, nullable: true }) numberKey: string | null
  /** The number's key until it is closed, then null: one row a person. */
  @Column({ name: 'open_key', type: 'varchar', length: 40, nullable: true }) openKey: string | null
  @Column({ type: 'varchar', length: 40, nullable: true }) queue: string | null
  @Column({ type: 'varchar', length: 2 }) language: Language
  @Column({ type: 'int' }) calls: number
  @Column({ name: 'first_at', type: 'datetime', precision: 3 }) firstAt: Date
  @Column({ name: 'last_at', type: 'datetime', precision: 3 }) lastAt: Date
  /** No foreign key: as with calls, the journal is not to be refused. */
  @Column({ name: 'last_call_id', type: 'varchar', length: 64 }) lastCallId: string
  @Column({ name: 'longest_wait', type: 'int' }) longestWait: number
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_missed_callers_taken_by' })
  @Column({ name: 'taken_by', type: 'int', nullable: true })
  takenBy: number | null
  @Column({ name: 'taken_at', type: 'datetime', precision: 3, nullable: true }) takenAt: Date | null
  @Column({ name: 'closed_at', type: 'datetime', precision: 3, nullable: true }) closedAt: Date | null
  @Column({ name: 'closed_how', type: 'varchar', length: 20, nullable: true }) closedHow: MissedCallerEnd | null
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_missed_callers_closed_by' })
  @Column({ name: 'closed_by', type: 'int', nullable: true })
  closedBy: number | null
  @Column({ name: 'closed_why', type: 'varchar', length: 300, nullable: true }) closedWhy: string | null
  /** In which they were reached. */
  @Column({ name: 'closed_call_id', type: 'varchar', length: 64, nullable: true }) closedCallId: string | null
}

/** How operators came into their states, as the journal tells it; only added to. */
@Entity('operator_steps')
@Index('uq_operator_steps_fact', ['factId'], { unique: true })
@Index('ix_operator_steps_user', ['userId', 'at'])
@Index('ix_operator_steps_at', ['at'])
export class OperatorStepEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  /** Of the journal's entry: told twice, it is one. */
  @Column({ name: 'fact_id', type: 'varchar', length: 41 }) factId: string
  /** As the journal tells it; no foreign key. */
  @Column({ name: 'user_id', type: 'int' }) userId: number
  @Column({ type: 'datetime', precision: 3 }) at: Date
  @Column({ type: 'varchar', length: 20 }) event: OperatorEvent
  @Column({ type: 'varchar', length: 40, nullable: true }) reason: string | null
  @Column({ type: 'varchar', length: 40, nullable: true }) queue: string | null
  @Column({ name: 'call_id', type: 'varchar', length: 64, nullable: true }) callId: string | null
  @Column({ name: 'by_user', type: 'int', nullable: true }) byUser: number | null
  @Column({ type: 'varchar', length: 300, nullable: true }) why: string | null
}

/** Reasons for which an operator may pause. */
@Entity('pause_reasons')
export class PauseReasonEntity {
  @PrimaryColumn({ type: 'varchar', length: 40 }) code: string
  @Column({ name: 'name_vi', type: 'varchar', length: 60 }) nameVi: string
  @Column({ name: 'name_en', type: 'varchar', length: 60 }) nameEn: string
  @Column({ name: 'limit_minutes', type: 'int', nullable: true }) limitMinutes: number | null
  @Column({ type: 'varchar', length: 20 }) colour: PauseColour
  @Column({ type: 'boolean' }) active: boolean
  @Column({ type: 'int' }) place: number
  @Column({ name: 'changed_at', type: 'datetime', precision: 3, nullable: true }) changedAt: Date | null
  @Column({ name: 'changed_by', type: 'varchar', length: 120, nullable: true }) changedBy: string | null
}

/** What may come of a talk, by queue. */
@Entity('dispositions')
@Index('uq_dispositions_code', ['queue', 'code'], { unique: true })
export class DispositionEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @Column({ type: 'varchar', length: 40 }) queue: string
  @Column({ type: 'varchar', length: 40 }) code: string
  @Column({ name: 'name_vi', type: 'varchar', length: 60 }) nameVi: string
  @Column({ name: 'name_en', type: 'varchar', length: 60 }) nameEn: string
  @Column({ type: 'boolean' }) active: boolean
  @Column({ type: 'int' }) place: number
}

/** Whether a queue's talks must have one. */
@Entity('queue_dispositions')
export class QueueDispositionsEntity {
  @PrimaryColumn({ type: 'varchar', length: 40 }) queue: string
  @Column({ type: 'boolean' }) required: boolean
  /** Talks before are not asked for. */
  @Column({ name: 'required_since', type: 'datetime', precision: 3, nullable: true }) requiredSince: Date | null
  @Column({ name: 'changed_at', type: 'datetime', precision: 3 }) changedAt: Date
  @Column({ name: 'changed_by', type: 'varchar', length: 120 }) changedBy: string
}

/** What came of a call. */
@Entity('call_dispositions')
@Index('ix_call_dispositions_code', ['code'])
export class CallDispositionEntity {
  @PrimaryColumn({ name: 'call_id', type: 'varchar', length: 64 }) callId: string
  @Column({ type: 'varchar', length: 40 }) queue: string
  @Column({ type: 'varchar', length: 40 }) code: string
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_call_dispositions_by' })
  @Column({ name: 'by_user', type: 'int' })
  byUser: number
  @Column({ type: 'datetime', precision: 3 }) at: Date
}
