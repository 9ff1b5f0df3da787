import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Inject, Injectable, Logger } from '@nestjs/common'
import type { PublishedData, PublishedFlow } from '@app/contracts'
import { FLOW_LANGUAGES, spokenParts, type Flow, type FlowLanguage, type PromptText } from '@app/flow'
import { RefusedError } from '@app/service'
import { SpeechCache, speechProvider } from '@app/speech'
import { Not } from 'typeorm'
import { DepartmentEntity } from '../database/directory.entities.js'
import { Database } from '../database/database.js'
import { FlowEntity, FlowVersionEntity } from '../database/flow.entities.js'
import { PromptRecordingEntity } from '../database/prompt-recording.entity.js'
import { SETTINGS, type TicketingSettings } from '../settings.js'
import { FlowFiles } from './flow-files.js'
import { notReachedYet, recordingGone, speechAway, whyOf } from './flow-refusals.js'

const AT_ONCE = 4

/** Makes what the IVR needs of a flow: its sounds, and the files that it reads. */
@Injectable()
export class FlowPublisher {
  private readonly log = new Logger(FlowPublisher.name)
  private readonly speech: SpeechCache
  private readonly files: FlowFiles

  constructor(
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
    private readonly database: Database,
  ) {
    this.speech = new SpeechCache(settings.SOUNDS_DIR, speechProvider(settings))
    this.files = new FlowFiles(settings.FLOWS_DIR)
  }

  /** Told when something is stored that the files do not say yet. */
  onBehind: () => void = () => undefined

  /** Writes what is stored already. @throws RefusedError 503 when it does not reach callers yet: it is tried again */
  async reach(write: () => Promise<void>): Promise<void> {
    try {
      await write()
    } catch (error) {
      this.log.error(`stored, but not on disk: ${whyOf(error)}`)
      this.onBehind()
      throw notReachedYet()
    }
  }

  /** Makes every sound of a flow that is not there yet. @throws RefusedError 503 when nobody can speak */
  async makeSounds(flow: Flow): Promise<PublishedFlow['sounds']> {
    const sounds: PublishedFlow['sounds'] = { vi: {}, en: {} }
    const prompts = FLOW_LANGUAGES.flatMap((language) => Object.entries(flow.prompts).map(([prompt, texts]) => ({ language, prompt, text: texts[language], recording: texts.recordings?.[language] })))
    await this.eachSpoken(prompts, async ({ language, prompt, text, recording }) => {
      sounds[language][prompt] = recording === undefined ? await this.soundOf(prompt, text, language) : await this.recorded(prompt, recording, language)
    })
    return sounds
  }

  /** Departments are spoken by name: `departments/<id>`; a ward when somebody first asks for a ticket of it. @throws RefusedError 503 when nobody can speak */
  async speakDepartments(): Promise<void> {
    await this.speakNames(await this.database.manager.findBy(DepartmentEntity, { type: Not('ward') }))
  }

  /** So that callers can hear it. @throws RefusedError 503 when nobody can speak */
  async speakDepartment(id: number): Promise<void> {
    await this.speakNames(await this.database.manager.findBy(DepartmentEntity, { id }))
  }

  private async speakNames(departments: DepartmentEntity[]): Promise<void> {
    const names = departments.flatMap(({ id, nameVi, nameEn }) => [{ id, language: 'vi' as const, text: nameVi }, { id, language: 'en' as const, text: nameEn }])
    await this.eachSpoken(names, async ({ id, language, text }) => {
      await this.speech.copyTo(`departments/${id}`, await this.speech.soundOf([{ voice: language, text }], language), language)
    })
  }

  /** Speaks what an editor wants to hear. @returns the sound as a file's bytes @throws RefusedError 503 when nobody can speak */
  async hear(text: PromptText, language: FlowLanguage): Promise<Buffer> {
    try {
      return await readFile(this.speech.fileOf(await this.speech.soundOf(spokenParts(text, language), language), language))
    } catch (error) {
      throw this.away(error)
    }
  }

  /** Makes a text of each language into sound. @throws RefusedError 503 when nobody can speak */
  async speak(text: Record<FlowLanguage, string>): Promise<Record<FlowLanguage, string>> {
    const sounds = { vi: '', en: '' }
    await this.eachSpoken(FLOW_LANGUAGES, async (language) => {
      sounds[language] = await this.speech.soundOf([{ voice: language, text: text[language] }], language)
    })
    return sounds
  }

  /** @param data asked when its turn has come, so that what is newest is what stays */
  writeData(data: () => Promise<PublishedData>): Promise<void> {
    return this.files.writeData(data)
  }

  /** Writes a version for the IVR; the same hash is the same file. */
  writeVersion(flow: Flow, sounds: PublishedFlow['sounds']): Promise<void> {
    return this.files.writeVersion(flow, sounds)
  }

  /** Says which version each number reaches, from what the database says. */
  writeNumbers(): Promise<void> {
    return this.files.writeNumbers(async () => {
      const { manager } = this.database
      const numbers: Record<string, string> = {}
      for (const flow of await manager.find(FlowEntity)) {
        const [newest] = await manager.find(FlowVersionEntity, { where: { flowId: flow.id }, order: { version: 'DESC' }, take: 1 })
        if (newest) for (const number of flow.numbers) numbers[number] = newest.hash
      }
      return numbers
    })
  }

  /** A recording of the prompt's name replaces the machine's voice. */
  private soundOf(prompt: string, text: PromptText, language: FlowLanguage): Promise<string> {
    const { RECORDED_PROMPTS_DIR: folder } = this.settings
    const recording = folder && join(folder, language, `${prompt}.wav`)
    return recording && existsSync(recording) ? this.speech.recordingOf(recording, language) : this.speech.soundOf(spokenParts(text, language), language)
  }

  /** What somebody spoke for this prompt. @throws RefusedError 409 when it is not there: a file from elsewhere names it */
  private async recorded(prompt: string, key: string, language: FlowLanguage): Promise<string> {
    const row = await this.database.manager.findOneBy(PromptRecordingEntity, { key })
    if (!row) throw recordingGone(prompt)
    return this.speech.putRecording(key, row.sound, language)
  }

  /** A few at a time; the first that fails ends it, since a provider that is away is not asked a hundred times. */
  private async eachSpoken<T>(items: readonly T[], speak: (item: T) => Promise<void>): Promise<void> {
    const todo = [...items]
    const worker = async () => {
      for (let next = todo.pop(); next !== undefined; next = todo.pop()) await speak(next)
    }
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, worker))
    } catch (error) {
      todo.length = 0
      throw error instanceof RefusedError ? error : this.away(error)
    }
  }

  private away(error: unknown) {
    const why = error instanceof Error ? error.message : String(error)
    this.log.error(`no sound: ${why}`)
    return speechAway(why)
  }
}
