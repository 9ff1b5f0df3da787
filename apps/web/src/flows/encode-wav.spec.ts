import { describe, expect, it } from '@jest/globals'
import { encodeWav } from './encode-wav.js'

describe('a WAV file', () => {
  it('has its header, its length, and every sample within its bounds', () => {
    const wav = Buffer.from(encodeWav(Float32Array.of(0, 0.5, -1, 2), 48_000))
    expect([wav.toString('latin1', 0, 4), wav.toString('latin1', 8, 16), wav.length]).toEqual(['RIFF', 'WAVEfmt ', 52])
    expect([wav.readUInt32LE(4), wav.readUInt32LE(24), wav.readUInt32LE(40)]).toEqual([44, 48_000, 8])
    expect([0, 1, 2, 3].map((i) => wav.readInt16LE(44 + 2 * i))).toEqual([0, 16_384, -32_767, 32_767])
  })
})
