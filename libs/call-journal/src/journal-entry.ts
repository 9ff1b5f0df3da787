import { CALL_SOURCES, CallId, HOLD_BEGAN, HOLD_ENDED, holdMomentOf, Language, QueueName, queueNamed, type CallSource, type JournalLine } from '@app/contracts'
import type { Hold } from './holds.js'

interface OfCall {
  callId: string
  /** Epoch second. */
  at: number
}

/** A call's way through its flow. */
export interface FlowWay {
  /** Hash of the version; null where the line does not say. */
  version: string | null
  /** Seconds since the call arrived, where the line says so. */
  steps: { node: string; at: number | null }[]
}

/** A journal line, understood. Data that a line should have and has not are null, never guessed. */
export type JournalEntry =
  | { kind: 'restarted'; at: number }
  | (OfCall & { kind: 'arrived'; number: string | null; dialled: string; source: CallSource; /** Who made it, where it was one of ours. */ operatorId: number | null; /** The own call out of which a citizen was handed to a queue. */ handedFrom: string | null })
  | (OfCall & { kind: 'sent-to-queue'; queue: string; priority: number; language: Language | null; reason: string })
  | (OfCall & { kind: 'entered-queue'; queue: string; number: string | null })
  | (OfCall & { kind: 'offer-missed' })
  | (OfCall & { kind: 'connected'; /** Null: a colleague, in an operator's own call. */ queue: string | null; operatorId: number | null; waited: number | null })
  | (OfCall & { kind: 'completed'; queue: string | null; operatorId: number | null; waited: number | null; talked: number | null })
  | (OfCall & { kind: 'abandoned'; queue: string; waited: number | null })
  /** The queue gave the caller back unserved: too long, nobody there, a key. */
  | (OfCall & { kind: 'given-back'; queue: string })
  | (OfCall & { kind: 'left-queue'; queue: string; status: string })
  | (OfCall & { kind: 'voicemail-left'; queue: string | null; file: string; seconds: number })
  | (OfCall & { kind: 'recorded'; file: string })
  /** The citizen was put on hold, or taken up again. */
  | (OfCall & { kind: 'held'; hold: Hold })
  /** Asked for a rating; null when none was given. */
  | (OfCall & { kind: 'surveyed'; rating: number | null })
  | (OfCall & { kind: 'remarked'; file: string; seconds: number })
  /** An operator's turn came and the citizen was dialled; `result` is Asterisk's DIALSTATUS. */
  | (OfCall & { kind: 'call-back-tried'; result: string })
  /** A citizen was dialled to be told of a ticket; `result` is Asterisk's DIALSTATUS. */
  | (OfCall & { kind: 'outgoing-tried'; result: string })
  /** A citizen answered our call. `listened`: milliseconds of what was spoken after the key; null: no key was pressed. */
  | (OfCall & { kind: 'outgoing-told'; listened: number | null; rating: number | null; optsOut: boolean })
  /** An operator's own call: the citizen answered. */
  | (OfCall & { kind: 'operator-reached' })
  /** How it went; `result` is Asterisk's DIALSTATUS, `cause` the network's (Q.850), `since`: of a talk that went on after the operator's page was gone, when that part of it began. */
  | (OfCall & { kind: 'operator-tried'; result: string; cause: number | null; since: number | null })
  | (OfCall & { kind: 'ended'; cause: string; flowPath: string[]; way: FlowWay; language: Language | null; where: string })
  /** Not about a call's course, or not known to us. */
  | { kind: 'other'; at: number; event: string }

