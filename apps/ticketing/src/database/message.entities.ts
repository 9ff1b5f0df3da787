import type { Language, TellBy, TemplateSubject } from '@app/contracts'
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm'
import { TicketEntity } from './ticket.entities.js'
import { UserEntity } from './directory.entities.js'

/** A text that citizens are sent, as somebody wrote it; the newest version of its place is in force, without any the shipped one. */
@Entity('message_templates')
@Index('uq_message_templates_version', ['subject', 'channel', 'language', 'version'], { unique: true })
export class MessageTemplateEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @Column({ type: 'varchar', length: 12 }) subject: TemplateSubject
  @Column({ type: 'varchar', length: 10 }) channel: TellBy
  @Column({ type: 'varchar', length: 2 }) language: Language
  @Column({ type: 'int' }) version: number
  @Column({ type: 'varchar', length: 200 }) title: string
  @Column({ type: 'text' }) text: string
  @ForeignKey(() => UserEntity, 'id', { name: 'fk_message_templates_changed_by' })
  @Column({ name: 'changed_by', type: 'int' })
  changedBy: number
  @Column({ name: 'changed_at', type: 'datetime', precision: 3 }) changedAt: Date
}

/** An address or number whose owner does not want to be told by this channel; of a person, not of a ticket. */
@Entity('contact_opt_outs')
@Index('uq_contact_opt_outs', ['channel', 'addressKey'], { unique: true })
export class ContactOptOutEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @Column({ type: 'varchar', length: 10 }) channel: TellBy
  /** An address in small letters, or a number's key (libs/phone-number). */
  @Column({ name: 'address_key', type: 'varchar', length: 254 }) addressKey: string
  @Column({ name: 'opted_out_at', type: 'datetime', precision: 3 }) optedOutAt: Date
  /** Where they said so: on the page, in our call, or to an operator. */
  @Column({ type: 'varchar', length: 10 }) how: 'page' | 'call' | 'operator'
  @ForeignKey(() => TicketEntity, 'id', { name: 'fk_contact_opt_outs_ticket' })
  @Column({ name: 'ticket_id', type: 'int' })
  ticketId: number
}
