import { describe, expect, it } from '@jest/globals'
import { matchEcho } from './match-echo.js'
import { levelOf, toneLevelOf } from './sound-level.js'
import { readSoundSettings } from './sound-settings.js'
import { soundVerdict, type SoundFigures } from './sound-verdict.js'

const GOOD: SoundFigures = { microphoneDb: -18, echo: { sent: 5, returned: 5, gainDb: -1, roundTripMs: 120 }, network: { jitterMs: 3, lossPercent: 0, roundTripMs: 20 } }

describe('the verdict of a sound check', () => {
  it('is good when all came back, loud enough and soon', () => {
    expect(soundVerdict(GOOD)).toEqual({ verdict: 'good', findings: [] })
  })

  it.each<[string, Partial<SoundFigures>, ReturnType<typeof soundVerdict>]>([
    ['no microphone', { microphoneDb: null }, { verdict: 'bad', findings: ['microphone-silent'] }],
    ['a muted headset', { microphoneDb: -80 }, { verdict: 'bad', findings: ['microphone-silent'] }],
    ['a far microphone', { microphoneDb: -45 }, { verdict: 'usable', findings: ['microphone-quiet'] }],
    ['one that is too loud', { microphoneDb: -0.1 }, { verdict: 'usable', findings: ['microphone-clipping'] }],
    ['Asterisk away', { echo: null, network: null }, { verdict: 'bad', findings: ['echo-refused'] }],
    ['nothing came back', { echo: { sent: 5, returned: 0, gainDb: null, roundTripMs: null } }, { verdict: 'bad', findings: ['echo-lost'] }],
    ['a part came back, late and quiet', { echo: { sent: 5, returned: 3, gainDb: -14, roundTripMs: 620 } }, { verdict: 'usable', findings: ['echo-broken', 'echo-quiet', 'echo-late'] }],
    ['a poor network', { network: { jitterMs: 60, lossPercent: 5, roundTripMs: 400 } }, { verdict: 'bad', findings: ['network-loss', 'network-jitter', 'network-slow'] }],
    ['the gravest first', { microphoneDb: -45, network: { jitterMs: 1, lossPercent: 9, roundTripMs: null } }, { verdict: 'bad', findings: ['network-loss', 'microphone-quiet'] }],
  ])('%s', (_, figures, verdict) => {
    expect(soundVerdict({ ...GOOD, ...figures })).toEqual(verdict)
  })
})

describe('which tones came back', () => {
  const heardAt = (...moments: number[]) => moments.map((at) => ({ at, db: -12 }))

  it('counts each once, and takes the middle of their ways', () => {
    expect(matchEcho([1_000, 2_000, 3_000], -10, heardAt(1_100, 1_110, 2_140, 3_300))).toEqual({ sent: 3, returned: 3, gainDb: -2, roundTripMs: 140 })
  })

  it('takes noise for no tone', () => {
    expect(matchEcho([1_000], -10, [{ at: 1_050, db: -70 }])).toEqual({ sent: 1, returned: 0, gainDb: null, roundTripMs: null })
  })

  it('hears nothing of what was there before the first', () => {
    expect(matchEcho([1_000], -10, heardAt(900)).returned).toBe(0)
  })
})

describe('the level of a sound', () => {
  const tone = (hertz: number, amplitude: number) => Float32Array.from({ length: 960 }, (_, i) => amplitude * Math.sin((2 * Math.PI * hertz * i) / 48_000))

  it('of a sine is its amplitude', () => {
    expect(levelOf(tone(1_000, 0.5))).toBeCloseTo(-6.02, 1)
    expect(levelOf(new Float32Array(960))).toBe(-100)
  })

  it('of one tone leaves others out', () => {
    expect(toneLevelOf(tone(1_000, 0.3), 1_000, 48_000)).toBeCloseTo(-10.5, 1)
    expect(toneLevelOf(tone(2_000, 0.3), 1_000, 48_000)).toBeLessThan(-60)
  })
})

describe('what a browser keeps', () => {
  it.each([
    ['nothing', null, 0.7],
    ['something broken', '{', 0.7],
    ['a volume beyond the end', '{"ringVolume":9}', 0.7],
    ['a volume', '{"ringVolume":0.2}', 0.2],
  ])('%s', (_, kept, ringVolume) => {
    expect(readSoundSettings({ getItem: () => kept })).toEqual({ microphone: '', speaker: '', ringer: '', ringVolume })
  })
})