/** Understands a line: app_queue's own events (https://docs.asterisk.org, "Queue Logs") and those of our dialplan (docs/architecture.md). Never throws. */
export function understand(line: JournalLine): JournalEntry {
  const { at, event, data } = line
  if (event === 'QUEUESTART') return { kind: 'restarted', at }
  const other: JournalEntry = { kind: 'other', at, event }
  if (!CallId.safeParse(line.callId).success) return other
  const of = { callId: line.callId, at }
  const queue = QueueName.safeParse(queueNamed(line.queue)).data
  switch (event) {
    case 'CALLARRIVED':
      return { ...of, kind: 'arrived', number: data[0] || null, dialled: data[1] ?? '', source: CALL_SOURCES.find((source) => source === data[2]) ?? 'trunk', operatorId: operatorId(line.agent), handedFrom: CallId.safeParse(data[3]).data ?? null }
    case 'RINGNOANSWER':
    case 'RINGCANCELED':
      return { ...of, kind: 'offer-missed' }
    case 'RECORDING':
      return data[0] ? { ...of, kind: 'recorded', file: data[0] } : other
    case HOLD_BEGAN:
    case HOLD_ENDED: {
      const began = holdMomentOf(data[0])
      const ended = event === HOLD_ENDED ? holdMomentOf(data[1]) : null
      return began && (ended || event === HOLD_BEGAN) ? { ...of, kind: 'held', hold: { began, ended } } : other
    }
    case 'VOICEMAIL':
      return data[0] ? { ...of, kind: 'voicemail-left', queue: queue ?? null, file: data[0], seconds: Math.max(1, whole(data[1]) ?? 1) } : other
    case 'SURVEY':
      return { ...of, kind: 'surveyed', rating: /^[1-5]$/.test(data[0] ?? '') ? Number(data[0]) : null }
    case 'REMARK':
      return data[0] ? { ...of, kind: 'remarked', file: data[0], seconds: Math.max(1, whole(data[1]) ?? 1) } : other
    case 'CALLBACKTRIED':
      return { ...of, kind: 'call-back-tried', result: data[0] || 'CANCEL' }
    case 'OUTGOINGTRIED':
      return { ...of, kind: 'outgoing-tried', result: data[0] || 'CANCEL' }
    case 'OUTGOINGTOLD':
      return { ...of, kind: 'outgoing-told', listened: whole(data[0]), rating: /^[1-5]$/.test(data[1] ?? '') ? Number(data[1]) : null, optsOut: data[2] === 'opts-out' }
    case 'OPERATORREACHED':
      return { ...of, kind: 'operator-reached' }
    case 'OPERATORTRIED':
      return { ...of, kind: 'operator-tried', result: data[0] || 'CANCEL', cause: whole(data[1]), since: epochSecond(data[2]) }
    case 'CONNECT':
      return { ...of, kind: 'connected', queue: queue ?? null, operatorId: operatorId(line.agent), waited: whole(data[0]) }
    case 'COMPLETECALLER':
    case 'COMPLETEAGENT':
      return { ...of, kind: 'completed', queue: queue ?? null, operatorId: operatorId(line.agent), waited: whole(data[0]), talked: whole(data[1]) }
    case 'CALLENDED': {
      const way = wayOf(data[1] ?? '')
      return { ...of, kind: 'ended', cause: data[0] ?? '', way, flowPath: way.steps.map(({ node }) => node), language: language(data[2]), where: data[3] ?? '' }
    }
  }
  if (queue === undefined) return other
  switch (event) {
    case 'TOQUEUE':
      return { ...of, kind: 'sent-to-queue', queue, priority: whole(data[0]) ?? 0, language: language(data[1]), reason: data[2] ?? '' }
    case 'ENTERQUEUE':
      return { ...of, kind: 'entered-queue', queue, number: data[1] || null }
    case 'ABANDON':
      return { ...of, kind: 'abandoned', queue, waited: whole(data[2]) }
    case 'EXITWITHTIMEOUT':
    case 'EXITEMPTY':
    case 'EXITWITHKEY':
      return { ...of, kind: 'given-back', queue }
    case 'QUEUELEFT':
      return { ...of, kind: 'left-queue', queue, status: data[0] ?? '' }
    default:
      return other
  }
}

/** `<version>:welcome@0>main-menu@6`; without version and times where nobody told them. */
function wayOf(text: string): FlowWay {
  const [, version = null, path = ''] = /^(?:([0-9a-f]{16}):)?(.*)$/.exec(text) ?? []
  const steps = path.split('>').filter(Boolean).map((step) => {
    const [, node = step, at] = /^(.*?)(?:@(\d{1,6}))?$/.exec(step) ?? []
    return { node, at: at === undefined ? null : Number(at) }
  })
  return { version, steps }
}

const whole = (text: string | undefined): number | null => (text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null)
const epochSecond = (text: string | undefined): number | null => (text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : null)
const language = (text: string | undefined): Language | null => Language.safeParse(text).data ?? null

/** The queue member's name is `op-<user id>`. */
function operatorId(agent: string): number | null {
  const id = /^op-(\d{1,9})$/.exec(agent)?.[1]
  return id === undefined ? null : Number(id)
}
