import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm'
import type { MissedCallerEnd } from '@app/contracts'

/**
 * `quarter`: `slot` is the quarter hour of the day, 0 to 95. `day`: slot 0. Of a month, whose first `day` is: `month-quarter` by the quarter hour of the day,
 * `month-hour` by the hour of the week, 0 is Monday's first.
 */
export type Grain = 'quarter' | 'day' | 'month-quarter' | 'month-hour'
/** `operator`: by all its keys; `none`: of all operators together, their id 0. */
export type KeptByOperator = 'operator' | 'none'
/** `queue`: by all its keys; `none`: of all queues together, the queue empty. */
export type KeptByQueue = 'queue' | 'none'
/** `every`: by department, category and ward; `subject`: by the first two; the keys that are summed over are 0. */
export type TicketsKept = 'every' | 'subject' | 'ward' | 'none'

const count = { type: 'int', default: 0 } as const
const seconds = { type: 'bigint', default: 0 } as const

/** Citizens' calls counted by when they arrived, in Asia/Ho_Chi_Minh; what each column counts: roll-ups/call-counts.ts. */
@Entity('call_roll_ups')
export class CallRollUpEntity {
  @PrimaryColumn({ type: 'varchar', length: 13 }) grain: Grain
  @PrimaryColumn({ type: 'date' }) day: string
  @PrimaryColumn({ type: 'smallint' }) slot: number
  /** Empty: never sent to one. */
  @PrimaryColumn({ type: 'varchar', length: 40 }) queue: string
  @Column(count) arrived: number
  @Column(count) offered: number
  @Column({ ...count, name: 'self_served' }) selfServed: number
  @Column(count) answered: number
  @Column(count) abandoned: number
  @Column({ ...count, name: 'short_abandoned' }) shortAbandoned: number
  @Column({ ...count, name: 'called_back' }) calledBack: number
  @Column(count) voicemail: number
  @Column(count) overflowed: number
  @Column(count) waiting: number
  /** Answered within the T of the settings. */
  @Column({ ...count, name: 'in_time' }) inTime: number
  @Column({ ...count, name: 'waits_known' }) waitsKnown: number
  @Column({ ...seconds, name: 'wait_seconds' }) waitSeconds: string
  @Column({ ...count, name: 'talks_known' }) talksKnown: number
  @Column({ ...seconds, name: 'talk_seconds' }) talkSeconds: string
  /** Talks of which the time on hold is known, and of these with a hold. */
  @Column({ ...count, name: 'holds_known' }) holdsKnown: number
  @Column(count) held: number
  @Column({ ...seconds, name: 'hold_seconds' }) holdSeconds: string
  @Column(count) offers: number
  /** With a number; and of these, after an earlier call of that number within the days of a repeat. */
  @Column(count) numbered: number
  @Column({ ...count, name: 'again' }) again: number
  /** Answered, with a number; and of these, followed by another call of that number within those days. */
  @Column(count) resolvable: number
  @Column(count) followed: number
}

/** How long citizens waited, by the second as finely as libs/metrics `waitStep` keeps it. */
@Entity('wait_roll_ups')
@Index('ix_wait_roll_ups_within', ['grain', 'kept', 'queue', 'how', 'seconds', 'day', 'calls'])
export class WaitRollUpEntity {
  @PrimaryColumn({ type: 'varchar', length: 7 }) grain: 'day' | 'month'
  @PrimaryColumn({ type: 'varchar', length: 8 }) kept: KeptByQueue
  /** Of a month its first. */
  @PrimaryColumn({ type: 'date' }) day: string
  @PrimaryColumn({ type: 'varchar', length: 40 }) queue: string
  @PrimaryColumn({ type: 'boolean' }) peak: boolean
  @PrimaryColumn({ type: 'varchar', length: 9 }) how: 'answered' | 'abandoned'
  /** The step's last second, which is in it. */
  @PrimaryColumn({ type: 'smallint' }) seconds: number
  @Column({ type: 'int' }) calls: number
}

/** Who called in vain, on the day of their last call, by what became of them since. */
@Entity('missed_roll_ups')
export class MissedRollUpEntity {
  @PrimaryColumn({ type: 'varchar', length: 5 }) grain: 'day' | 'month'
  @PrimaryColumn({ type: 'varchar', length: 8 }) kept: KeptByQueue
  @PrimaryColumn({ type: 'date' }) day: string
  @PrimaryColumn({ type: 'varchar', length: 40 }) queue: string
  /** Empty: nothing yet. */
  @PrimaryColumn({ type: 'varchar', length: 20 }) how: MissedCallerEnd | ''
  @Column({ type: 'int' }) persons: number
  @Column({ type: 'int' }) calls: number
}

