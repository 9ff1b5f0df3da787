import { describe, expect, it } from '@jest/globals'
import { integratedLoudness, LOUDNESS_RATE } from './loudness.js'

/** @param peak in dBFS */
const sine = (hertz: number, peak: number, seconds: number) => Float64Array.from({ length: seconds * LOUDNESS_RATE }, (_, i) => 10 ** (peak / 20) * Math.sin((2 * Math.PI * hertz * i) / LOUDNESS_RATE))
const join = (...parts: Float64Array[]) => Float64Array.from(parts.flatMap((part) => [...part]))

describe('loudness', () => {
  it('of a sine of 997 Hz at full scale in one channel is -3.01 LUFS, as BS.1770 says', () => {
    expect(integratedLoudness(sine(997, 0, 3))).toBeCloseTo(-3.01, 1)
  })

  it.each([-6, -23, -40])('goes with the level: %s dB', (level) => {
    expect(integratedLoudness(sine(997, level, 3))).toBeCloseTo(-3.01 + level, 1)
  })

  it('does not count the pauses', () => {
    const spoken = sine(997, -20, 3)
    const alone = integratedLoudness(spoken)
    expect(Math.abs(integratedLoudness(join(spoken, new Float64Array(5 * LOUDNESS_RATE), spoken)) - alone)).toBeLessThan(0.5)
  })

  it('hears deep tones less', () => {
    expect(integratedLoudness(sine(40, -10, 3))).toBeLessThan(integratedLoudness(sine(997, -10, 3)) - 5)
  })

  it('of silence, and of nearly nothing, is none', () => {
    expect(integratedLoudness(new Float64Array(LOUDNESS_RATE))).toBe(-Infinity)
    expect(integratedLoudness(sine(997, 0, 0.2))).toBe(-Infinity)
  })
})
