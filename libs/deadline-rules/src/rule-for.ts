import type { DeadlineScope, TicketKind, Urgency, WorkingSpan } from '@app/contracts'

/** How long the answer and the first reaction may take, of the tickets that it is for. */
export interface RuledTime extends DeadlineScope {
  answer: WorkingSpan
  reaction: WorkingSpan
}

export interface RuledTicket {
  kind: TicketKind
  categoryId: number
  urgency: Urgency
}

/** When not even the rule for all is there. */
export const FALLBACK: RuledTime = { kind: null, categoryId: null, urgency: null, answer: { amount: 3, unit: 'days' }, reaction: { amount: 4, unit: 'hours' } }

/** One text a scope. */
export const scopeKey = ({ kind, categoryId, urgency }: DeadlineScope): string => `${kind ?? '*'}|${categoryId ?? '*'}|${urgency ?? '*'}`

const isFor = (ticket: RuledTicket, rule: DeadlineScope): boolean =>
  (rule.kind === null || rule.kind === ticket.kind) && (rule.categoryId === null || rule.categoryId === ticket.categoryId) && (rule.urgency === null || rule.urgency === ticket.urgency)

/** What is urgent comes before what kind it is, and that before what it is about: so of two rules of different scopes one always counts more. */
const weightOf = ({ kind, categoryId, urgency }: DeadlineScope): number => (urgency === null ? 0 : 4) + (kind === null ? 0 : 2) + (categoryId === null ? 0 : 1)

/** The rule that applies to a ticket: the most specific of those that are for it. @param rules each scope once */
export function ruleFor<R extends RuledTime>(ticket: RuledTicket, rules: readonly R[]): R | RuledTime {
  return rules.filter((rule) => isFor(ticket, rule)).reduce<R | RuledTime>((best, rule) => (weightOf(rule) >= weightOf(best) ? rule : best), FALLBACK)
}
