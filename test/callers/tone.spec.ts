import { describe, expect, it } from '@jest/globals'
import { loudness, toneStrength } from './tone.js'

const tone = (hertz: number, amplitude = 0.5, rate = 8000, seconds = 0.5) => Float64Array.from({ length: rate * seconds }, (_, i) => amplitude * Math.sin((2 * Math.PI * hertz * i) / rate))

describe('toneStrength', () => {
  it('is the amplitude of a tone that is there', () => {
    expect(toneStrength(tone(440), 8000, 440)).toBeCloseTo(0.5, 2)
  })
  it('is near nothing for another tone, and for silence', () => {
    expect(toneStrength(tone(440), 8000, 1000)).toBeLessThan(0.01)
    expect(toneStrength(new Float64Array(4000), 8000, 440)).toBe(0)
    expect(toneStrength([], 8000, 440)).toBe(0)
  })
  it('tells two tones in one sound', () => {
    const [a, b] = [tone(440, 0.3), tone(1000, 0.2)]
    const both = a.map((sample, i) => sample + (b[i] ?? 0))
    expect(toneStrength(both, 8000, 440)).toBeCloseTo(0.3, 2)
    expect(toneStrength(both, 8000, 1000)).toBeCloseTo(0.2, 2)
  })
})

describe('loudness', () => {
  it('is the root mean square', () => {
    expect(loudness(tone(440))).toBeCloseTo(0.5 / Math.SQRT2, 2)
    expect(loudness([])).toBe(0)
  })
})
