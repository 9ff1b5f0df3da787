import type { DepartmentType, QueueName, Role } from '@app/contracts'
import type { OpeningHours } from '@app/opening-hours'
import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, type ValueTransformer } from 'typeorm'

const json: ValueTransformer = { to: (value: unknown) => JSON.stringify(value), from: (text: string) => JSON.parse(text) as unknown }

/** When something is open: departments answer in it, flows branch on it, queues take callers in it. */
@Entity('opening_hours')
@Index('uq_opening_hours_code', ['code'], { unique: true })
export class OpeningHoursEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  /** What a flow calls it. */
  @Column({ type: 'varchar', length: 40 }) code: string
  @Column({ name: 'title_vi', type: 'varchar', length: 120 }) titleVi: string
  @Column({ name: 'title_en', type: 'varchar', length: 120 }) titleEn: string
  @Column({ type: 'text', transformer: json }) definition: OpeningHours
  /** Another with each save, so that two people notice each other. */
  @Column({ type: 'int' }) revision: number
  @Column({ name: 'changed_at', type: 'datetime', precision: 3 }) changedAt: Date
  @Column({ name: 'changed_by', type: 'varchar', length: 120 }) changedBy: string
}

/** Which opening hours a queue has; a queue without a row, or without hours in it, is always open. */
@Entity('queue_hours')
export class QueueHoursEntity {
  @PrimaryColumn({ type: 'varchar', length: 40 }) queue: QueueName
  @ForeignKey(() => OpeningHoursEntity, 'id', { name: 'fk_queue_hours_opening_hours' })
  @Column({ name: 'opening_hours_id', type: 'int', nullable: true })
  openingHoursId: number | null
  @Column({ name: 'changed_at', type: 'datetime', precision: 3 }) changedAt: Date
  @Column({ name: 'changed_by', type: 'varchar', length: 120 }) changedBy: string
}

/** Departments come and go: each has the days from which and until which it is there, and who takes over. */
@Entity('departments')
@Index('uq_departments_code', ['code'], { unique: true })
export class DepartmentEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @Column({ type: 'varchar', length: 40 }) code: string
  @Column({ name: 'name_vi', type: 'varchar', length: 200 }) nameVi: string
  @Column({ name: 'name_en', type: 'varchar', length: 200 }) nameEn: string
  @ForeignKey(() => OpeningHoursEntity, 'id', { name: 'fk_departments_opening_hours' })
  @Column({ name: 'opening_hours_id', type: 'int' })
  openingHoursId: number
  @Column({ type: 'varchar', length: 6, default: 'agency' }) type: DepartmentType
  /** The one above it in the tree. */
  @ForeignKey(() => DepartmentEntity, 'id', { name: 'fk_departments_parent' })
  @Column({ name: 'parent_id', type: 'int', nullable: true })
  parentId: number | null
  @Column({ name: 'valid_from', type: 'date' }) validFrom: string
  /** The last day; null: no end known. */
  @Column({ name: 'valid_until', type: 'date', nullable: true }) validUntil: string | null
  @ForeignKey(() => DepartmentEntity, 'id', { name: 'fk_departments_successor' })
  @Column({ name: 'successor_id', type: 'int', nullable: true })
  successorId: number | null
  /** Digits; where a flow transfers a caller to. */
  @Column({ type: 'varchar', length: 15, nullable: true }) phone: string | null
  /** Its shared mailbox. */
  @Column({ type: 'varchar', length: 254, nullable: true }) email: string | null
  /** Gets what nobody else is there for; exactly one. */
  @Column({ name: 'is_fallback', type: 'boolean', default: false }) isFallback: boolean
}

@Entity('categories')
@Index('uq_categories_code', ['code'], { unique: true })
export class CategoryEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @Column({ type: 'varchar', length: 40 }) code: string
  @Column({ name: 'name_vi', type: 'varchar', length: 200 }) nameVi: string
  @Column({ name: 'name_en', type: 'varchar', length: 200 }) nameEn: string
  @ForeignKey(() => DepartmentEntity, 'id', { name: 'fk_categories_department' })
  @Column({ name: 'department_id', type: 'int' })
  departmentId: number
  @Column({ type: 'int' }) position: number
  /** An answer goes to the citizen only when a supervisor or manager has approved it. */
  @Column({ name: 'needs_approval', type: 'boolean', default: false }) needsApproval: boolean
  @Column({ name: 'valid_from', type: 'date' }) validFrom: string
  /** The last day; null: no end known. */
  @Column({ name: 'valid_until', type: 'date', nullable: true }) validUntil: string | null
  /** An answer needs a photo or a PDF that the citizen sees. */
  @Column({ name: 'needs_proof', type: 'boolean', default: false }) needsProof: boolean
  /** The same again within so many days is a recurrence; 0: never. */
  @Column({ name: 'recurrence_days', type: 'int', default: 30 }) recurrenceDays: number
}

@Entity('users')
@Index('uq_users_username', ['username'], { unique: true })
export class UserEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @Column({ type: 'varchar', length: 60 }) username: string
  @Column({ name: 'display_name', type: 'varchar', length: 120 }) displayName: string
  @Column({ type: 'varchar', length: 20 }) role: Role
  @ForeignKey(() => DepartmentEntity, 'id', { name: 'fk_users_department' })
  @Column({ name: 'department_id', type: 'int', nullable: true })
  departmentId: number | null
  /** Of the department: hands out its tickets. */
  @Column({ name: 'is_head', type: 'boolean', default: false }) isHead: boolean
  @Column({ type: 'text', transformer: json }) queues: QueueName[]
  /** Where they are told of tickets. */
  @Column({ type: 'varchar', length: 254, nullable: true }) email: string | null
  @Column({ name: 'password_hash', type: 'varchar', length: 200 }) passwordHash: string
  /** Was shown once: another one is asked for at the next sign-in. */
  @Column({ name: 'one_time_password', type: 'boolean', default: false }) oneTimePassword: boolean
  @Column({ name: 'disabled_at', type: 'datetime', precision: 3, nullable: true }) disabledAt: Date | null
  /** Whoever signed in before has to do it again; null: nobody. */
  @Column({ name: 'sessions_from', type: 'datetime', precision: 3, nullable: true }) sessionsFrom: Date | null
}
