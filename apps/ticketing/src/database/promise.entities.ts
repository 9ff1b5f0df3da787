import type { CallBackState, Language } from '@app/contracts'
import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm'

/** A promise to call a citizen back in their turn. */
@Entity('call_backs')
@Index('uq_call_backs_call', ['callId'], { unique: true })
@Index('uq_call_backs_open', ['openKey'], { unique: true })
@Index('ix_call_backs_number', ['numberKey', 'promisedAt'])
export class CallBackEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  /** The call that asked for it. No foreign key: the journal may not have told of that call yet. */
  @Column({ name: 'call_id', type: 'varchar', length: 64 }) callId: string
  /** As it is dialled; null: erased. */
  @Column({ type: 'varchar', length: 20, nullable: true }) number: string | null
  @Column({ name: 'number_key', type: 'varchar', length: 40, nullable: true }) numberKey: string | null
  /** The number's key until it is closed, then null: never two promises for one person at once. */
  @Column({ name: 'open_key', type: 'varchar', length: 40, nullable: true }) openKey: string | null
  @Column({ type: 'varchar', length: 40 }) queue: string
  @Column({ type: 'int' }) priority: number
  @Column({ type: 'varchar', length: 2 }) language: Language
  /** When they first began to wait: their place. */
  @Column({ name: 'entered_at', type: 'datetime', precision: 3 }) enteredAt: Date
  @Column({ name: 'promised_at', type: 'datetime', precision: 3 }) promisedAt: Date
  @Column({ type: 'varchar', length: 20 }) state: CallBackState
  /** The call by which it is in the queue now. */
  @Column({ name: 'placed_call_id', type: 'varchar', length: 64, nullable: true }) placedCallId: string | null
  @Column({ type: 'int' }) placements: number
  /** How often the citizen was dialled. */
  @Column({ type: 'int' }) attempts: number
  @Column({ name: 'last_result', type: 'varchar', length: 20, nullable: true }) lastResult: string | null
  @Column({ name: 'next_at', type: 'datetime', precision: 3, nullable: true }) nextAt: Date | null
  @Column({ name: 'closed_at', type: 'datetime', precision: 3, nullable: true }) closedAt: Date | null
}

/** A caller who was asked for a rating after a talk. */
@Entity('surveys')
@Index('ix_surveys_number', ['numberKey', 'askedAt'])
@Index('ix_surveys_operator', ['operatorId', 'askedAt'])
export class SurveyEntity {
  @PrimaryColumn({ name: 'call_id', type: 'varchar', length: 64 }) callId: string
  @Column({ name: 'number_key', type: 'varchar', length: 40, nullable: true }) numberKey: string | null
  @Column({ name: 'operator_id', type: 'int', nullable: true }) operatorId: number | null
  @Column({ name: 'asked_at', type: 'datetime', precision: 3 }) askedAt: Date
  /** 1 to 5; null: asked, and not given. */
  @Column({ type: 'int', nullable: true }) rating: number | null
  @Column({ name: 'remark_file', type: 'varchar', length: 120, nullable: true }) remarkFile: string | null
  @Column({ name: 'remark_seconds', type: 'int', nullable: true }) remarkSeconds: number | null
}
