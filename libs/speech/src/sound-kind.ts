export type SoundKind = 'wav' | 'mp3' | 'vorbis' | 'opus'

/** What a sound is, by its first bytes: names and content types are often wrong. Null for anything else. */
export function soundKind(sound: Buffer): SoundKind | null {
  const ascii = sound.toString('latin1', 0, 64)
  if (ascii.startsWith('RIFF') && ascii.slice(8, 12) === 'WAVE') return 'wav'
  if (ascii.startsWith('OggS')) return ascii.includes('OpusHead') ? 'opus' : 'vorbis'
  if (ascii.startsWith('ID3') || (sound[0] === 0xff && ((sound[1] ?? 0) & 0xe0) === 0xe0)) return 'mp3'
  return null
}
