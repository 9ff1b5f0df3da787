import { TICKET_KINDS, type DeadlineScope, type TicketKind, type WorkingSpan } from '@app/contracts'
import { FALLBACK, scopeKey, type RuledTime } from '@app/deadline-rules'
import { emptyForm, parseForm, type FormSchema } from '@app/ticket-form'
import type { EntityManager } from 'typeorm'
import { UserEntity } from '../database/directory.entities.js'
import { ComplaintViewerEntity, DeadlineRuleEntity, TicketFormEntity } from '../database/ticket-rule.entities.js'
import formsJson from './ticket-forms.json' with { type: 'json' }

const REQUIRED: Partial<Record<TicketKind, string[]>> = { problem: ['place'], complaint: ['official', 'office', 'happenedOn'], dossier: ['dossierNumber'] }
const SYSTEM = 'system'

const span = (amount: number, unit: WorkingSpan['unit']): WorkingSpan => ({ amount, unit })
const rule = (scope: Partial<DeadlineScope>, answer: WorkingSpan, reaction: WorkingSpan): RuledTime => ({ kind: null, categoryId: null, urgency: null, ...scope, answer, reaction })
/** Terms of the law of complaints, and of what cities promise. */
const RULES: RuledTime[] = [
  FALLBACK,
  rule({ urgency: 'urgent' }, span(8, 'hours'), span(1, 'hours')),
  rule({ kind: 'complaint' }, span(10, 'days'), span(1, 'days')),
  rule({ kind: 'complaint', urgency: 'urgent' }, span(3, 'days'), span(4, 'hours')),
  rule({ kind: 'proposal' }, span(10, 'days'), span(2, 'days')),
  rule({ kind: 'call-back' }, span(4, 'hours'), span(30, 'minutes')),
]

/** A form for each kind that has none. @throws when the seed's own form is none */
export async function seedTicketForms(tx: EntityManager): Promise<void> {
  for (const kind of TICKET_KINDS) {
    if (await tx.existsBy(TicketFormEntity, { kind })) continue
    const parsed = parseForm({ ...emptyForm(), properties: formsJson[kind], required: REQUIRED[kind] ?? [] } satisfies Record<keyof FormSchema, unknown>)
    if ('faults' in parsed) throw new Error(`the seed's form of ${kind}: ${parsed.faults.map(({ path, message }) => `${path} ${message.en}`).join('; ')}`)
    await tx.insert(TicketFormEntity, { kind, version: 1, definition: parsed.form, publishedAt: new Date(), publishedBy: SYSTEM })
  }
}

/** All rules, once: when not even the one for every ticket is there. @param categories their hours, for those that no rule speaks of */
export async function seedDeadlineRules(tx: EntityManager, categories: readonly { id: number; hours: number }[]): Promise<void> {
  if (await tx.existsBy(DeadlineRuleEntity, { scopeKey: scopeKey(FALLBACK) })) return
  const there = new Set((await tx.find(DeadlineRuleEntity)).map((row) => row.scopeKey))
  const ofCategories = categories.map(({ id, hours }) => rule({ categoryId: id }, span(hours, 'hours'), span(4, 'hours')))
  for (const one of [...RULES, ...ofCategories]) {
    const { kind, categoryId, urgency, answer, reaction } = one
    if (there.has(scopeKey(one))) continue
    await tx.insert(DeadlineRuleEntity, { scopeKey: scopeKey(one), kind, categoryId, urgency, answerAmount: answer.amount, answerUnit: answer.unit, reactionAmount: reaction.amount, reactionUnit: reaction.unit, changedAt: new Date(), changedBy: SYSTEM })
  }
}

/** Somebody must see complaints about officials: those of the sample, else the managers, else the administrators, until somebody names others. */
export async function seedComplaintViewers(tx: EntityManager, sample: readonly string[]): Promise<void> {
  if (await tx.exists(ComplaintViewerEntity)) return
  const users = await tx.find(UserEntity)
  const choices = [users.filter(({ username }) => sample.includes(username)), users.filter(({ role }) => role === 'manager'), users.filter(({ role }) => role === 'admin')]
  for (const { id } of choices.find((people) => people.length > 0) ?? []) await tx.insert(ComplaintViewerEntity, { userId: id, addedAt: new Date(), addedBy: SYSTEM })
}
