/**
 * Strength of one frequency in a sound, by Goertzel's algorithm: about the tone's amplitude (0–1) where it is there throughout, near 0 where it isn't.
 * @param samples between −1 and 1
 * @param rate samples a second
 */
export function toneStrength(samples: ArrayLike<number>, rate: number, hertz: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hertz) / rate)
  let before = 0
  let last = 0
  for (let i = 0; i < samples.length; i++) {
    const now = (samples[i] ?? 0) + coefficient * last - before
    before = last
    last = now
  }
  const power = last * last + before * before - coefficient * last * before
  return samples.length === 0 ? 0 : (2 * Math.sqrt(Math.max(0, power))) / samples.length
}

/** Mean loudness (root mean square) of a sound. */
export function loudness(samples: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < samples.length; i++) sum += (samples[i] ?? 0) ** 2
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length)
}
