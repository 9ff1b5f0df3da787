import type { OperatorStep } from '@app/contracts'

/** One line of an operator's day: a step, or the same step in several queues at a time. */
export type StepLine = Omit<OperatorStep, 'queue'> & { queues: string[] }

/** Within so many milliseconds the same step in another queue is the same deed. */
const TOGETHER_MS = 2_000

/** The steps of a day, those that one deed made for each queue taken together. */
export function groupSteps(steps: readonly OperatorStep[]): StepLine[] {
  const lines: StepLine[] = []
  for (const { queue, ...step } of steps) {
    const last = lines.at(-1)
    const same = last?.event === step.event && last.callId === step.callId && last.reason === step.reason && last.by?.userId === step.by?.userId
    if (same && queue !== null && Date.parse(step.at) - Date.parse(last.at) <= TOGETHER_MS) last.queues.push(queue)
    else lines.push({ ...step, queues: queue === null ? [] : [queue] })
  }
  return lines
}
