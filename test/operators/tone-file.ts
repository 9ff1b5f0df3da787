import { writeFileSync } from 'node:fs'

const RATE = 48_000

/** Writes a mono 16-bit WAV with a sine tone, as Chromium's fake microphone wants it (48 kHz; it plays the file in a loop). */
export function writeToneFile(path: string, frequency: number, seconds = 2, amplitude = 0.5): void {
  const samples = RATE * seconds
  const data = Buffer.alloc(44 + samples * 2)
  data.write('RIFF', 0)
  data.writeUInt32LE(36 + samples * 2, 4)
  data.write('WAVEfmt ', 8)
  data.writeUInt32LE(16, 16)
  data.writeUInt16LE(1, 20)
  data.writeUInt16LE(1, 22)
  data.writeUInt32LE(RATE, 24)
  data.writeUInt32LE(RATE * 2, 28)
  data.writeUInt16LE(2, 32)
  data.writeUInt16LE(16, 34)
  data.write('data', 36)
  data.writeUInt32LE(samples * 2, 40)
  for (let i = 0; i < samples; i++) data.writeInt16LE(Math.round(amplitude * 32_767 * Math.sin((2 * Math.PI * frequency * i) / RATE)), 44 + i * 2)
  writeFileSync(path, data)
}
