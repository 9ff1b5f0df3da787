import type { CallOutcome, CallSource, Language } from '@app/contracts'
import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm'
import { UserEntity } from './directory.entities.js'

/** One row a call, folded from the journal; only the journal's consumer writes it. */
@Entity('calls')
@Index('ix_calls_arrived', ['arrivedAt'])
@Index('ix_calls_number', ['numberKey', 'arrivedAt'])
@Index('ix_calls_ended', ['endedAt'])
@Index('ix_calls_operator', ['operatorId', 'answeredAt'])
export class CallEntity {
  /** The Asterisk Linkedid. */
  @PrimaryColumn({ type: 'varchar', length: 64 }) id: string
  @Column({ type: 'varchar', length: 40, nullable: true }) number: string | null
  /** The number without formatting and country code, to find a caller again. */
  @Column({ name: 'number_key', type: 'varchar', length: 40, nullable: true }) numberKey: string | null
  @Column({ type: 'varchar', length: 40 }) dialled: string
  @Column({ type: 'varchar', length: 10 }) source: CallSource
  @Column({ type: 'varchar', length: 2 }) language: Language
  @Column({ name: 'flow_path', type: 'text' }) flowPath: string
  @Column({ name: 'arrived_at', type: 'datetime', precision: 3 }) arrivedAt: Date
  @Column({ type: 'varchar', length: 40, nullable: true }) queue: string | null
  @Column({ name: 'entered_queue_at', type: 'datetime', precision: 3, nullable: true }) enteredQueueAt: Date | null
  @Column({ name: 'left_queue_at', type: 'datetime', precision: 3, nullable: true }) leftQueueAt: Date | null
  @Column({ name: 'left_queue_how', type: 'varchar', length: 12, nullable: true }) leftQueueHow: 'abandoned' | 'given-back' | null
  @Column({ type: 'boolean' }) answered: boolean
  @Column({ name: 'answered_at', type: 'datetime', precision: 3, nullable: true }) answeredAt: Date | null
  /** A user's id as the journal tells it; no foreign key: the journal is not to be refused. */
  @Column({ name: 'operator_id', type: 'int', nullable: true }) operatorId: number | null
  @Column({ type: 'int' }) offers: number
  @Column({ name: 'wait_seconds', type: 'int', nullable: true }) waitSeconds: number | null
  @Column({ name: 'measured_talk', type: 'int', nullable: true }) measuredTalk: number | null
  @Column({ name: 'talk_seconds', type: 'int', nullable: true }) talkSeconds: number | null
  /** Null: not known. */
  @Column({ name: 'hold_seconds', type: 'int', nullable: true }) holdSeconds: number | null
  /** As libs/call-journal `holdsText` writes them; null: of a time in which the journal did not tell of them. */
  @Column({ type: 'text', nullable: true }) holds: string | null
  @Column({ type: 'varchar', length: 120, nullable: true }) recording: string | null
  @Column({ name: 'ended_at', type: 'datetime', precision: 3, nullable: true }) endedAt: Date | null
  @Column({ name: 'hangup_cause', type: 'varchar', length: 40, nullable: true }) hangupCause: string | null
  @Column({ name: 'ended_where', type: 'varchar', length: 20, nullable: true }) endedWhere: string | null
  @Column({ type: 'varchar', length: 20, nullable: true }) outcome: CallOutcome | null
  /** Stream id of the last journal entry folded in. */
  @Column({ name: 'last_fact_id', type: 'varchar', length: 41 }) lastFactId: string
}

@Entity('voicemails')
@Index('uq_voicemails_call', ['callId'], { unique: true })
@Index('ix_voicemails_left', ['handledAt', 'leftAt'])
export class VoicemailEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @ForeignKey(() => CallEntity, 'id', { name: 'fk_voicemails_call' })
  @Column({ name: 'call_id', type: 'varchar', length: 64 })
  callId: string
  @Column({ type: 'varchar', length: 40, nullable: true }) queue: string | null
  /** Empty: erased. */
  @Column({ type: 'varchar', length: 120 }) file: string
  @Column({ type: 'int' }) seconds: number
  @Column({ name: 'left_at', type: 'datetime', precision: 3 }) leftAt: Date
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_voicemails_handled_by' })
  @Column({ name: 'handled_by', type: 'int', nullable: true })
  handledBy: number | null
  @Column({ name: 'handled_at', type: 'datetime', precision: 3, nullable: true }) handledAt: Date | null
}

/** A fact that could not be folded: kept for a person to look at, so that it neither blocks nor is lost. */
@Entity('put_aside_facts')
export class PutAsideFactEntity {
  @PrimaryColumn({ name: 'stream_id', type: 'varchar', length: 41 }) streamId: string
  @Column({ type: 'text' }) fact: string
  @Column({ type: 'text' }) why: string
  @Column({ name: 'put_aside_at', type: 'datetime', precision: 3 }) putAsideAt: Date
}

/** Facts stored in the same transaction as what they tell of, until they are told. */
@Entity('outbox')
export class OutboxEntity {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id: string
  @Column({ type: 'text' }) fact: string
  @Column({ name: 'created_at', type: 'datetime', precision: 3 }) createdAt: Date
}
