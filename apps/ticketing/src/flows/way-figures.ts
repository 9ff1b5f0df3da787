import type { FlowWay } from '@app/call-journal'

export interface WayFigure {
  node: string
  next: string
  /** Null where the journal has no times. */
  seconds: number | null
}

/** The whole call, in {@link WayFigure.node}. */
export const WHOLE = '*'
/** What stands for the next node of a call that ended in the flow. */
export const IN_THE_FLOW = '*flow'

/**
 * What one ended call adds to a version's figures: each step to the next, the last step to where the call ended, and the call as a whole.
 * @param ended seconds from the call's arrival to its end
 */
export function wayFigures({ steps }: FlowWay, ended: number, where: string, outcome: string): WayFigure[] {
  const figures = steps.map(({ node, at }, index): WayFigure => {
    const next = steps[index + 1]
    const until = next ? next.at : ended
    return { node, next: next?.node ?? `*${where}`, seconds: at === null || until === null ? null : Math.max(0, until - at) }
  })
  return figures.length === 0 ? [] : [...figures, { node: WHOLE, next: outcome, seconds: Math.max(0, ended) }]
}
