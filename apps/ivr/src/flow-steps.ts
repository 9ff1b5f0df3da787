import type { FlowState } from '@app/flow'

/**
 * A call's way through its flow as the journal tells it: `<version>:welcome@0>main-menu@6`, seconds since the call arrived. The times are
 * kept where the way is written, so that the next process goes on with them.
 */
export class FlowSteps {
  private readonly seconds: (number | null)[]

  /** @param before what was written so far; null for a new call */
  constructor(
    private readonly arrivedAt: number,
    before: string | null,
  ) {
    const steps = before?.slice(before.indexOf(':') + 1).split('>').filter(Boolean) ?? []
    this.seconds = steps.map((step) => (/@\d+$/.test(step) ? Number(step.slice(step.lastIndexOf('@') + 1)) : null))
  }

  /** The way as it is now; what is new in it begins now. */
  write({ flow, path }: Pick<FlowState, 'flow' | 'path'>, now = Date.now()): string {
    // A call that begins anew (its version is no more) has a shorter way than was written.
    this.seconds.length = Math.min(this.seconds.length, path.length)
    while (this.seconds.length < path.length) this.seconds.push(Math.max(0, Math.round((now - this.arrivedAt) / 1000)))
    return `${flow}:${path.map((node, index) => (this.seconds[index] === null ? node : `${node}@${this.seconds[index]}`)).join('>')}`
  }
}
