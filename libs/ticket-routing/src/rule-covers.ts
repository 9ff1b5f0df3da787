import type { RoutingRule, RuleTime } from '@app/contracts'
import { minutesIn, WEEK_MINUTES } from './week-time.js'
import { phraseCovers, phraseOf } from './words-in-text.js'

/**
 * Whether every ticket that fits the later rule fits the earlier one, so that the later one never decides. It says so only where it is
 * certain: hours by the clock are not compared with opening hours, nor two earlier rules together with one later.
 */
export function ruleCovers(earlier: RoutingRule, later: RoutingRule): boolean {
  const wide = earlier.when
  const narrow = later.when
  return (
    listCovers(wide.kinds, narrow.kinds) &&
    listCovers(wide.categories, narrow.categories) &&
    listCovers(wide.wards, narrow.wards) &&
    wordsCover(wide.words, narrow.words) &&
    timeCovers(wide.time, narrow.time) &&
    holdersCover(wide.holders, narrow.holders, later.to.lead.by === 'holder') &&
    leadIsThere(earlier, later)
  )
}

const listCovers = (wide: readonly string[], narrow: readonly string[]): boolean => wide.length === 0 || (narrow.length > 0 && narrow.every((code) => wide.includes(code)))

function wordsCover(wide: readonly string[], narrow: readonly string[]): boolean {
  if (wide.length === 0) return true
  const phrases = wide.map(phraseOf)
  return narrow.length > 0 && narrow.map(phraseOf).every((one) => phrases.some((phrase) => phraseCovers(phrase, one)))
}

function timeCovers(wide: RuleTime | null, narrow: RuleTime | null): boolean {
  if (wide === null) return true
  if (wide.by === 'hours') return narrow?.by === 'hours' && narrow.code === wide.code && narrow.open === wide.open
  const minutes = minutesIn(wide)
  if (minutes.size === WEEK_MINUTES) return true
  return narrow?.by === 'clock' && [...minutesIn(narrow)].every((minute) => minutes.has(minute))
}

/** @param held the later rule goes to the holder, so it fits only where there is one */
function holdersCover(wide: readonly string[] | null, narrow: readonly string[] | null, held: boolean): boolean {
  if (wide === null) return true
  if (wide.length === 0) return narrow !== null || held
  return narrow !== null && narrow.length > 0 && narrow.every((code) => wide.includes(code))
}

/** A rule that goes to the ward, or to the holder, passes on whatever has none. */
function leadIsThere({ to }: RoutingRule, { when, to: laterTo }: RoutingRule): boolean {
  switch (to.lead.by) {
    case 'ward':
      return when.wards.length > 0 || laterTo.lead.by === 'ward'
    case 'holder':
      return when.holders !== null || laterTo.lead.by === 'holder'
    case 'department':
    case 'category':
      return true
    default:
      return to.lead satisfies never
  }
}
