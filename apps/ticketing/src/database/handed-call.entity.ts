import { Column, Entity, Index, PrimaryColumn } from 'typeorm'

/** A citizen out of an operator's own call in a queue: there it is a call of its own. No foreign keys, as with calls: the journal is not to be refused. */
@Entity('handed_calls')
@Index('ix_handed_calls_from', ['handedFrom'])
export class HandedCallEntity {
  @PrimaryColumn({ name: 'call_id', type: 'varchar', length: 64 }) callId: string
  /** The own call. */
  @Column({ name: 'handed_from', type: 'varchar', length: 64 }) handedFrom: string
}
