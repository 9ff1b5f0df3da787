import { ConsultMark, type Consulted } from '@app/contracts'
import { memberNameOf } from '@app/queue-mirror'

/** The dialplan's and the journal's word for no queue: an operator's own call. */
const NO_QUEUE = 'NONE'

/** As the journal names an asked one. */
const asJournal = (consulted: Consulted) => (consulted.kind === 'operator' ? `operator:${consulted.userId}` : `number:${consulted.number}`)

/** Variables of the operator's second leg (extensions.conf, consulting); those with underscores are the asked one's leg's too. */
export const secondLegWords = (mark: ConsultMark, dial: string): Record<string, string> => ({
  __CONSULT: Buffer.from(JSON.stringify(mark)).toString('base64'),
  __CONSULT_CALL: mark.callId,
  __CONSULT_QUEUE: mark.queue ?? NO_QUEUE,
  __CONSULT_BY: memberNameOf(mark.userId),
  __CONSULT_AS: asJournal(mark.consulted),
  CONSULT_DIAL: dial,
  // A colleague sees whose call it is about; anybody else sees who calls.
  CONSULT_SHOWN: mark.consulted.kind === 'operator' ? (mark.number ?? '') : '1022',
})

/**
 * Variables of the citizen's channel: where they go on when the operator's leg ends (extensions.conf, hand-to-consulted).
 * @param legs channel names
 * @param askedQueue one that the asked colleague answers; empty: none
 */
export const citizensWords = (mark: ConsultMark, legs: { asked: string; operator: string }, together: boolean, askedQueue: string): Record<string, string> => ({
  CONSULTED: legs.asked,
  CONSULTED_AS: asJournal(mark.consulted),
  CONSULTED_MEMBER: mark.consulted.kind === 'operator' ? memberNameOf(mark.consulted.userId) : '',
  CONSULTED_QUEUE: askedQueue,
  TAKEN_FROM: legs.operator,
  TOGETHER: together ? 'yes' : '',
  HANDED_BY: memberNameOf(mark.userId),
  HAND_QUEUE: '',
  HAND_EXTEN: mark.queue ?? NO_QUEUE,
  HAND_CONTEXT: 'hand-to-consulted',
})

/** @throws Error when it is none of ours */
export const readMark = (base64: string): ConsultMark => ConsultMark.parse(JSON.parse(Buffer.from(base64, 'base64').toString('utf8')))
