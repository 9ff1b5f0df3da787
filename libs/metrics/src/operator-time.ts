import type { OperatorEvent } from '@app/contracts'

/** A step of an operator as the journal told it. */
export interface TimedStep {
  /** Epoch milliseconds. */
  at: number
  event: OperatorEvent
  reason: string | null
  queue: string | null
}

export interface OperatorTime {
  state: 'available' | 'talking' | 'wrap-up' | 'paused' | 'missed'
  /** Of a pause; else empty. */
  reason: string
  /** Whole seconds; of `missed` none. */
  seconds: number
  /** How often it was entered within the time; of `missed` how often an offer rang out. */
  times: number
}

/** What operators' pauses after a talk are called. */
const WRAP_UP = 'wrap-up'
/** A pause that app_queue made, since nobody answered. */
const AUTO_PAUSE = 'Auto-Pause'

/**
 * How long an operator was in each state between two moments; a talk counts as a talk whatever else is asked for meanwhile. Signed out is no state.
 * @param steps in the order in which they happened, from early enough to know the state at the beginning
 * @param begins epoch milliseconds, as `ends`
 */
export function operatorTime(steps: readonly TimedStep[], begins: number, ends: number): OperatorTime[] {
  const spent = new Map<string, OperatorTime>()
  const queues = new Set<string>()
  let pause: string | null = null
  let talking = false
  let since = begins
  const now = (): Pick<OperatorTime, 'state' | 'reason'> | null => {
    if (talking) return { state: 'talking', reason: '' }
    if (queues.size === 0) return null
    if (pause === null) return { state: 'available', reason: '' }
    return pause === WRAP_UP ? { state: 'wrap-up', reason: '' } : { state: 'paused', reason: pause }
  }
  const of = (key: Pick<OperatorTime, 'state' | 'reason'>) => {
    const name = `${key.state}:${key.reason}`
    const entry = spent.get(name) ?? { ...key, seconds: 0, times: 0 }
    spent.set(name, entry)
    return entry
  }
  const spend = (until: number) => {
    const state = now()
    const from = Math.max(since, begins)
    if (state && until > from) of(state).seconds += Math.round((until - from) / 1000)
    since = until
  }
  for (const step of steps) {
    if (step.at >= ends) break
    const before = now()
    spend(step.at)
    switch (step.event) {
      case 'joined':
        queues.add(step.queue ?? '')
        break
      case 'left':
        queues.delete(step.queue ?? '')
        if (queues.size === 0) pause = null
        break
      case 'paused':
        pause = step.reason === AUTO_PAUSE ? 'missed-offer' : (step.reason ?? '')
        break
      case 'available':
        pause = null
        break
      case 'talk-began':
      case 'own-call-began':
        talking = true
        break
      case 'talk-ended':
      case 'own-call-ended':
        talking = false
        break
      case 'offer-missed':
        if (step.at >= begins) of({ state: 'missed', reason: '' }).times++
        break
      case 'asked':
      case 'wrap-up-extended':
        break
      default:
        step.event satisfies never
    }
    const after = now()
    if (step.at >= begins && after && (before?.state !== after.state || before.reason !== after.reason)) of(after).times++
  }
  spend(ends)
  return [...spent.values()].filter(({ seconds, times }) => seconds > 0 || times > 0)
}
