import { holdsOf, holdsText, type JournalCall } from '@app/call-journal'
import { CallEntity } from '../database/call.entities.js'
import { numberKey } from '@app/phone-number'

const moment = (seconds: number | null) => (seconds === null ? null : new Date(seconds * 1000))
const seconds = (at: Date | null) => (at === null ? null : Math.floor(at.getTime() / 1000))
const clip = (text: string | null, length: number) => (text === null ? null : text.slice(0, length))

/** The row of a folded call. Texts that a caller or a mistake made too long are clipped: a call is worth more than its oddest field. */
export function rowOf(call: JournalCall): CallEntity {
  return Object.assign(new CallEntity(), {
    id: call.id,
    number: clip(call.number, 40),
    numberKey: numberKey(call.number),
    dialled: call.dialled.slice(0, 40),
    source: call.source,
    language: call.language,
    flowPath: call.flowPath.join('>').slice(0, 4000),
    arrivedAt: new Date(call.arrivedAt * 1000),
    queue: call.queue,
    enteredQueueAt: moment(call.enteredQueueAt),
    leftQueueAt: moment(call.leftQueueAt),
    leftQueueHow: call.leftQueueHow,
    answered: call.answered,
    answeredAt: moment(call.answeredAt),
    operatorId: call.operatorId,
    offers: call.offers,
    waitSeconds: call.waitSeconds,
    measuredTalk: call.measuredTalk,
    talkSeconds: call.talkSeconds,
    holdSeconds: call.holdSeconds,
    holds: holdsText(call.holds),
    recording: clip(call.recording, 120),
    endedAt: moment(call.endedAt),
    hangupCause: clip(call.hangupCause, 40),
    endedWhere: clip(call.endedWhere, 20),
    outcome: call.outcome,
    lastFactId: call.lastFactId,
  })
}

/** The folded call of a row, with its voicemail if it has one. */
export function callOf(row: CallEntity, voicemail: JournalCall['voicemail']): JournalCall {
  return {
    id: row.id,
    number: row.number,
    dialled: row.dialled,
    source: row.source,
    language: row.language,
    flowPath: row.flowPath.split('>').filter(Boolean),
    arrivedAt: Math.floor(row.arrivedAt.getTime() / 1000),
    queue: row.queue,
    enteredQueueAt: seconds(row.enteredQueueAt),
    leftQueueAt: seconds(row.leftQueueAt),
    leftQueueHow: row.leftQueueHow,
    answered: row.answered,
    answeredAt: seconds(row.answeredAt),
    operatorId: row.operatorId,
    offers: row.offers,
    waitSeconds: row.waitSeconds,
    measuredTalk: row.measuredTalk,
    talkSeconds: row.talkSeconds,
    holds: holdsOf(row.holds),
    holdSeconds: row.holdSeconds,
    recording: row.recording,
    voicemail,
    endedAt: seconds(row.endedAt),
    hangupCause: row.hangupCause,
    endedWhere: row.endedWhere,
    outcome: row.outcome,
    lastFactId: row.lastFactId,
  }
}
