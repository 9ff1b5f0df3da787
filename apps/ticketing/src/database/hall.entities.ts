import type { ChatKind, HallDeedKind, QueueThresholds } from '@app/contracts'
import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm'
import { UserEntity } from './directory.entities.js'

@Entity('queue_thresholds')
export class QueueThresholdsEntity {
  @PrimaryColumn({ type: 'varchar', length: 40 }) queue: string
  @Column({ type: 'json' }) thresholds: QueueThresholds
  @Column({ name: 'changed_at', type: 'datetime', precision: 3 }) changedAt: Date
  @Column({ name: 'changed_by', type: 'varchar', length: 120 }) changedBy: string
}

/** What somebody did to another one's talk, state or queues; written before it is done. */
@Entity('hall_deeds')
@Index('ix_hall_deeds_at', ['at'])
@Index('ix_hall_deeds_operator', ['operatorId', 'at'])
@Index('ix_hall_deeds_call', ['callId'])
export class HallDeedEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @Column({ type: 'varchar', length: 12 }) kind: HallDeedKind
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_hall_deeds_by' })
  @Column({ name: 'by_id', type: 'int' })
  byId: number
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_hall_deeds_operator' })
  @Column({ name: 'operator_id', type: 'int' })
  operatorId: number
  @Column({ name: 'call_id', type: 'varchar', length: 64, nullable: true }) callId: string | null
  @Column({ type: 'varchar', length: 40, nullable: true }) queue: string | null
  @Column({ type: 'varchar', length: 300 }) reason: string
  @Column({ type: 'varchar', length: 200, nullable: true }) detail: string | null
  @Column({ type: 'datetime', precision: 3 }) at: Date
  @Column({ name: 'ended_at', type: 'datetime', precision: 3, nullable: true }) endedAt: Date | null
}

/** Queues that an operator answers instead of the account's own, until a moment. */
@Entity('queue_moves')
export class QueueMoveEntity {
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_queue_moves_user' })
  @PrimaryColumn({ name: 'user_id', type: 'int' })
  userId: number
  @Column({ type: 'json' }) queues: string[]
  @Column({ type: 'datetime', precision: 3 }) until: Date
}

@Entity('chat_messages')
@Index('ix_chat_messages_conversation', ['conversation', 'id'])
@Index('ix_chat_messages_to', ['toId', 'id'])
@Index('ix_chat_messages_sent', ['sentAt'])
@Index('uq_chat_messages_request', ['fromId', 'requestId'], { unique: true })
export class ChatMessageEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  /** `shift`, `everybody`, `help`, or both user ids, the smaller first. */
  @Column({ type: 'varchar', length: 40 }) conversation: string
  @Column({ type: 'varchar', length: 10 }) kind: ChatKind
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_chat_messages_from' })
  @Column({ name: 'from_id', type: 'int' })
  fromId: number
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_chat_messages_to' })
  @Column({ name: 'to_id', type: 'int', nullable: true })
  toId: number | null
  @Column({ type: 'varchar', length: 2000 }) text: string
  @Column({ name: 'sent_at', type: 'datetime', precision: 3 }) sentAt: Date
  @Column({ name: 'request_id', type: 'varchar', length: 36, nullable: true }) requestId: string | null
  /** Of a call for help: the talk, and who came. */
  @Column({ name: 'call_id', type: 'varchar', length: 64, nullable: true }) callId: string | null
  @Column({ type: 'varchar', length: 40, nullable: true }) queue: string | null
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_chat_messages_taken' })
  @Column({ name: 'taken_by', type: 'int', nullable: true })
  takenBy: number | null
  @Column({ name: 'taken_at', type: 'datetime', precision: 3, nullable: true }) takenAt: Date | null
}

/** How far somebody has read a conversation. */
@Entity('chat_reads')
export class ChatReadEntity {
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_chat_reads_user' })
  @PrimaryColumn({ name: 'user_id', type: 'int' })
  userId: number
  @PrimaryColumn({ type: 'varchar', length: 40 }) conversation: string
  @Column({ name: 'up_to', type: 'int' }) upTo: number
}
