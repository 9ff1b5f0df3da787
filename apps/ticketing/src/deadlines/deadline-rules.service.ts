import { Injectable, Logger } from '@nestjs/common'
import type { DeadlineRule, DeadlineScope, DeadlineTrial, DeadlineTrialQuery, SaveDeadlineRule, Session } from '@app/contracts'
import { FALLBACK, ruleFor, scopeKey, type RuledTicket, type RuledTime } from '@app/deadline-rules'
import { refusal, RefusedError } from '@app/service'
import { Database } from '../database/database.js'
import { CategoryEntity } from '../database/directory.entities.js'
import { DeadlineRuleEntity } from '../database/ticket-rule.entities.js'
import { levelOf } from '../levels/level-of.js'
import { clockUntil, type DeadlineClock } from './deadline-clock.js'
import { DepartmentHours } from './department-hours.js'
import { endOf } from './end-of.js'
import { ReferenceData } from '../reference-data/reference-data.js'
import type { Reference } from '../reference-data/reference.js'

/** How long answers and first reactions may take. A change moves no deadline that stands: a ticket has its own. */
@Injectable()
export class DeadlineRules {
  private readonly log = new Logger(DeadlineRules.name)

  constructor(
    private readonly database: Database,
    private readonly hours: DepartmentHours,
    private readonly reference: ReferenceData,
  ) {}

  async list(): Promise<DeadlineRule[]> {
    return (await this.database.manager.find(DeadlineRuleEntity, { order: { id: 'ASC' } })).map(view)
  }

  async save(rule: SaveDeadlineRule, { displayName, username }: Session): Promise<DeadlineRule[]> {
    const { kind, categoryId, urgency, answer, reaction } = rule
    if (categoryId !== null && !(await this.database.manager.existsBy(CategoryEntity, { id: categoryId }))) throw noCategory()
    const key = scopeKey(rule)
    await this.database.manager.upsert(DeadlineRuleEntity, { scopeKey: key, kind, categoryId, urgency, answerAmount: answer.amount, answerUnit: answer.unit, reactionAmount: reaction.amount, reactionUnit: reaction.unit, changedAt: new Date(), changedBy: displayName }, ['scopeKey'])
    this.log.log(`deadline rule ${key}: ${answer.amount} ${answer.unit}, reaction ${reaction.amount} ${reaction.unit}, by ${username}`)
    return this.list()
  }

  /** A wider rule applies from then on. @throws RefusedError 409 for the one that is for every ticket, 404 */
  async remove(scope: DeadlineScope, { username }: Session): Promise<DeadlineRule[]> {
    const key = scopeKey(scope)
    if (key === scopeKey(FALLBACK)) throw refusal.conflict('last-rule', { vi: 'Quy định chung cho mọi phiếu không xóa được, chỉ sửa được.', en: 'The rule for every ticket can be changed, not removed.' })
    const { affected } = await this.database.manager.delete(DeadlineRuleEntity, { scopeKey: key })
    if (!affected) throw refusal.notFound({ vi: 'quy định này', en: 'rule' })
    this.log.log(`deadline rule ${key} removed by ${username}`)
    return this.list()
  }

  /** What would apply to a ticket that is made now in the office hours of its category's department. @throws RefusedError 400 */
  async trial(query: DeadlineTrialQuery, at: Date): Promise<DeadlineTrial> {
    const { manager } = this.database
    const category = await manager.findOneBy(CategoryEntity, { id: query.categoryId })
    if (!category) throw noCategory()
    const rules = await this.list()
    const rule = ruleFor(query, rules)
    const { departmentId, needsApproval } = category
    const { deadlineAt, reactionBy } = this.start(await this.reference.of(manager), { ...query, departmentId }, at)
    return {
      rule: { ...rule, ...('changedAt' in rule ? { changedAt: rule.changedAt, changedBy: rule.changedBy } : { changedAt: at.toISOString(), changedBy: 'system' }) },
      departmentId,
      answerBy: deadlineAt.toISOString(),
      reactBy: reactionBy.toISOString(),
      level: levelOf({ ...query, needsApproval, departments: 1 }),
    }
  }

  ruleOf({ deadlineRules }: Reference, ticket: RuledTicket): RuledTime {
    return ruleFor(ticket, deadlineRules.map(view))
  }

  /** The clocks of a ticket that a department has from now on. */
  start(reference: Reference, ticket: RuledTicket & { departmentId: number }, at: Date): DeadlineClock & { reactionBy: Date } {
    const { answer, reaction } = this.ruleOf(reference, ticket)
    return this.hours.of(reference, ticket.departmentId, (hours) => ({ ...clockUntil(hours, at, endOf(hours, at, answer)), reactionBy: endOf(hours, at, reaction) }))
  }
}

const view = ({ kind, categoryId, urgency, answerAmount, answerUnit, reactionAmount, reactionUnit, changedAt, changedBy }: DeadlineRuleEntity): DeadlineRule => ({
  kind,
  categoryId,
  urgency,
  answer: { amount: answerAmount, unit: answerUnit },
  reaction: { amount: reactionAmount, unit: reactionUnit },
  changedAt: changedAt.toISOString(),
  changedBy,
})

const noCategory = () => {
  const message = { vi: 'Lĩnh vực đã chọn không còn.', en: 'The category does not exist.' }
  return new RefusedError(400, { code: 'bad-input', message, details: [{ path: 'categoryId', message: message.en }] })
}
