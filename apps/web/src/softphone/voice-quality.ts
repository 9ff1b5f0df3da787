export type VoiceFigures = { jitterMs: number; lossPercent: number; roundTripMs: number | null }
export type VoiceLight = 'good' | 'fair' | 'poor'
export const VOICE_TROUBLES = ['loss', 'jitter', 'delay', 'silence'] as const
export type VoiceTrouble = (typeof VOICE_TROUBLES)[number]
export type VoiceQuality = { rating: number; light: VoiceLight; trouble: VoiceTrouble | null }

const BEST_RATING = 93.2
/** G.711 with packet loss concealment under random loss (ITU-T G.113, Appendix I): it has no impairment of its own, and this robustness. */
const LOSS_ROBUSTNESS = 25.1
/** A packet, and the encoder's and decoder's time. */
const OWN_DELAY_MS = 30

const delayImpairment = (oneWayMs: number) => 0.024 * oneWayMs + (oneWayMs > 177.3 ? 0.11 * (oneWayMs - 177.3) : 0)
const lossImpairment = (percent: number) => (95 * percent) / (percent + LOSS_ROBUSTNESS)

/**
 * How people would judge a talk with these figures: the rating R of the E-model (ITU-T G.107, 0 to 93.2 here), with the delay impairment in
 * the simplified form of Cole and Rosenbluth, "Voice over IP performance monitoring" (2001); a jitter buffer is taken to be twice the jitter.
 * The light follows ITU-T G.109: from 80 users are satisfied, under 70 many are not.
 * @returns with the figure that takes most away, unless the light is good
 */
export function voiceQuality({ jitterMs, lossPercent, roundTripMs }: VoiceFigures): VoiceQuality {
  const way = (roundTripMs ?? 0) / 2
  const delay = delayImpairment(way + 2 * jitterMs + OWN_DELAY_MS)
  const loss = lossImpairment(Math.min(100, Math.max(0, lossPercent)))
  const rating = Math.max(0, BEST_RATING - delay - loss)
  const light = rating >= 80 ? 'good' : rating >= 70 ? 'fair' : 'poor'
  const trouble = light === 'good' ? null : loss > delay ? 'loss' : 2 * jitterMs > way ? 'jitter' : 'delay'
  return { rating, light, trouble }
}

/** Nothing at all came between two readings, not even silence: what did come then says nothing. */
export const NOTHING_COMES: VoiceQuality = { rating: 0, light: 'poor', trouble: 'silence' }

/** Counters since a call began, in the units of getStats(). */
export type VoiceCounters = { packets: number; packetsLost: number; jitterSeconds: number; roundTripSeconds: number | null }

/** The figures of the time between two readings of the counters. Packets that came late after all make no loss below nothing. */
export function voiceFigures(before: VoiceCounters, now: VoiceCounters): VoiceFigures {
  const lost = Math.max(0, now.packetsLost - before.packetsLost)
  const expected = Math.max(0, now.packets - before.packets) + lost
  return {
    jitterMs: Math.round(now.jitterSeconds * 1_000),
    lossPercent: expected === 0 ? 0 : Math.round((1_000 * lost) / expected) / 10,
    roundTripMs: now.roundTripSeconds === null ? null : Math.round(now.roundTripSeconds * 1_000),
  }
}
