import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A prompt that somebody spoke. The files that Asterisk plays are made of it. */
@Entity('prompt_recordings')
export class PromptRecordingEntity {
  /** By its content. */
  @PrimaryColumn({ name: 'recording_key', type: 'varchar', length: 32 }) key: string
  /** WAV, 16 kHz. */
  @Column({ type: 'mediumblob' }) sound: Buffer
  @Column({ type: 'double' }) seconds: number
  @Column({ name: 'recorded_by', type: 'varchar', length: 120 }) recordedBy: string
  @Column({ name: 'recorded_at', type: 'datetime', precision: 3 }) recordedAt: Date
}
