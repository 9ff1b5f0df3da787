import { Column, Entity, PrimaryColumn } from 'typeorm'

/** How many calls went from a node to the next, a day, kept as calls end; and a month that is over. */
@Entity('flow_figures')
export class FlowFigureEntity {
  @PrimaryColumn({ type: 'varchar', length: 5 }) grain: 'day' | 'month'
  /** By all its keys: there are no sums by fewer. */
  @PrimaryColumn({ type: 'varchar', length: 8 }) kept: 'every'
  /** In Asia/Ho_Chi_Minh; of a month its first. */
  @PrimaryColumn({ type: 'date' }) day: string
  /** Hash of the version: one that was rolled back to goes on with its figures. */
  @PrimaryColumn({ type: 'varchar', length: 16 }) version: string
  /** A node's name; `*` for the call as a whole, whose `next` is its outcome. */
  @PrimaryColumn({ type: 'varchar', length: 40 }) node: string
  /** The next node's name, or `*` and where the call ended: `*flow`, `*queue`, `*talk`. */
  @PrimaryColumn({ name: 'next_node', type: 'varchar', length: 40 }) next: string
  @Column({ type: 'int' }) calls: number
  /** Of these, how many have a time; and its sum in seconds. */
  @Column({ type: 'int' }) timed: number
  @Column({ type: 'bigint' }) seconds: string
}
