import { Inject, Injectable } from '@nestjs/common'
import type { MessageSubject, OutgoingTrouble, TellBy } from '@app/contracts'
import { isTemplatePlace } from '@app/message-template'
import { dialable } from '@app/phone-number'
import { DateTime } from 'luxon'
import { In, type EntityManager } from 'typeorm'
import { CitizenMessageEntity } from '../database/citizen-message.entity.js'
import { CategoryEntity, DepartmentEntity } from '../database/directory.entities.js'
import type { TicketEntity } from '../database/ticket.entities.js'
import { followPath } from '../follow/follow-key.js'
import { MessageTemplates } from '../message-templates/message-templates.service.js'
import { SETTINGS, TicketingSettings, ZONE } from '../settings.js'
import { ContactOptOuts } from './contact-opt-outs.js'
import { firstTry } from './sending-course.js'

/** Messages that are not to go before a moment. */
export interface Hold {
  until: Date
  messages: number[]
}

/** What citizens are to be told: stored in the transaction of what it tells of; sent by MessageSender, or spoken by our own call. */
@Injectable()
export class CitizenMessages {
  constructor(
    private readonly templates: MessageTemplates,
    private readonly optOuts: ContactOptOuts,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
  ) {}

  /**
   * What cannot be sent is stored too, with why, so that an operator sees it; without an address nothing is stored, and an operator has to call.
   * @param hold what it tells of may still be taken back: it waits, and is noted there
   */
  async store(tx: EntityManager, ticket: TicketEntity, about: MessageSubject, text: string, at: Date, hold?: Hold): Promise<void> {
    const to = recipientOf(ticket)
    if (!to || !isTemplatePlace(about, to.channel)) return
    const { language } = ticket
    const filled = await this.templates.fill(tx, { subject: about, channel: to.channel, language }, await this.wordsOf(tx, ticket, text))
    const trouble = await this.whyNot(tx, to)
    const first = firstTry(to.channel, at, this.settings)
    const { identifiers } = await tx.insert(CitizenMessageEntity, {
      ticketId: ticket.id,
      about,
      ...to,
      subject: filled.title.slice(0, 200),
      text: filled.text,
      state: trouble === null ? 'waiting' : 'given-up',
      attempts: 0,
      nextTryAt: trouble !== null ? null : hold && hold.until > first ? hold.until : first,
      createdAt: at,
      sentAt: null,
      trouble,
      sound: null,
      soundMs: null,
      placedCallId: null,
    })
    hold?.messages.push(identifiers[0]?.['id'] as number)
  }

  /** What waits is not sent any more: it is no longer so, or the citizen knows it. @param channels all, where none are named */
  async drop(tx: EntityManager, ticketId: number, about: MessageSubject, trouble: OutgoingTrouble, channels?: TellBy[]): Promise<void> {
    await tx.update(CitizenMessageEntity, { ticketId, about, state: 'waiting', ...(channels && { channel: In(channels) }) }, { state: 'given-up', nextTryAt: null, trouble })
  }

  private async wordsOf(tx: EntityManager, { code, language, departmentId, categoryId, deadlineAt, lateReason }: TicketEntity, text: string) {
    const department = await tx.findOneByOrFail(DepartmentEntity, { id: departmentId })
    const category = await tx.findOneByOrFail(CategoryEntity, { id: categoryId })
    return {
      code,
      category: language === 'vi' ? category.nameVi : category.nameEn,
      department: language === 'vi' ? department.nameVi : department.nameEn,
      deadline: DateTime.fromJSDate(deadlineAt, { zone: ZONE }).toFormat('HH:mm dd/MM/yyyy'),
      link: new URL(followPath(code, language, this.settings.SESSION_SECRET), this.settings.PUBLIC_URL).href,
      text,
      lateReason,
    }
  }

  private async whyNot(tx: EntityManager, { channel, recipient }: { channel: TellBy; recipient: string }): Promise<OutgoingTrouble | null> {
    if (channel !== 'email' && dialable(recipient) === null) return 'NOT-DIALABLE'
    return (await this.optOuts.since(tx, channel, recipient)) === null ? null : 'OPTED-OUT'
  }
}

/** Where this ticket's citizen is reached by the way they chose. */
export function recipientOf(ticket: Pick<TicketEntity, 'tellBy' | 'citizenEmail' | 'citizenNumber'>): { channel: TellBy; recipient: string } | null {
  const { tellBy } = ticket
  const recipient = tellBy === null ? null : addressOf(ticket, tellBy)
  return tellBy === null || recipient === null ? null : { channel: tellBy, recipient }
}

/** A number that can be dialled is kept as it is dialled. */
export function addressOf({ citizenEmail, citizenNumber }: Pick<TicketEntity, 'citizenEmail' | 'citizenNumber'>, channel: TellBy): string | null {
  return channel === 'email' ? citizenEmail : (dialable(citizenNumber) ?? citizenNumber)
}
