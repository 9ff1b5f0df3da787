import { describe, expect, it } from '@jest/globals'
import { decodeAlaw, encodeAlaw } from './alaw.js'

describe('A-law', () => {
  it('decodes what it encoded, within the steps of the law', () => {
    for (let sample = -0.99; sample < 1; sample += 0.001) {
      expect(Math.abs(decodeAlaw(encodeAlaw(sample)) - sample)).toBeLessThan(Math.max(0.0005, Math.abs(sample) * 0.04))
    }
  })
  it('encodes every decoded byte to itself', () => {
    for (let byte = 0; byte < 256; byte++) expect(encodeAlaw(decodeAlaw(byte))).toBe(byte)
  })
  it('has silence at 0xd5', () => {
    expect(encodeAlaw(0)).toBe(0xd5)
  })
})
