import { z } from 'zod'

export const Language = z.enum(['vi', 'en'])
export type Language = z.infer<typeof Language>

/** A queue's name as Asterisk knows it. */
export const QueueName = z.string().regex(/^[a-z][a-z-]{0,39}$/)
export type QueueName = z.infer<typeof QueueName>

const SAME_OPERATOR = '-same-operator'
/** Beside each queue stands one in which a caller is offered to one operator only (queues.conf). Nobody is told of it: it counts as the queue itself. */
export const sameOperatorQueue = (queue: string): string => `${queue}${SAME_OPERATOR}`
export const isSameOperatorQueue = (name: string): boolean => name.endsWith(SAME_OPERATOR)
/** The queue that a name in Asterisk stands for. */
export const queueNamed = (name: string): string => (isSameOperatorQueue(name) ? name.slice(0, -SAME_OPERATOR.length) : name)

/** The Asterisk Linkedid of a citizen's call, e.g. `1763895165.12`. */
export const CallId = z.string().regex(/^[A-Za-z0-9_-]{0,40}\d+\.\d+$/)
export type CallId = z.infer<typeof CallId>

/** A citizen's number as it arrived: digits, perhaps a leading plus. `null` where there was none. */
export const CitizenNumber = z.string().regex(/^\+?\d{2,15}$/)
export type CitizenNumber = z.infer<typeof CitizenNumber>

/** A moment: ISO 8601 in UTC. */
export const Moment = z.iso.datetime({ offset: false })
export type Moment = z.infer<typeof Moment>

export const LocalName = z.object({ vi: z.string(), en: z.string() })
export type LocalName = z.infer<typeof LocalName>
