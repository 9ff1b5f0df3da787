import type { Erased, ErasureState, LookedAt, LookPurpose, PersonCounts, RetentionKind, Role } from '@app/contracts'
import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn, type ValueTransformer } from 'typeorm'

const json: ValueTransformer = { to: (value: unknown) => (value === null ? null : JSON.stringify(value)), from: (text: string | null) => (text === null ? null : (JSON.parse(text) as unknown)) }

/** Who looked at whom, when and why. Rows are only ever added; retention alone takes the oldest away. */
@Entity('personal_data_looks')
@Index('ix_looks_at', ['at'])
@Index('ix_looks_user', ['userId', 'at'])
@Index('ix_looks_person', ['personKey', 'at'])
export class LookEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @Column({ type: 'datetime', precision: 3 }) at: Date
  /** No foreign key, and the name as it was: a look outlives accounts. */
  @Column({ name: 'user_id', type: 'int' }) userId: number
  @Column({ name: 'user_name', type: 'varchar', length: 120 }) userName: string
  @Column({ type: 'varchar', length: 20 }) role: Role
  @Column({ type: 'varchar', length: 12 }) what: LookedAt
  @Column({ type: 'varchar', length: 20, nullable: true }) purpose: LookPurpose | null
  @Column({ type: 'varchar', length: 300, nullable: true }) reason: string | null
  @Column({ name: 'subject_kind', type: 'varchar', length: 12, nullable: true }) subjectKind: string | null
  @Column({ name: 'subject_id', type: 'varchar', length: 64, nullable: true }) subjectId: string | null
  /** Of the number, by a key that is not in the database (persons-data/person-key.ts). */
  @Column({ name: 'person_key', type: 'varchar', length: 64, nullable: true }) personKey: string | null
}

/** How long a kind of data is kept. A kind without a row is kept as retention-kinds.ts says. */
@Entity('retention_rules')
export class RetentionRuleEntity {
  @PrimaryColumn({ type: 'varchar', length: 12 }) kind: RetentionKind
  @Column({ type: 'int', nullable: true }) days: number | null
  @Column({ name: 'changed_at', type: 'datetime', precision: 3 }) changedAt: Date
  @Column({ name: 'changed_by', type: 'varchar', length: 120 }) changedBy: string
}

/** One night's erasing; not finished: it goes on after a restart. */
@Entity('retention_runs')
export class RetentionRunEntity {
  /** In Asia/Ho_Chi_Minh. */
  @PrimaryColumn({ type: 'varchar', length: 10 }) day: string
  @Column({ name: 'started_at', type: 'datetime', precision: 3 }) startedAt: Date
  @Column({ name: 'finished_at', type: 'datetime', precision: 3, nullable: true }) finishedAt: Date | null
  @Column({ type: 'text', transformer: json }) erased: Erased
}

/** A request to erase one person's data, and when it is done its certificate: what was erased, without the person. */
@Entity('erasures')
@Index('ix_erasures_state', ['state', 'askedAt'])
export class ErasureEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @Column({ type: 'varchar', length: 12 }) state: ErasureState
  @Column({ name: 'number_key', type: 'varchar', length: 40, nullable: true }) numberKey: string | null
  @Column({ type: 'varchar', length: 120, nullable: true }) name: string | null
  @Column({ type: 'boolean' }) unnamed: boolean
  @Column({ name: 'person_key', type: 'varchar', length: 64 }) personKey: string
  @Column({ type: 'varchar', length: 300 }) reason: string
  @Column({ name: 'asked_by', type: 'int' }) askedBy: number
  @Column({ name: 'asked_by_name', type: 'varchar', length: 120 }) askedByName: string
  @Column({ name: 'asked_at', type: 'datetime', precision: 3 }) askedAt: Date
  @Column({ name: 'decided_by', type: 'int', nullable: true }) decidedBy: number | null
  @Column({ name: 'decided_by_name', type: 'varchar', length: 120, nullable: true }) decidedByName: string | null
  @Column({ name: 'decided_at', type: 'datetime', precision: 3, nullable: true }) decidedAt: Date | null
  @Column({ type: 'varchar', length: 500, nullable: true }) answer: string | null
  @Column({ name: 'finished_at', type: 'datetime', precision: 3, nullable: true }) finishedAt: Date | null
  @Column({ type: 'text', nullable: true, transformer: json }) counts: PersonCounts | null
}
