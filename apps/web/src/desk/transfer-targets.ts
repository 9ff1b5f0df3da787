import type { ConsultTarget, LiveOperator, LiveQueue, OperatorState, TalkTarget } from '@app/contracts'
import { matchesSearch } from '../format/fold-diacritics.js'
import { OPERATOR_STATE_ORDER } from '../shell/operator-states.js'

/** Somebody or something to whom a citizen can be handed on, with what can be told of it now. */
export type TransferChoice =
  | { key: string; kind: 'queue'; name: string; waiting: number; free: number; target: TalkTarget }
  | { key: string; kind: 'operator'; name: string; state: OperatorState; target: TalkTarget }
  | { key: string; kind: 'number'; name: string; target: TalkTarget }
  | { key: string; kind: 'department'; name: string; number: string; target: TalkTarget }
  | { key: string; kind: 'survey'; name: string; target: TalkTarget }

interface Hall {
  queues: readonly LiveQueue[]
  operators: readonly LiveOperator[]
  ownUserId: number | null
  /** Those that have a number. */
  departments?: readonly { id: number; name: string; phone: string }[]
  /** What the survey is called on the screen. */
  survey?: string
}

/**
 * What fits a search: what looks like a number is one; then colleagues who are here, the free first, then queues, then
 * departments' numbers and the survey.
 * @param queueName a queue's name as the screen shows it
 */
export function transferChoices(search: string, hall: Hall, queueName: (name: string) => string): TransferChoice[] {
  const typed = search.trim()
  const number: TransferChoice[] = /^\+?[\d\s.()-]{3,}$/.test(typed) ? [{ key: 'number', kind: 'number', name: typed, target: { kind: 'number', number: typed } }] : []
  const colleagues = hall.operators
    .filter(({ userId, state, displayName }) => userId !== hall.ownUserId && state !== 'offline' && matchesSearch(displayName, search))
    .toSorted((a, b) => freeFirst(a.state) - freeFirst(b.state) || a.displayName.localeCompare(b.displayName, 'vi'))
    .map(({ userId, displayName, state }): TransferChoice => ({ key: `operator-${userId}`, kind: 'operator', name: displayName, state, target: { kind: 'operator', userId } }))
  const queues = hall.queues
    .map((queue) => ({ queue, name: queueName(queue.name) }))
    .filter(({ name }) => matchesSearch(name, search))
    .map(({ queue, name }): TransferChoice => ({ key: `queue-${queue.name}`, kind: 'queue', name, waiting: queue.waiting.length, free: queue.operators.available ?? 0, target: { kind: 'queue', queue: queue.name } }))
  const departments = (hall.departments ?? [])
    .filter(({ name }) => matchesSearch(name, search))
    .map(({ id, name, phone }): TransferChoice => ({ key: `department-${id}`, kind: 'department', name, number: phone, target: { kind: 'number', number: phone } }))
  const survey: TransferChoice[] = hall.survey !== undefined && matchesSearch(hall.survey, search) ? [{ key: 'survey', kind: 'survey', name: hall.survey, target: { kind: 'survey' } }] : []
  return [...number, ...colleagues, ...queues, ...departments, ...survey]
}

/** Whom of them one can ask first: a queue and the survey are nobody. */
export const consultTarget = ({ target }: TransferChoice): ConsultTarget | null => (target.kind === 'operator' || target.kind === 'number' ? target : null)

const freeFirst = (state: OperatorState) => (state === 'available' ? -1 : OPERATOR_STATE_ORDER.indexOf(state))

/** Whether it makes sense to choose it: a colleague who cannot pick up is shown, and why, but is no choice. */
export const canBeChosen = (choice: TransferChoice): boolean => choice.kind !== 'operator' || choice.state === 'available'
