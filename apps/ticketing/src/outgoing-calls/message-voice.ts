import { readFile, rm, stat } from 'node:fs/promises'
import { Inject, Injectable, Logger } from '@nestjs/common'
import type { Language } from '@app/contracts'
import { RefusedError } from '@app/service'
import { SpeechCache, speechProvider } from '@app/speech'
import { SETTINGS, TicketingSettings } from '../settings.js'

/** Telephone sound: 8,000 samples of two bytes a second. */
const BYTES_A_MS = 16
const WAV_HEADER = 44

/** Makes messages into sounds that Asterisk plays; by content, so that the same words are spoken once. */
@Injectable()
export class MessageVoice {
  private readonly log = new Logger(MessageVoice.name)
  private readonly speech: SpeechCache

  constructor(@Inject(SETTINGS) settings: TicketingSettings) {
    this.speech = new SpeechCache(settings.SOUNDS_DIR, speechProvider(settings))
  }

  /** @returns the sound's name for Asterisk, and its length @throws Error when nobody can speak it */
  async speak(text: string, language: Language): Promise<{ sound: string; soundMs: number }> {
    const sound = await this.speech.soundOf([{ voice: language, text }], language)
    const { size } = await stat(this.speech.fileOf(sound, language))
    return { sound, soundMs: Math.max(0, Math.round((size - WAV_HEADER) / BYTES_A_MS)) }
  }

  /** For a browser; nothing is kept of it. @throws RefusedError 503 when nobody can speak */
  async hear(text: string, language: Language): Promise<Buffer> {
    try {
      const { sound } = await this.speak(text, language)
      return await readFile(this.speech.fileOf(sound, language))
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      this.log.error(`no sound: ${why}`)
      throw new RefusedError(503, { code: 'speech-away', message: { vi: `Chưa đọc thành tiếng được: ${why}`, en: `It could not be spoken: ${why}` } })
    }
  }

  /** An answer is not kept as sound for longer than it is needed. */
  async forget(sound: string, language: Language): Promise<void> {
    await rm(this.speech.fileOf(sound, language), { force: true })
  }
}
