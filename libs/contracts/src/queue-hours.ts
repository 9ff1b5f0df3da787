import { z } from 'zod'
import { OpeningHoursCode } from './opening-hours.js'
import { Moment, QueueName } from './words.js'

/** Which opening hours a queue has; null: it is always open. */
export const QueueHours = z.object({
  queue: QueueName,
  hours: OpeningHoursCode.nullable(),
  /** Null where nobody ever said anything else. */
  changed: z.object({ at: Moment, by: z.string() }).nullable(),
})
export type QueueHours = z.infer<typeof QueueHours>

export const SaveQueueHours = QueueHours.pick({ hours: true })
export type SaveQueueHours = z.infer<typeof SaveQueueHours>
