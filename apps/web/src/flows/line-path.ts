import { CARD_WIDTH } from './arrange.js'
import type { Place } from './edit-flow.js'

const ROUND = 12
/** How far a line stands out of a card before it turns. */
const OUT = 24
const ABOVE = 15

/**
 * The line from an exit to a node, as an SVG path. Forwards it swings from lane to lane, flat where it passes a card;
 * backwards it goes around its own two cards in right angles.
 */
export function linePath(from: Place, to: Place, lanes: readonly Place[], tops: { source: number; target: number }): string {
  if (to.x - from.x > OUT) {
    const stops = [from, ...lanes.flatMap(({ x, y }) => [{ x: x - CARD_WIDTH / 2, y }, { x: x + CARD_WIDTH / 2, y }]), to]
    return stops.reduce((path, stop, at) => {
      const before = stops[at - 1]
      if (!before) return `M ${stop.x} ${stop.y}`
      const half = (stop.x - before.x) / 2
      return `${path} C ${before.x + half} ${before.y} ${stop.x - half} ${stop.y} ${stop.x} ${stop.y}`
    }, '')
  }
  const own = tops.source - ABOVE
  const there = tops.target - ABOVE
  const stops: Place[] = [from, { x: from.x + OUT, y: from.y }, { x: from.x + OUT, y: own }]
  const turns = [...lanes.map(({ x, y }) => ({ right: x + CARD_WIDTH / 2 + OUT, y })), { right: to.x + CARD_WIDTH + OUT, y: there }]
  let y = own
  for (const turn of turns) {
    const x = Math.min(turn.right, from.x + OUT)
    stops.push({ x, y }, { x, y: turn.y })
    y = turn.y
  }
  stops.push({ x: to.x - OUT, y }, { x: to.x - OUT, y: to.y }, to)
  return rounded(stops)
}

/** Straight lines with rounded corners. */
function rounded(stops: readonly Place[]): string {
  return stops.reduce((path, stop, at) => {
    const [before, after] = [stops[at - 1], stops[at + 1]]
    if (!before) return `M ${stop.x} ${stop.y}`
    if (!after) return `${path} L ${stop.x} ${stop.y}`
    const into = towards(stop, before)
    const out = towards(stop, after)
    return `${path} L ${into.x} ${into.y} Q ${stop.x} ${stop.y} ${out.x} ${out.y}`
  }, '')
}

/** The point of the corner at which its curve begins. */
function towards(corner: Place, end: Place): Place {
  const length = Math.hypot(end.x - corner.x, end.y - corner.y)
  const share = length === 0 ? 0 : Math.min(ROUND, length / 2) / length
  return { x: corner.x + (end.x - corner.x) * share, y: corner.y + (end.y - corner.y) * share }
}
