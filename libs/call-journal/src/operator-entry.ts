import { QueueName, queueNamed, isSameOperatorQueue, STATE_ASKED, WRAP_UP_EXTENDED, CallId, type JournalLine, type OperatorEvent } from '@app/contracts'

/** What a journal line tells of how an operator came into a state. */
export interface OperatorEntry {
  userId: number
  /** Epoch second. */
  at: number
  event: OperatorEvent
  reason: string | null
  queue: string | null
  callId: string | null
  /** User id of whoever asked; null: the operator's own telephone, or the system. */
  by: number | null
  why: string | null
}

/**
 * Understands a line about an operator; null for every other. app_queue writes one pause once for all queues (`PAUSEALL`) and again for each:
 * only the first counts. Never throws.
 */
export function understandOperator(line: JournalLine): OperatorEntry | null {
  const userId = operatorOf(line.agent)
  if (userId === null || isSameOperatorQueue(line.queue)) return connected(line, userId)
  const { data } = line
  const of = { ...empty(userId, line.at), queue: QueueName.safeParse(line.queue).data ?? null }
  switch (line.event) {
    case STATE_ASKED:
      return { ...of, queue: null, event: 'asked', by: userOf(data[0]), reason: data[1] || null, why: data[2] || null }
    case WRAP_UP_EXTENDED:
      return { ...of, queue: null, event: 'wrap-up-extended', reason: data[0] || null, by: userId, why: data[1] || null }
    case 'ADDMEMBER':
      return { ...of, event: 'joined' }
    case 'REMOVEMEMBER':
      return { ...of, event: 'left' }
    case 'PAUSEALL':
      return { ...of, event: 'paused', reason: data[0] || null }
    case 'UNPAUSEALL':
      return { ...of, event: 'available', reason: data[0] || null }
    default:
      return connected(line, userId)
  }
}

/** What happened with a call; in either queue of one that stands for both. */
function connected(line: JournalLine, userId: number | null): OperatorEntry | null {
  const callId = CallId.safeParse(line.callId).data ?? null
  if (userId === null || callId === null) return null
  const of = { ...empty(userId, line.at), queue: QueueName.safeParse(queueNamed(line.queue)).data ?? null, callId }
  switch (line.event) {
    case 'CONNECT':
      return { ...of, event: 'talk-began' }
    case 'COMPLETECALLER':
    case 'COMPLETEAGENT':
      return { ...of, event: 'talk-ended', why: line.event === 'COMPLETECALLER' ? 'citizen' : 'operator' }
    case 'CALLARRIVED':
    case 'OPERATORRESUMED':
      return { ...of, event: 'own-call-began' }
    // The call itself goes on where the citizen was handed to somebody else.
    case 'OPERATORTRIED':
      return { ...of, event: 'own-call-ended' }
    case 'RINGNOANSWER':
      return { ...of, event: 'offer-missed' }
    default:
      return null
  }
}

const empty = (userId: number, at: number) => ({ userId, at, reason: null, queue: null, callId: null, by: null, why: null })
const operatorOf = (agent: string): number | null => userOf(/^(?:PJSIP\/)?op-(\d{1,9})$/.exec(agent)?.[1])
const userOf = (text: string | undefined): number | null => (text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null)
