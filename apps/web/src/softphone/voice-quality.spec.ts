import { describe, expect, it } from '@jest/globals'
import { voiceFigures, voiceQuality } from './voice-quality.js'

describe('the quality of a talk', () => {
  it.each([
    ['a good office network', { jitterMs: 2, lossPercent: 0, roundTripMs: 20 }, 'good', null],
    ['what is not measured yet', { jitterMs: 0, lossPercent: 0, roundTripMs: null }, 'good', null],
    ['some loss', { jitterMs: 5, lossPercent: 5, roundTripMs: 40 }, 'fair', 'loss'],
    ['much loss', { jitterMs: 5, lossPercent: 15, roundTripMs: 40 }, 'poor', 'loss'],
    ['a far way', { jitterMs: 2, lossPercent: 0, roundTripMs: 700 }, 'poor', 'delay'],
    ['an uneven way', { jitterMs: 150, lossPercent: 0, roundTripMs: 60 }, 'poor', 'jitter'],
  ])('%s', (_, figures, light, trouble) => {
    expect(voiceQuality(figures)).toMatchObject({ light, trouble })
  })

  it('never leaves the scale', () => {
    expect(voiceQuality({ jitterMs: 5_000, lossPercent: 100, roundTripMs: 9_000 }).rating).toBe(0)
  })
})

describe('the figures between two readings', () => {
  it('count only what happened between them', () => {
    const before = { packets: 1_000, packetsLost: 50, jitterSeconds: 0.2, roundTripSeconds: 0.5 }
    expect(voiceFigures(before, { packets: 1_190, packetsLost: 60, jitterSeconds: 0.004, roundTripSeconds: 0.021 })).toEqual({ jitterMs: 4, lossPercent: 5, roundTripMs: 21 })
  })

  it('of silence are none', () => {
    const same = { packets: 1_000, packetsLost: 5, jitterSeconds: 0, roundTripSeconds: null }
    expect(voiceFigures(same, { ...same, packetsLost: 3 })).toEqual({ jitterMs: 0, lossPercent: 0, roundTripMs: null })
  })
})
