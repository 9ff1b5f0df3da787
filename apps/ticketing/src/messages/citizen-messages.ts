import { Inject, Injectable } from '@nestjs/common'
import type { MessageSubject } from '@app/contracts'
import { DateTime } from 'luxon'
import type { EntityManager } from 'typeorm'
import { CitizenMessageEntity } from '../database/citizen-message.entity.js'
import { CategoryEntity, DepartmentEntity } from '../database/directory.entities.js'
import type { TicketEntity } from '../database/ticket.entities.js'
import { followPath } from '../follow/follow-key.js'
import { SETTINGS, TicketingSettings, ZONE } from '../settings.js'
import { messageOf } from './message-texts.js'
import { firstTry } from './sending-course.js'

/** Messages that are not to go before a moment. */
export interface Hold {
  until: Date
  messages: number[]
}

/** What citizens are to be told: stored in the transaction of what it tells of, sent by MessageSender. */
@Injectable()
export class CitizenMessages {
  constructor(@Inject(SETTINGS) private readonly settings: TicketingSettings) {}

  /**
   * @param hold what it tells of may still be taken back: it waits, and is noted there
   * @returns false when nothing can be sent: an operator has to call
   */
  async store(tx: EntityManager, ticket: TicketEntity, about: MessageSubject, text: string, at: Date, hold?: Hold): Promise<boolean> {
    const to = recipientOf(ticket)
    if (!to) return false
    const department = await tx.findOneByOrFail(DepartmentEntity, { id: ticket.departmentId })
    const category = await tx.findOneByOrFail(CategoryEntity, { id: ticket.categoryId })
    const { code, language } = ticket
    const words = {
      code,
      category: language === 'vi' ? category.nameVi : category.nameEn,
      department: language === 'vi' ? department.nameVi : department.nameEn,
      deadline: DateTime.fromJSDate(ticket.deadlineAt, { zone: ZONE }).toFormat('HH:mm dd/MM/yyyy'),
      link: new URL(followPath(code, language, this.settings.SESSION_SECRET), this.settings.PUBLIC_URL).href,
      text,
      lateReason: ticket.lateReason,
    }
    const first = firstTry(to.channel, at, this.settings)
    const { identifiers } = await tx.insert(CitizenMessageEntity, {
      ticketId: ticket.id,
      about,
      ...to,
      ...messageOf(about, language, to.channel, words),
      state: 'waiting',
      attempts: 0,
      nextTryAt: hold && hold.until > first ? hold.until : first,
      createdAt: at,
      sentAt: null,
      trouble: null,
    })
    hold?.messages.push(identifiers[0]?.['id'] as number)
    return true
  }
}

function recipientOf({ tellBy, citizenEmail, citizenNumber }: TicketEntity): { channel: 'email' | 'sms'; recipient: string } | null {
  if (tellBy === 'email' && citizenEmail !== null) return { channel: 'email', recipient: citizenEmail }
  if (tellBy === 'sms' && citizenNumber !== null) return { channel: 'sms', recipient: citizenNumber }
  return null
}
