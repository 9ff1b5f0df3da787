interface Biquad {
  b: readonly [number, number, number]
  a: readonly [number, number]
}

/** Sampling rate for which ITU-R BS.1770-5 gives its filters. */
export const LOUDNESS_RATE = 48_000
/** K-weighting: the head's effect, then a high-pass; tables 1 and 2 of BS.1770-5. */
const K_WEIGHTING: readonly Biquad[] = [
  { b: [1.53512485958697, -2.69169618940638, 1.19839281085285], a: [-1.69065929318241, 0.73248077421585] },
  { b: [1, -2, 1], a: [-1.99004745483398, 0.99007225036621] },
]
/** Blocks of 400 ms that overlap by three quarters. */
const BLOCK = 0.4 * LOUDNESS_RATE
const STEP = BLOCK / 4
/** Quieter blocks are silence: absolutely, and against the rest. */
const ABSOLUTE_GATE = -70
const RELATIVE_GATE = -10

/**
 * Integrated loudness of one channel, in LUFS (ITU-R BS.1770-5).
 * @param samples at {@link LOUDNESS_RATE}, full scale ±1
 * @returns -Infinity for silence, and for less than one block
 */
export function integratedLoudness(samples: Float64Array): number {
  const weighted = K_WEIGHTING.reduce(filtered, samples)
  const powers: number[] = []
  for (let begins = 0; begins + BLOCK <= weighted.length; begins += STEP) powers.push(meanSquare(weighted.subarray(begins, begins + BLOCK)))
  const loud = powers.filter((power) => lufs(power) > ABSOLUTE_GATE)
  const gate = lufs(mean(loud)) + RELATIVE_GATE
  return lufs(mean(loud.filter((power) => lufs(power) > gate)))
}

const lufs = (power: number) => (power > 0 ? -0.691 + 10 * Math.log10(power) : -Infinity)
const mean = (values: readonly number[]) => (values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length)

function meanSquare(samples: Float64Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  return sum / samples.length
}

function filtered(samples: Float64Array, { b: [b0, b1, b2], a: [a1, a2] }: Biquad): Float64Array {
  const result = new Float64Array(samples.length)
  let [x1, x2, y1, y2] = [0, 0, 0, 0]
  for (let i = 0; i < samples.length; i++) {
    const x = samples[i] as number
    const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
    result[i] = y
    x2 = x1
    x1 = x
    y2 = y1
    y1 = y
  }
  return result
}
