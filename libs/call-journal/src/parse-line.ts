import type { JournalLine } from '@app/contracts'

/** A line that is not a journal line at all, and why. */
export interface Unreadable {
  unreadable: string
}

/**
 * Splits one line of Asterisk's `queue_log`: `epoch|callId|queue|agent|EVENT|data1|data2|…` (no line end).
 * Tells `{ unreadable }` for what has another form; test with `'unreadable' in parsed`.
 */
export function parseLine(text: string): JournalLine | Unreadable {
  const [at = '', callId, queue, agent, event, ...data] = text.replace(/\r$/, '').split('|')
  if (!/^\d{1,12}$/.test(at)) return { unreadable: 'does not begin with an epoch second' }
  if (callId === undefined || queue === undefined || agent === undefined || !event) return { unreadable: 'has fewer than five fields' }
  return { at: Number(at), callId, queue, agent, event, data }
}
