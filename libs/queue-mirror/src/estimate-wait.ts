export interface QueueLoad {
  /** Callers who wait, all of them before the one who asks. */
  ahead: number
  /** Operators who take calls: free, offered one, talking or in wrap-up. */
  operators: number
  /** Of these, who could take one now. */
  free: number
  /** Mean talk of the last calls, in seconds, as app_queue keeps it; 0 before the first. */
  talkSeconds: number
  wrapUpSeconds: number
}

/**
 * How long somebody who comes now will wait, in seconds: each operator is done after a mean talk and a wrap-up, so the queue moves by one every
 * (talk + wrap-up) ÷ operators. Null where nobody takes calls, or no talk has ended yet by which to tell.
 */
export function estimateWait({ ahead, operators, free, talkSeconds, wrapUpSeconds }: QueueLoad): number | null {
  if (operators === 0) return null
  if (ahead < free) return 0
  if (talkSeconds === 0) return null
  return Math.round(((ahead - free + 1) * (talkSeconds + wrapUpSeconds)) / operators)
}
