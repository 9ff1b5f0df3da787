import { Injectable } from '@nestjs/common'
import type { Session } from '@app/contracts'
import type { EntityManager, SelectQueryBuilder } from 'typeorm'
import { Database } from '../database/database.js'
import type { UserEntity } from '../database/directory.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { ReferenceData } from '../reference-data/reference-data.js'
import { seesTicket, visibleTo, type Asker, type SeenTicket, type Viewer } from './sees-ticket.js'

/** Who sees which tickets: whatever reads tickets for a person asks here. */
@Injectable()
export class TicketVisibility {
  constructor(
    private readonly database: Database,
    private readonly reference: ReferenceData,
  ) {}

  async viewerOf({ userId, role, department }: Session, manager?: EntityManager): Promise<Viewer> {
    return { userId, role, departmentId: department?.id ?? null, named: (await (manager ? this.reference.of(manager) : this.reference.current())).complaintViewers.has(userId) }
  }

  async askerOf(session: Session, manager?: EntityManager): Promise<Asker> {
    return { session, viewer: await this.viewerOf(session, manager) }
  }

  /** Who of these people would see a ticket if they looked. */
  async whoSee(ticket: SeenTicket, users: readonly UserEntity[]): Promise<UserEntity[]> {
    const { complaintViewers: named } = await this.reference.current()
    return users.filter(({ id, role, departmentId }) => seesTicket({ userId: id, role, departmentId, named: named.has(id) }, ticket))
  }

  /** A query over the tickets that this person sees; its alias is `ticket`. */
  tickets(viewer: Viewer, manager: EntityManager = this.database.manager): SelectQueryBuilder<TicketEntity> {
    const { sql, parameters } = visibleTo(viewer, 'ticket')
    return manager.createQueryBuilder(TicketEntity, 'ticket').where(sql, parameters)
  }

  /** Whether a sound may be heard: not what a complaint was said in, by who may not see the complaint. */
  async mayHear(session: Session, where: { callId: string } | { voicemailId: number }): Promise<boolean> {
    const complaints = await this.database.manager.countBy(TicketEntity, { ...where, kind: 'complaint' })
    if (complaints === 0) return true
    const seen = this.tickets(await this.viewerOf(session)).andWhere("ticket.kind = 'complaint'")
    const [column, value] = 'callId' in where ? ['ticket.callId', where.callId] : ['ticket.voicemailId', where.voicemailId]
    return (await seen.andWhere(`${column} = :of`, { of: value }).getCount()) === complaints
  }
}
