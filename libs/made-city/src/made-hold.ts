/** Of a talk of middling length; in longer ones something is looked up, or somebody asked, more often. */
const HELD_SHARE = 0.16
const MIDDLING = 128
/** A hold shorter than that is not worth the music. */
const SHORTEST_TALK = 25

/**
 * How long the citizen of a talk was on hold, in seconds. Out of the call's id and not out of the city's draws, so that the same seed makes the same
 * city with it as without.
 * @param talk seconds
 */
export function madeHold(callId: string, talk: number): number {
  if (talk < SHORTEST_TALK) return 0
  const share = Math.min(0.6, HELD_SHARE * Math.sqrt(talk / MIDDLING))
  if (shareOf(`${callId}/held`) >= share) return 0
  // Most are short; a few take the greater part of the talk.
  const part = 0.08 + 0.62 * shareOf(`${callId}/long`) ** 2.2
  return Math.max(4, Math.round(talk * part))
}

/** From 0 up to, not including, 1: FNV-1a, its bits spread once more, for ids that differ in their last figure only. */
function shareOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296
}
