import { holdMomentOf, holdMomentText, type HoldMoment } from '@app/contracts'

/** A hold of a citizen, told by its beginning, which names it: told again it is the same one. */
export interface Hold {
  began: HoldMoment
  /** Null: not told yet. */
  ended: HoldMoment | null
}

/** The holds with one told of, by their beginnings. In whatever order and however often they are told, the same comes out. */
export function withHold(holds: readonly Hold[], told: Hold): Hold[] {
  const known = holds.find(({ began }) => began.at === told.began.at)
  const others = holds.filter((hold) => hold !== known)
  const one = known ? { began: { at: told.began.at, sure: known.began.sure && told.began.sure }, ended: betterEnd(known.ended, told.ended) } : told
  return [...others, one].sort((a, b) => a.began.at - b.began.at)
}

/** A watched end is worth more than one that was only found; of two alike the first. */
function betterEnd(a: HoldMoment | null, b: HoldMoment | null): HoldMoment | null {
  if (a === null || b === null) return a ?? b
  if (a.sure !== b.sure) return a.sure ? a : b
  return a.at <= b.at ? a : b
}

/**
 * Whole seconds that the citizen was on hold, each moment counted once.
 * @param over whether the call has ended: a hold whose end was not told by then was lost
 * @returns null where something was not watched, or was lost
 */
export function heldSeconds(holds: readonly Hold[], over: boolean): number | null {
  let milliseconds = 0
  let counted = 0
  for (const { began, ended } of holds) {
    if (!began.sure || ended?.sure === false) return null
    if (ended === null) {
      if (over) return null
      continue
    }
    const from = Math.max(began.at, counted)
    if (ended.at > from) milliseconds += ended.at - from
    counted = Math.max(counted, ended.at)
  }
  return Math.round(milliseconds / 1000)
}

/** As a row keeps them, `<began>-<ended>` with commas; `null` from before holds were told. */
export const holdsText = (holds: readonly Hold[] | null): string | null =>
  holds === null ? null : holds.map(({ began, ended }) => `${holdMomentText(began)}-${ended === null ? '' : holdMomentText(ended)}`).join(',')

/** The other way round; what does not fit is left out. */
export function holdsOf(text: string | null): Hold[] | null {
  if (text === null) return null
  return text.split(',').flatMap((part) => {
    const [from, to] = part.split('-')
    const began = holdMomentOf(from)
    return began === null ? [] : [{ began, ended: holdMomentOf(to) }]
  })
}
