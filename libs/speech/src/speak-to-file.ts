import { rm } from 'node:fs/promises'
import type { SpeechProvider } from './speech-provider.js'
import type { SpokenPart } from './spoken-part.js'
import { telephoneSound } from './telephone-sound.js'

/** Speaks parts, each by its own voice, into one telephone sound. @throws Error when a part cannot be spoken */
export async function speakToFile(provider: SpeechProvider, parts: readonly SpokenPart[], target: string): Promise<void> {
  const raws = parts.map((_, i) => `${target}.raw-${i}.wav`)
  try {
    for (const [i, part] of parts.entries()) await provider.speak(part, raws[i] ?? '')
    await telephoneSound(raws, target)
  } finally {
    for (const raw of raws) await rm(raw, { force: true })
  }
}
