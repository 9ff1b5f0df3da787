const RIFF_LENGTH_AT = 4
const FIRST_CHUNK_AT = 12
const CHUNK_HEAD = 8

/**
 * A WAV file with the lengths that its header lacks when Asterisk was cut off while it wrote (they are written when a file is closed).
 * @returns the very buffer when nothing is lacking, or it is no WAV file
 */
export function wholeWav(file: Buffer): Buffer {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE') return file
  for (let at = FIRST_CHUNK_AT; at + CHUNK_HEAD <= file.length; ) {
    const length = file.readUInt32LE(at + 4)
    if (file.toString('latin1', at, at + 4) !== 'data') {
      at += CHUNK_HEAD + length + (length % 2)
      continue
    }
    const there = file.length - at - CHUNK_HEAD
    if (length === there) return file
    const whole = Buffer.from(file)
    whole.writeUInt32LE(file.length - CHUNK_HEAD, RIFF_LENGTH_AT)
    whole.writeUInt32LE(there, at + 4)
    return whole
  }
  return file
}
