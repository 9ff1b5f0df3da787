// A-law companding, ITU-T G.711: 13-bit samples in 8 bits, even bits inverted on the line.

/** One A-law byte as a sample between −1 and 1. */
export function decodeAlaw(byte: number): number {
  const code = byte ^ 0x55
  const exponent = (code & 0x70) >> 4
  const mantissa = code & 0x0f
  const magnitude = exponent === 0 ? (mantissa << 4) + 8 : ((mantissa << 4) + 0x108) << (exponent - 1)
  return (code & 0x80 ? magnitude : -magnitude) / 32_768
}

/** A sample between −1 and 1 as an A-law byte. */
export function encodeAlaw(sample: number): number {
  const pcm = Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768)))
  const sign = pcm >= 0 ? 0x80 : 0
  let magnitude = Math.min(pcm >= 0 ? pcm : -pcm - 1, 32_767) >> 4
  if (magnitude < 0) magnitude = 0
  let exponent = 0
  if (magnitude >= 16) {
    exponent = 1
    while (magnitude >= 32) {
      magnitude >>= 1
      exponent++
    }
  }
  return (sign | (exponent << 4) | (magnitude & 0x0f)) ^ 0x55
}