/** Talks by operator, on the day their call arrived. */
@Entity('talk_roll_ups')
@Index('ix_talk_roll_ups_operator', ['operatorId', 'grain', 'day'])
export class TalkRollUpEntity {
  @PrimaryColumn({ type: 'varchar', length: 5 }) grain: 'day' | 'month'
  @PrimaryColumn({ type: 'varchar', length: 8 }) kept: KeptByOperator
  @PrimaryColumn({ type: 'date' }) day: string
  /** 0: not known. */
  @PrimaryColumn({ name: 'operator_id', type: 'int' }) operatorId: number
  @PrimaryColumn({ type: 'varchar', length: 40 }) queue: string
  @Column({ type: 'int' }) talks: number
  @Column({ name: 'talks_known', type: 'int' }) talksKnown: number
  @Column({ name: 'talk_seconds', type: 'bigint' }) talkSeconds: string
  @Column({ ...count, name: 'holds_known' }) holdsKnown: number
  @Column(count) held: number
  @Column({ ...seconds, name: 'hold_seconds' }) holdSeconds: string
  /** Of one talk, seconds. */
  @Column({ ...count, name: 'longest_hold' }) longestHold: number
}

/** How long an operator was in each state on a day. */
@Entity('state_roll_ups')
@Index('ix_state_roll_ups_operator', ['userId', 'grain', 'day'])
export class StateRollUpEntity {
  @PrimaryColumn({ type: 'varchar', length: 5 }) grain: 'day' | 'month'
  @PrimaryColumn({ type: 'varchar', length: 8 }) kept: KeptByOperator
  @PrimaryColumn({ type: 'date' }) day: string
  @PrimaryColumn({ name: 'user_id', type: 'int' }) userId: number
  /** `available`, `talking`, `wrap-up`, `paused`, `missed` (offers, no time). */
  @PrimaryColumn({ type: 'varchar', length: 12 }) state: string
  /** Code of a pause's reason; else empty. */
  @PrimaryColumn({ type: 'varchar', length: 40 }) reason: string
  @Column({ type: 'int' }) seconds: number
  @Column({ type: 'int' }) times: number
}

/** Ratings after talks, by the day they were asked for; 0: asked, and not given. */
@Entity('survey_roll_ups')
@Index('ix_survey_roll_ups_operator', ['operatorId', 'grain', 'day'])
export class SurveyRollUpEntity {
  @PrimaryColumn({ type: 'varchar', length: 5 }) grain: 'day' | 'month'
  @PrimaryColumn({ type: 'varchar', length: 8 }) kept: KeptByOperator
  @PrimaryColumn({ type: 'date' }) day: string
  @PrimaryColumn({ type: 'varchar', length: 40 }) queue: string
  /** 0: not known. */
  @PrimaryColumn({ name: 'operator_id', type: 'int' }) operatorId: number
  @PrimaryColumn({ type: 'tinyint' }) rating: number
  @Column({ type: 'int' }) calls: number
}

/** Tickets by the day they were made; what each column counts: roll-ups/ticket-counts.ts. */
@Entity('ticket_roll_ups')
@Index('ix_ticket_roll_ups_ward', ['wardId', 'grain', 'kept', 'day'])
@Index('ix_ticket_roll_ups_category', ['categoryId', 'grain', 'kept', 'day'])
export class TicketRollUpEntity {
  @PrimaryColumn({ type: 'varchar', length: 7 }) grain: 'day' | 'month'
  @PrimaryColumn({ type: 'varchar', length: 8 }) kept: TicketsKept
  @PrimaryColumn({ type: 'date' }) day: string
  @PrimaryColumn({ name: 'department_id', type: 'int' }) departmentId: number
  @PrimaryColumn({ name: 'category_id', type: 'int' }) categoryId: number
  /** 0: no place. */
  @PrimaryColumn({ name: 'ward_id', type: 'int' }) wardId: number
  @Column(count) made: number
  /** Nobody has answered yet, merged ones not among them. */
  @Column(count) open: number
  @Column(count) merged: number
  @Column(count) done: number
  /** Answered by the deadline; the others of `done` are late. */
  @Column({ ...count, name: 'in_time' }) inTime: number
  /** Sent back by a department at least once. */
  @Column(count) returned: number
  @Column(count) extended: number
  @Column(count) reopened: number
  @Column(count) rated: number
  /** Rated 4 or 5. */
  @Column(count) satisfied: number
  @Column({ ...seconds, name: 'rating_sum' }) ratingSum: string
  /** Rated or reopened: the citizen said whether it is resolved. */
  @Column(count) judged: number
  /** Judged, not reopened and rated 3 or better. */
  @Column(count) resolved: number
  /** From made to answered, of `done`. */
  @Column({ ...seconds, name: 'answer_seconds' }) answerSeconds: string
}

/** What must be counted anew; written by triggers with each change, so that nobody can forget it. Only added to and removed: no row is waited for. */
@Entity('roll_ups_due')
export class RollUpDueEntity {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id: string
  @Column({ type: 'varchar', length: 9 }) what: 'calls' | 'surveys' | 'missed' | 'tickets' | 'operators'
  @Column({ type: 'date' }) day: string
  /** Of calls the quarter hour, of operators the user's id; else 0. */
  @Column({ type: 'int' }) slot: number
}

/** Days whose calls and tickets were made up for trying out. */
@Entity('made_up_days')
export class MadeUpDayEntity {
  @PrimaryColumn({ type: 'date' }) day: string
}
