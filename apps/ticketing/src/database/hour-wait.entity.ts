import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { KeptByQueue } from './roll-up.entities.js'

/**
 * How long answered callers waited by the hour of the day in which they called, so that "within T" is exact by the hour for each T. The seconds come
 * before the hour: a question reads only the waits up to T.
 */
@Entity('hour_wait_roll_ups')
export class HourWaitRollUpEntity {
  @PrimaryColumn({ type: 'varchar', length: 7 }) grain: 'day' | 'month'
  @PrimaryColumn({ type: 'varchar', length: 8 }) kept: KeptByQueue
  /** Of a month its first. */
  @PrimaryColumn({ type: 'date' }) day: string
  /** The step's last second, which is in it (libs/metrics `waitStep`). */
  @PrimaryColumn({ type: 'smallint' }) seconds: number
  /** 0 to 23. */
  @PrimaryColumn({ type: 'tinyint' }) hour: number
  @PrimaryColumn({ type: 'varchar', length: 40 }) queue: string
  @Column({ type: 'int' }) calls: number
}
