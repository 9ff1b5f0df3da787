/** What came from an operator's browser at the last look, and since when no more has come. */
export interface Silence {
  packets: number
  since: number
}

/** @param at milliseconds since the epoch */
export const foldSilence = (before: Silence | undefined, packets: number, at: number): Silence => (before?.packets === packets ? before : { packets, since: at })

/** Whether nobody is there any more: a page that only lost its socket still sends fifty packets a second. */
export const isDead = ({ since }: Silence, at: number, patienceMs: number): boolean => at - since >= patienceMs
