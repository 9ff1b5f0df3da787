import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { integratedLoudness, LOUDNESS_RATE } from './loudness.js'
import { BadRecording, takeRecording } from './take-recording.js'

const folder = mkdtempSync(join(tmpdir(), 'recordings-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A sound made by sox. */
function made(name: string, ...effects: string[]): Buffer {
  const file = join(folder, name)
  execFileSync('sox', ['-n', '-r', '44100', '-c', '2', file, ...effects])
  return readFileSync(file)
}
const spoken = (gain: string) => ['synth', '3', 'pinknoise', 'tremolo', '3', '60', 'gain', gain]

function loudnessOf(sound: Buffer): number {
  const [source, plain] = [join(folder, 'measured.wav'), join(folder, 'measured48.wav')]
  writeFileSync(source, sound)
  execFileSync('sox', [source, '-r', String(LOUDNESS_RATE), '-b', '16', plain])
  const wav = readFileSync(plain).subarray(44)
  return integratedLoudness(Float64Array.from({ length: wav.length / 2 }, (_, i) => wav.readInt16LE(2 * i) / 32_768))
}
const faultOf = (bytes: Buffer) => takeRecording(bytes).then(() => null, (error: unknown) => (error instanceof BadRecording ? error.fault : String(error)))

describe('a person’s recording', () => {
  it.each([
    ['quiet', 'quiet.wav', '-40'],
    ['loud', 'loud.wav', '-3'],
    ['as Ogg', 'voice.ogg', '-25'],
    ['as MP3', 'voice.mp3', '-12'],
  ])('is brought to -16 LUFS, 16 kHz, mono: %s', async (_, name, gain) => {
    const { sound, seconds, key } = await takeRecording(made(name, ...spoken(gain)))
    expect(seconds).toBeCloseTo(3, 1)
    expect(key).toMatch(/^[0-9a-f]{32}$/)
    expect([sound.readUInt16LE(22), sound.readUInt32LE(24), sound.readUInt16LE(34)]).toEqual([1, 16_000, 16])
    expect(Math.abs(loudnessOf(sound) + 16)).toBeLessThan(1)
  })

  it.each([
    ['a text', () => Buffer.from('RIFF this is no sound'), 'not-a-sound'],
    ['a broken WAV', () => made('whole.wav', ...spoken('-10')).subarray(0, 20), 'not-a-sound'],
    ['silence', () => made('silence.wav', 'trim', '0', '2'), 'silent'],
    ['a click', () => made('click.wav', 'synth', '0.2', 'sine', '500'), 'too-short'],
    ['a speech', () => made('long.wav', 'synth', '302', 'sine', '500', 'gain', '-10'), 'too-long'],
  ])('that is %s is refused, with why', async (_, bytes, fault) => {
    expect(await faultOf(bytes())).toBe(fault)
  })
})
