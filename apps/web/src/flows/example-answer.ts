import type { Question } from '@app/flow'
import { dayOf } from '../format/moments.js'

const IN_THREE_DAYS = 3 * 86_400_000

/** What a question would be answered with in a call, so that a flow that is tried has something to speak. */
export function exampleAnswer(question: Question, department: string): Record<string, string> {
  switch (question.about) {
    case 'ticket':
      return { department, deadlineDate: dayOf(Date.now() + IN_THREE_DAYS), deadlineTime: '17:00' }
    case 'queue':
      return { waiting: '12', wait: String(2 * question.longWait) }
    case 'web':
      return Object.fromEntries(Object.keys(question.take).map((variable) => [variable, '1']))
    case 'hours':
    case 'queue-hours':
      return { opensDate: dayOf(Date.now() + IN_THREE_DAYS), opensTime: '07:00' }
    case 'call-back':
    case 'survey':
      return {}
    default:
      return question satisfies never
  }
}
