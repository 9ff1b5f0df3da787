import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm'
import { CallEntity } from './call.entities.js'

/** How a talk sounded at its operator's browser, told by that browser. */
@Entity('call_sound')
export class CallSoundEntity {
  @ForeignKey(() => CallEntity, 'id', { name: 'fk_call_sound_call' })
  @PrimaryColumn({ name: 'call_id', type: 'varchar', length: 64 })
  callId: string
  @PrimaryColumn({ name: 'operator_id', type: 'int' }) operatorId: number
  @PrimaryColumn({ name: 'measured_at', type: 'datetime', precision: 3 }) measuredAt: Date
  @Column({ name: 'jitter_ms', type: 'int' }) jitterMs: number
  @Column({ name: 'loss_percent', type: 'double' }) lossPercent: number
  @Column({ name: 'round_trip_ms', type: 'int', nullable: true }) roundTripMs: number | null
}
