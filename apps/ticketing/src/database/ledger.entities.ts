import type { LEDGER_TROUBLES, LedgerComparedDay, LedgerDifference } from '@app/contracts'
import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn, type ValueTransformer } from 'typeorm'

const json: ValueTransformer = { to: (value: unknown) => JSON.stringify(value), from: (text: string) => JSON.parse(text) as unknown }

/** One comparison of the calls with Asterisk's journal; not finished: it runs, or it was cut off. */
@Entity('ledger_runs')
@Index('uq_ledger_runs_night', ['night'], { unique: true })
@Index('ix_ledger_runs_alarm', ['alarm', 'seenAt'])
export class LedgerRunEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  /** The day whose nightly run it is; null: a person asked for it. */
  @Column({ type: 'varchar', length: 10, nullable: true }) night: string | null
  /** Days in Asia/Ho_Chi_Minh, both included. */
  @Column({ name: 'from_day', type: 'varchar', length: 10 }) from: string
  @Column({ name: 'to_day', type: 'varchar', length: 10 }) to: string
  @Column({ name: 'started_at', type: 'datetime', precision: 3 }) startedAt: Date
  @Column({ name: 'finished_at', type: 'datetime', precision: 3, nullable: true }) finishedAt: Date | null
  @Column({ name: 'by_name', type: 'varchar', length: 120, nullable: true }) byName: string | null
  @Column({ type: 'mediumtext', transformer: json }) days: LedgerComparedDay[]
  @Column({ name: 'difference_count', type: 'int' }) differenceCount: number
  /** The first hundreds. */
  @Column({ type: 'mediumtext', transformer: json }) differences: LedgerDifference[]
  @Column({ name: 'in_motion', type: 'int' }) inMotion: number
  @Column({ name: 'before_journal', type: 'int' }) beforeJournal: number
  @Column({ name: 'error_code', type: 'varchar', length: 20, nullable: true }) errorCode: (typeof LEDGER_TROUBLES)[number] | null
  @Column({ name: 'error_detail', type: 'varchar', length: 500, nullable: true }) errorDetail: string | null
  @Column({ type: 'boolean' }) alarm: boolean
  @Column({ name: 'seen_by', type: 'varchar', length: 120, nullable: true }) seenBy: string | null
  @Column({ name: 'seen_at', type: 'datetime', precision: 3, nullable: true }) seenAt: Date | null
  @Column({ name: 'seen_note', type: 'varchar', length: 500, nullable: true }) seenNote: string | null
}

/** What the last comparison found of a day. */
@Entity('ledger_days')
export class LedgerDayEntity {
  @PrimaryColumn({ type: 'varchar', length: 10 }) day: string
  @Column({ name: 'compared_at', type: 'datetime', precision: 3 }) comparedAt: Date
  @Column({ type: 'int' }) differences: number
}
