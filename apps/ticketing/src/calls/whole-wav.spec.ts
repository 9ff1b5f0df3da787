import { describe, expect, it } from '@jest/globals'
import { wholeWav } from './whole-wav.js'

/** As Asterisk's format_wav writes it: 8 kHz, mono, 16 bit. */
function wav(samples: Buffer, told: number): Buffer {
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(told === 0 ? 0 : 36 + told, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(8000, 24)
  head.writeUInt32LE(16_000, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(told, 40)
  return Buffer.concat([head, samples])
}
const samples = Buffer.from([1, 2, 3, 4, 5, 6])

describe('a recording', () => {
  it('that was closed stays as it is', () => {
    const file = wav(samples, samples.length)
    expect(wholeWav(file)).toBe(file)
  })
  it('that was cut off gets the lengths of what is there', () => expect(wholeWav(wav(samples, 0))).toEqual(wav(samples, samples.length)))
  it('that tells more than there is, too', () => expect(wholeWav(wav(samples, 900))).toEqual(wav(samples, samples.length)))
  it('that is no WAV file, or has no sound chunk, is left alone', () => {
    for (const file of [Buffer.alloc(0), Buffer.from('OggS'), wav(samples, 0).subarray(0, 36), wav(samples, 0).subarray(0, 41)]) expect(wholeWav(file)).toBe(file)
  })
})
