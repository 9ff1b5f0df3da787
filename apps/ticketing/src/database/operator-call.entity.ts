import type { LookSubject, OperatorCallTrouble } from '@app/contracts'
import { Column, Entity, Index, PrimaryColumn } from 'typeorm'

/** What an operator's own call was made for, written down before it is placed. The number stands with the call alone. */
@Entity('operator_calls')
@Index('ix_operator_calls_of', ['ofKind', 'ofId'])
export class OperatorCallEntity {
  @PrimaryColumn({ name: 'call_id', type: 'varchar', length: 64 }) callId: string
  /** As the call's operator: no foreign key. */
  @Column({ name: 'user_id', type: 'int' }) userId: number
  /** What it was made out of; null: the number was typed. */
  @Column({ name: 'of_kind', type: 'varchar', length: 20, nullable: true }) ofKind: LookSubject['kind'] | null
  @Column({ name: 'of_id', type: 'varchar', length: 64, nullable: true }) ofId: string | null
  @Column({ name: 'asked_at', type: 'datetime', precision: 3 }) askedAt: Date
  /** Why nobody was reached, as the journal tells it. */
  @Column({ type: 'varchar', length: 20, nullable: true }) trouble: OperatorCallTrouble | null
}
