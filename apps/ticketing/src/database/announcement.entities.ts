import type { CallerList } from '@app/contracts'
import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm'

@Entity('notices')
@Index('ix_notices_until', ['untilAt'])
export class NoticeEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @Column({ name: 'text_vi', type: 'text' }) textVi: string
  @Column({ name: 'text_en', type: 'text' }) textEn: string
  @Column({ name: 'from_at', type: 'datetime', precision: 3 }) fromAt: Date
  /** Brought forward when somebody ends it. */
  @Column({ name: 'until_at', type: 'datetime', precision: 3 }) untilAt: Date
  @Column({ name: 'made_by', type: 'varchar', length: 120 }) madeBy: string
  @Column({ name: 'ended_by', type: 'varchar', length: 120, nullable: true }) endedBy: string | null
}

@Entity('listed_numbers')
export class ListedNumberEntity {
  @PrimaryColumn({ name: 'number_key', type: 'varchar', length: 40 }) key: string
  /** As it was written. */
  @Column({ type: 'varchar', length: 40 }) number: string
  @Column({ type: 'varchar', length: 20 }) list: CallerList
  @Column({ type: 'varchar', length: 300 }) note: string
  @Column({ name: 'listed_by', type: 'varchar', length: 120 }) listedBy: string
  @Column({ name: 'listed_at', type: 'datetime', precision: 3 }) listedAt: Date
}
