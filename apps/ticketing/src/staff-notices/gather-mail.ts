import type { LocalName } from '@app/contracts'
import { nextTry, type WakingHours } from '../messages/sending-course.js'

/** What is told of a ticket: nothing of whom it is about. */
interface ToldTicket {
  code: string
  category: LocalName
  ward: LocalName | null
  /** Whose it is, where it is not the reader's own. */
  department: LocalName | null
  deadlineAt: Date
  link: string
}

export interface MailLine extends ToldTicket {
  /** How much of its time is gone; null: it is new. */
  percent: number | null
}

/** What one mail says, the most urgent first. */
export interface NoticeMail {
  warned: MailLine[]
  arrived: MailLine[]
  /** Of all, those that are not listed included. */
  counts: { warned: number; arrived: number }
}

/** More than that nobody reads in a mail. */
const MOST_LISTED = 50

/** All that waits for an address as one mail: each ticket once, by the last that is to be said of it. */
export function gatherMail(notices: readonly MailLine[], most = MOST_LISTED): NoticeMail {
  const lines = new Map<string, MailLine>()
  for (const notice of notices) if ((notice.percent ?? 0) >= (lines.get(notice.code)?.percent ?? 0)) lines.set(notice.code, notice)
  const sorted = [...lines.values()].sort((a, b) => a.deadlineAt.getTime() - b.deadlineAt.getTime() || a.code.localeCompare(b.code))
  const warned = sorted.filter(({ percent }) => percent !== null)
  const arrived = sorted.filter(({ percent }) => percent === null)
  const listed = warned.slice(0, most)
  return { warned: listed, arrived: arrived.slice(0, most - listed.length), counts: { warned: warned.length, arrived: arrived.length } }
}

/** What becomes of notices whose mail was not taken: they wait together, so that what is new does not hasten what was tried often. */
export function afterFailure(notices: readonly { id: number; attempts: number }[], isForEver: boolean, at: Date, waking: WakingHours): { givenUp: number[]; again: number[]; nextTryAt: Date | null } {
  const tries = notices.map(({ id, attempts }) => ({ id, next: isForEver ? null : nextTry('email', attempts + 1, at, waking) }))
  const times = tries.flatMap(({ next }) => (next ? [next.getTime()] : []))
  return {
    givenUp: tries.flatMap(({ id, next }) => (next ? [] : [id])),
    again: tries.flatMap(({ id, next }) => (next ? [id] : [])),
    nextTryAt: times.length === 0 ? null : new Date(Math.max(...times)),
  }
}
