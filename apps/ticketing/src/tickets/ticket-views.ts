import { Injectable } from '@nestjs/common'
import type { MessageSubject, PersonRelation, Session, Ticket, TicketSummary } from '@app/contracts'
import { maskFor, relationToTicket, type Viewer } from '@app/persons-data'
import { Batches } from '@app/service'
import { deedsOf } from '@app/ticket-life'
import { In } from 'typeorm'
import { callSummaries } from '../calls/call-views.js'
import { UserEntity } from '../database/directory.entities.js'
import { Database } from '../database/database.js'
import type { TicketEntity } from '../database/ticket.entities.js'
import { ANSWERS } from '../history/ticket-history.js'
import { ReferenceData } from '../reference-data/reference-data.js'
import { TicketForms } from '../ticket-forms/ticket-forms.service.js'
import { TicketVisibility } from '../visibility/ticket-visibility.js'
import { actorIn } from '../routing/supporting-departments.js'
import { categoryView, departmentView } from '../directory/directory.controller.js'
import { surroundingsOf, type TicketSurroundings } from './ticket-surroundings.js'

/** Ticket rows as the API shows them to somebody: what they may not see of the citizen is masked (libs/persons-data). */
@Injectable()
export class TicketViews {
  private readonly around: Batches<TicketEntity, TicketSurroundings>

  constructor(
    private readonly database: Database,
    private readonly forms: TicketForms,
    private readonly visibility: TicketVisibility,
    private readonly reference: ReferenceData,
  ) {
    this.around = new Batches<TicketEntity, TicketSurroundings>(async (rows) => (await surroundingsOf(database.manager, rows)).map((value) => ({ status: 'fulfilled', value })), { most: 100, atOnce: 4 })
  }

  /** @param relation to their citizens, where something else says it than the tickets (the talk) */
  async summaries(rows: TicketEntity[], viewer: Viewer, relation?: PersonRelation): Promise<TicketSummary[]> {
    if (rows.length === 0) return []
    const manager = this.database.manager
    const { categories, departments } = await this.reference.current()
    const assigneeIds = rows.flatMap(({ assigneeId }) => assigneeId ?? [])
    const assignees = new Map((assigneeIds.length === 0 ? [] : await manager.findBy(UserEntity, { id: In(assigneeIds) })).map(({ id, displayName }) => [id, { id, displayName }]))
    const now = new Date()
    const shown = (row: TicketEntity, field: 'number' | 'name' | 'text', value: string | null) => maskFor(viewer.role, relation ?? relationToTicket(viewer, row), field, value)
    return rows.map((row) => ({
      code: row.code,
      state: row.state,
      kind: row.kind,
      urgency: row.urgency,
      level: row.level,
      category: categoryView(present(categories, row.categoryId)),
      department: departmentView(present(departments, row.departmentId)),
      ward: row.wardId === null ? null : departmentView(present(departments, row.wardId)),
      description: shown(row, 'text', row.description) ?? '',
      place: shown(row, 'text', row.place),
      citizenName: shown(row, 'name', row.citizenName),
      citizenNumber: shown(row, 'number', row.citizenNumber),
      createdAt: row.createdAt.toISOString(),
      deadlineAt: row.deadlineAt.toISOString(),
      reactionBy: row.reactionBy?.toISOString() ?? null,
      acceptedAt: row.acceptedAt?.toISOString() ?? null,
      answeredAt: row.answeredAt?.toISOString() ?? null,
      overdue: (row.answeredAt ?? row.stoppedAt ?? now) > row.deadlineAt,
      warned: row.warned,
      assignee: row.assigneeId === null ? null : present(assignees, row.assigneeId),
      revision: row.revision,
    }))
  }

  async whole(row: TicketEntity, session: Session): Promise<Ticket> {
    const [{ departments, forms }, [summary], around] = await Promise.all([this.reference.current(), this.summaries([row], session), this.around.add(row)])
    const { role } = session
    const relation = relationToTicket(session, row)
    const shown = (text: string) => maskFor(role, relation, 'text', text) ?? ''
    const { call, voicemail, history, names, texts, messages, into, here } = around
    // Of a merged one the answer stands with its approval.
    const answer = row.answeredAt === null ? undefined : history.findLast(({ seq, deed }) => ANSWERS.includes(deed) && texts.has(seq))
    const newest = forms.get(row.kind)
    const form = newest && newest.version === row.formVersion ? { version: newest.version, schema: newest.definition } : await this.forms.of(this.database.manager, row)
    const departmentOf = (id: number) => departmentView(present(departments, id)).name
    const nameOf = (id: number | null) => (id === null ? null : (names.get(id) ?? null))
    return {
      ...(summary as TicketSummary),
      form: form && { version: form.version, schema: { ...form.schema } },
      fields: row.fields ?? {},
      aboutDepartment: row.aboutDepartmentId === null ? null : departmentOf(row.aboutDepartmentId),
      reachedAfter: row.turnedAt && row.reachedAt && (row.reachedAt.getTime() - row.turnedAt.getTime()) / 1000,
      createdBy: row.createdBy === null ? null : present(names, row.createdBy),
      citizenEmail: maskFor(role, relation, 'email', row.citizenEmail),
      tellBy: row.tellBy,
      language: row.language,
      answerable: row.answerableDepartmentId === null ? null : departmentOf(row.answerableDepartmentId),
      timeAskedUntil: row.timeAskedUntil?.toISOString() ?? null,
      extensions: row.extensions,
      reopenings: row.reopenings,
      rating: row.rating,
      mergedInto: into?.code ?? null,
      mergedHere: here.map(({ code }) => code),
      messages: messages.map(({ about, channel, recipient, text, state, createdAt, sentAt, attempts, nextTryAt, trouble }) => ({
        about: about as MessageSubject,
        channel,
        recipient: maskFor(role, relation, channel === 'email' ? 'email' : 'number', recipient) ?? '',
        text: shown(text),
        state,
        at: (sentAt ?? createdAt).toISOString(),
        attempts,
        nextTryAt: state === 'waiting' ? (nextTryAt?.toISOString() ?? null) : null,
        // In the words of the other side the address stands often.
        trouble: trouble && shown(trouble),
      })),
      voicemail: voicemail && voicemail.file !== '' ? { seconds: voicemail.seconds, leftAt: voicemail.leftAt.toISOString() } : null,
      call: call ? ((await callSummaries(this.database.manager, [call], await this.visibility.askerOf(session), relation))[0] ?? null) : null,
      answer: answer ? { text: shown(texts.get(answer.seq) ?? ''), by: nameOf(answer.by) ?? '', at: answer.at.toISOString() } : null,
      history: history.map(({ seq, at, by, deed, departmentId, deadlineAt }) => ({ at: at.toISOString(), by: nameOf(by), deed, text: maskFor(role, relation, 'text', texts.get(seq) ?? null), department: departmentOf(departmentId), deadlineAt: deadlineAt.toISOString() })),
      erasedAt: row.erasedAt?.toISOString() ?? null,
      may: deedsOf(actorIn(row, session), row.state),
    }
  }
}

/** The database's foreign keys promise that it is there. */
function present<V>(map: ReadonlyMap<number, V>, id: number): V {
  const value = map.get(id)
  if (value === undefined) throw new Error(`Row ${id} is gone`)
  return value
}
