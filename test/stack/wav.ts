/** A mono 16-bit PCM WAV file as samples between −1 and 1. @throws Error when it is of another form */
export function readWav(file: Buffer): { rate: number; samples: Float64Array } {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.readUInt16LE(20) !== 1 || file.readUInt16LE(34) !== 16) throw new Error('not a 16-bit PCM WAV file')
  const data = file.indexOf('data', 36, 'latin1')
  if (data < 0) throw new Error('a WAV file without data')
  const bytes = file.subarray(data + 8, data + 8 + file.readUInt32LE(data + 4)) // what a player would play
  return { rate: file.readUInt32LE(24), samples: Float64Array.from({ length: bytes.length >> 1 }, (_, i) => bytes.readInt16LE(i * 2) / 32_768) }
}
