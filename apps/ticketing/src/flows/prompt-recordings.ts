import { Injectable, Logger } from '@nestjs/common'
import type { PromptRecording, Session } from '@app/contracts'
import { refusal, RefusedError } from '@app/service'
import { BadRecording, LONGEST_RECORDING_SECONDS, takeRecording, type Recording, type RecordingFault } from '@app/speech'
import { Database } from '../database/database.js'
import { PromptRecordingEntity } from '../database/prompt-recording.entity.js'

const SENTENCES: Record<RecordingFault, { vi: string; en: string }> = {
  'not-a-sound': { vi: 'Tệp này không phải là âm thanh WAV, MP3 hoặc Ogg.', en: 'This file is no WAV, MP3 or Ogg sound.' },
  'too-long': { vi: `Bản ghi dài hơn ${LONGEST_RECORDING_SECONDS / 60} phút.`, en: `The recording is longer than ${LONGEST_RECORDING_SECONDS / 60} minutes.` },
  'too-short': { vi: 'Bản ghi quá ngắn.', en: 'The recording is too short.' },
  silent: { vi: 'Bản ghi không có tiếng. Vui lòng kiểm tra micrô.', en: 'Nothing is heard in the recording. Please check the microphone.' },
}

/** Prompts that people spoke, kept by their content. */
@Injectable()
export class PromptRecordings {
  private readonly log = new Logger(PromptRecordings.name)

  constructor(private readonly database: Database) {}

  /** @throws RefusedError 400 for what cannot be a prompt, with why */
  async keep(bytes: Buffer, session: Session): Promise<PromptRecording> {
    const recording = await this.take(bytes)
    await this.store(recording, session)
    return { key: recording.key, seconds: recording.seconds }
  }

  /** What a recording becomes; it is not stored. @throws as {@link keep} */
  take(bytes: Buffer): Promise<Recording> {
    return takeRecording(bytes).catch((error: unknown) => {
      if (!(error instanceof BadRecording)) throw error
      throw new RefusedError(400, { code: `recording-${error.fault}`, message: SENTENCES[error.fault], details: [{ path: 'recording', message: error.message }] })
    })
  }

  async store({ key, sound, seconds }: Recording, session: Session): Promise<void> {
    const { manager } = this.database
    if (!(await manager.existsBy(PromptRecordingEntity, { key }))) {
      await manager.save(Object.assign(new PromptRecordingEntity(), { key, sound, seconds, recordedBy: session.displayName, recordedAt: new Date() }))
      this.log.log(`recording ${key}, ${seconds.toFixed(1)} s, by ${session.username}`)
    }
  }

  /** @throws RefusedError 404 */
  async soundOf(key: string): Promise<Buffer> {
    const row = await this.database.manager.findOneBy(PromptRecordingEntity, { key })
    if (!row) throw refusal.notFound({ vi: 'bản ghi âm này', en: 'recording' })
    return row.sound
  }
}
