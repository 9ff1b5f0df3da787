import { run } from './run.js'
import type { SpokenPart } from './spoken-part.js'

/** Whoever turns text into sound. */
export interface SpeechProvider {
  /** Differs when the same text would sound otherwise, so that cached sounds are made anew. */
  readonly name: string
  /** Writes a sound file that sox reads. @throws Error when it cannot */
  speak(part: SpokenPart, target: string): Promise<void>
}

const VOICE = { vi: 'vi', en: 'en-gb' } as const
/** Words a minute: calm enough for somebody who listens on a street. */
const SPEED = '150'

/** espeak-ng: local, free, understandable. */
export const espeak: SpeechProvider = {
  name: `espeak-ng ${VOICE.vi} ${VOICE.en} ${SPEED}`,
  speak: ({ voice, text }, target) => run('espeak-ng', ['-v', VOICE[voice], '-s', SPEED, '-g', '4', '-w', target, text]),
}
