import type { RoutingRules, RoutingWhy } from '@app/contracts'
import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, type ValueTransformer } from 'typeorm'
import { DepartmentEntity, UserEntity } from './directory.entities.js'
import { TicketEntity } from './ticket.entities.js'

const json: ValueTransformer = { to: (value: unknown) => JSON.stringify(value), from: (text: string) => JSON.parse(text) as unknown }
const jsonOrNull: ValueTransformer = { to: (value: unknown) => (value === null ? null : JSON.stringify(value)), from: (text: string | null) => (text === null ? null : (JSON.parse(text) as unknown)) }

/** One row: the rules that somebody works on, faults and all. Locked by whoever saves, publishes or rolls back. */
@Entity('routing_draft')
export class RoutingDraftEntity {
  @PrimaryColumn({ type: 'int' }) id: number
  /** Another with each save and never the same again, so that two people notice each other. */
  @Column({ type: 'int' }) revision: number
  /** Null: there is no draft. */
  @Column({ type: 'mediumtext', nullable: true, transformer: jsonOrNull }) definition: RoutingRules | null
  @Column({ name: 'saved_at', type: 'datetime', precision: 3, nullable: true }) savedAt: Date | null
  @Column({ name: 'saved_by', type: 'varchar', length: 120, nullable: true }) savedBy: string | null
}

/** What was published, only ever added to; tickets are routed by the newest. */
@Entity('routing_versions')
export class RoutingVersionEntity {
  @PrimaryColumn({ type: 'int' }) version: number
  @Column({ type: 'mediumtext', transformer: json }) definition: RoutingRules
  @Column({ type: 'varchar', length: 300 }) note: string
  @Column({ name: 'rolled_back_to', type: 'int', nullable: true }) rolledBackTo: number | null
  @Column({ name: 'published_at', type: 'datetime', precision: 3 }) publishedAt: Date
  @Column({ name: 'published_by', type: 'varchar', length: 120 }) publishedBy: string
}

/** How a ticket was routed by rules, and why; only ever added to. The rule stands as it was then. */
@Entity('ticket_routings')
@Index('ix_ticket_routings_ticket', ['ticketId', 'id'])
export class TicketRoutingEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @ForeignKey(() => TicketEntity, 'id', { name: 'fk_ticket_routings_ticket' })
  @Column({ name: 'ticket_id', type: 'int' })
  ticketId: number
  @Column({ type: 'datetime', precision: 3 }) at: Date
  /** Of the rules; null when none were published. */
  @Column({ type: 'int', nullable: true }) version: number | null
  @Column({ type: 'text', transformer: json }) why: RoutingWhy
  @ForeignKey(() => DepartmentEntity, 'id', { name: 'fk_ticket_routings_department' })
  @Column({ name: 'department_id', type: 'int' })
  departmentId: number
  /** The department that was named, when another one had taken over from it. */
  @ForeignKey(() => DepartmentEntity, 'id', { name: 'fk_ticket_routings_instead_of' })
  @Column({ name: 'instead_of_id', type: 'int', nullable: true })
  insteadOfId: number | null
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_ticket_routings_person' })
  @Column({ name: 'person_id', type: 'int', nullable: true })
  personId: number | null
}

/** Departments that take part in a ticket besides its lead, which is `tickets.department_id`. */
@Entity('ticket_departments')
@Index('ix_ticket_departments_department', ['departmentId', 'ticketId'])
export class TicketDepartmentEntity {
  @ForeignKey(() => TicketEntity, 'id', { name: 'fk_ticket_departments_ticket' })
  @PrimaryColumn({ name: 'ticket_id', type: 'int' })
  ticketId: number
  @ForeignKey(() => DepartmentEntity, 'id', { name: 'fk_ticket_departments_department' })
  @PrimaryColumn({ name: 'department_id', type: 'int' })
  departmentId: number
  @Column({ name: 'added_at', type: 'datetime', precision: 3 }) addedAt: Date
}

export const ROUTING_ENTITIES = [RoutingDraftEntity, RoutingVersionEntity, TicketRoutingEntity, TicketDepartmentEntity]
