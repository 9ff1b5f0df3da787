import { Injectable } from '@nestjs/common'
import type { Ticket, TicketSummary } from '@app/contracts'
import { In } from 'typeorm'
import { callSummaries } from '../calls/call-views.js'
import { CallEntity, VoicemailEntity } from '../database/call.entities.js'
import { CategoryEntity, DepartmentEntity, UserEntity } from '../database/directory.entities.js'
import { Database } from '../database/database.js'
import { TicketHistoryEntity } from '../database/ticket-history.entities.js'
import { TicketAnswerEntity, TicketEntity } from '../database/ticket.entities.js'
import { categoryView, departmentView } from '../directory/directory.controller.js'

/** Ticket rows as the API shows them. */
@Injectable()
export class TicketViews {
  constructor(private readonly database: Database) {}

  async summaries(rows: TicketEntity[]): Promise<TicketSummary[]> {
    if (rows.length === 0) return []
    const manager = this.database.manager
    const categories = new Map((await manager.findBy(CategoryEntity, { id: In(rows.map((row) => row.categoryId)) })).map((row) => [row.id, categoryView(row)]))
    const departments = new Map((await manager.findBy(DepartmentEntity, { id: In(rows.map((row) => row.departmentId)) })).map((row) => [row.id, departmentView(row)]))
    const now = new Date()
    return rows.map((row) => ({
      code: row.code,
      state: row.state,
      category: present(categories, row.categoryId),
      department: present(departments, row.departmentId),
      description: row.description,
      place: row.place,
      citizenName: row.citizenName,
      citizenNumber: row.citizenNumber,
      createdAt: row.createdAt.toISOString(),
      deadlineAt: row.deadlineAt.toISOString(),
      answeredAt: row.answeredAt?.toISOString() ?? null,
      overdue: (row.answeredAt ?? now) > row.deadlineAt,
    }))
  }

  async whole(row: TicketEntity): Promise<Ticket> {
    const manager = this.database.manager
    const [summary] = await this.summaries([row])
    const call = row.callId === null ? null : await manager.findOneBy(CallEntity, { id: row.callId })
    const voicemail = row.voicemailId === null ? null : await manager.findOneBy(VoicemailEntity, { id: row.voicemailId })
    const answer = await manager.findOneBy(TicketAnswerEntity, { ticketId: row.id })
    const history = await manager.find(TicketHistoryEntity, { where: { ticketId: row.id }, order: { seq: 'ASC' } })
    const people = await manager.findBy(UserEntity, { id: In([row.createdBy, answer?.answeredBy, ...history.map(({ by }) => by)].filter((id) => typeof id === 'number')) })
    const departments = new Map((await manager.findBy(DepartmentEntity, { id: In(history.map(({ departmentId }) => departmentId)) })).map((department) => [department.id, departmentView(department)]))
    const names = new Map(people.map((user) => [user.id, user.displayName]))
    return {
      ...(summary as TicketSummary),
      createdBy: row.createdBy === null ? null : present(names, row.createdBy),
      voicemail: voicemail && { seconds: voicemail.seconds, leftAt: voicemail.leftAt.toISOString() },
      call: call ? ((await callSummaries(manager, [call]))[0] ?? null) : null,
      answer: answer && { text: answer.text, by: present(names, answer.answeredBy), at: answer.answeredAt.toISOString() },
      history: history.map(({ at, by, deed, departmentId, deadlineAt }) => ({ at: at.toISOString(), by: by === null ? null : (names.get(by) ?? null), deed, department: present(departments, departmentId).name, deadlineAt: deadlineAt.toISOString() })),
    }
  }
}

/** The database's foreign keys promise that it is there. */
function present<V>(map: Map<number, V>, id: number): V {
  const value = map.get(id)
  if (value === undefined) throw new Error(`Row ${id} is gone`)
  return value
}
