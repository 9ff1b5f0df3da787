import { matchEcho, type HeardLevel } from './match-echo.js'
import { toneLevelOf, listenToStream } from './sound-level.js'
import { ECHO_NUMBER, isEchoCall } from './softphone-state.js'
import type { NetworkFigures, SoundFigures } from './sound-verdict.js'
import type { Softphone } from './softphone.js'

const TONES = 5
const TONE_MS = 250
const TONE_EVERY_MS = 1_000
const HERTZ = 1_000
const AMPLITUDE = 0.3
const ANSWER_WITHIN_MS = 8_000

/**
 * Calls Asterisk's echo with tones of ours in the microphone's place and listens whether they come back. Takes about seven seconds; an
 * offered call ends it.
 */
export async function measureEcho(softphone: Softphone): Promise<Pick<SoundFigures, 'echo' | 'network'>> {
  const context = new AudioContext()
  try {
    await context.resume()
    const voice = context.createMediaStreamDestination()
    const gain = context.createGain()
    gain.gain.value = 0
    const tone = context.createOscillator()
    tone.frequency.value = HERTZ
    tone.connect(gain).connect(voice)
    tone.start()
    softphone.call(ECHO_NUMBER, voice.stream)
    if (!(await softphone.established(ANSWER_WITHIN_MS))) return { echo: null, network: null }
    const returned = softphone.heard()
    if (!returned) return { echo: null, network: null }
    const heard: HeardLevel[] = []
    const now = () => context.currentTime * 1_000
    const stop = listenToStream(context, returned, (samples) => heard.push({ at: now(), db: toneLevelOf(samples, HERTZ, context.sampleRate) }))
    // The first half second fills the jitter buffer.
    const sent = Array.from({ length: TONES }, (_, index) => now() + TONE_EVERY_MS * (index + 0.5))
    for (const at of sent) {
      gain.gain.setValueAtTime(AMPLITUDE, at / 1_000)
      gain.gain.setValueAtTime(0, (at + TONE_MS) / 1_000)
    }
    const lasts = TONE_EVERY_MS * (TONES + 0.5)
    await Promise.race([softphone.callEnded(), new Promise((resolve) => setTimeout(resolve, lasts))])
    stop()
    // A call that an offer ended measured nothing.
    if (!isEchoCall(softphone.getState().call)) return { echo: null, network: null }
    const network = await networkOf(softphone)
    return { echo: matchEcho(sent, 20 * Math.log10(AMPLITUDE), heard), network }
  } finally {
    if (isEchoCall(softphone.getState().call)) softphone.hangUp()
    await context.close()
  }
}

async function networkOf(softphone: Softphone): Promise<NetworkFigures | null> {
  const statistics = await softphone.statistics()
  if (!statistics) return null
  const { packets, packetsLost, jitterSeconds } = statistics.inbound
  const expected = packets + Math.max(0, packetsLost)
  return {
    jitterMs: Math.round(jitterSeconds * 1_000),
    lossPercent: expected === 0 ? 0 : (100 * Math.max(0, packetsLost)) / expected,
    roundTripMs: statistics.roundTripSeconds === null ? null : Math.round(statistics.roundTripSeconds * 1_000),
  }
}
