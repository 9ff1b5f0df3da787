import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Inject, Injectable, Logger } from '@nestjs/common'
import type { PublishedFlow } from '@app/contracts'
import { FLOW_LANGUAGES, spokenParts, type Flow } from '@app/flow'
import { refusal } from '@app/service'
import { espeak, SpeechCache } from '@app/speech'
import { DepartmentEntity } from '../database/directory.entities.js'
import { Database } from '../database/database.js'
import { FlowEntity, FlowVersionEntity } from '../database/flow.entities.js'
import { SETTINGS, type TicketingSettings } from '../settings.js'

const AT_ONCE = 4

/** Makes what the IVR needs of a flow: its sounds, and the files that it reads. */
@Injectable()
export class FlowPublisher {
  private readonly log = new Logger(FlowPublisher.name)
  private readonly speech: SpeechCache

  constructor(
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
    private readonly database: Database,
  ) {
    this.speech = new SpeechCache(settings.SOUNDS_DIR, espeak)
  }

  /** Makes every sound of a flow that is not there yet. @throws RefusedError 503 when nobody can speak */
  async makeSounds(flow: Flow): Promise<PublishedFlow['sounds']> {
    const sounds: PublishedFlow['sounds'] = { vi: {}, en: {} }
    const todo = FLOW_LANGUAGES.flatMap((language) => Object.entries(flow.prompts).map(([prompt, texts]) => ({ language, prompt, parts: spokenParts(texts[language], language) })))
    const worker = async () => {
      for (let next = todo.pop(); next; next = todo.pop()) sounds[next.language][next.prompt] = await this.soundOf(next)
    }
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, worker))
    } catch (error) {
      this.log.error(`flow ${flow.version}: no sound: ${String(error)}`)
      throw refusal.unavailable('speech-away', { vi: 'Không tạo được giọng đọc lúc này. Kịch bản chưa được xuất bản; vui lòng thử lại.', en: 'The voice cannot speak at the moment. Nothing was published; please try again.' })
    }
    return sounds
  }

  /** A recording of the prompt's name replaces the machine's voice. */
  private async soundOf({ language, prompt, parts }: { language: 'vi' | 'en'; prompt: string; parts: ReturnType<typeof spokenParts> }): Promise<string> {
    const { RECORDED_PROMPTS_DIR: folder } = this.settings
    const recording = folder && join(folder, language, `${prompt}.wav`)
    return recording && existsSync(recording) ? this.speech.recordingOf(recording, language) : this.speech.soundOf(parts, language)
  }

  /** Speaks what an editor wants to hear. @returns the sound as a file's bytes */
  async hear(text: Parameters<typeof spokenParts>[0], language: 'vi' | 'en'): Promise<Buffer> {
    return readFile(this.speech.fileOf(await this.speech.soundOf(spokenParts(text, language), language), language))
  }

  /** Writes a version for the IVR; the same hash is the same file. */
  async writeVersion(flow: Flow, sounds: PublishedFlow['sounds']): Promise<void> {
    const published = { flow, sounds }
    await this.write(`${flow.version}.json`, published)
  }

  /** Says which version each number reaches, from what the database says. */
  async writeNumbers(): Promise<void> {
    const { manager } = this.database
    const numbers: Record<string, string> = {}
    for (const flow of await manager.find(FlowEntity)) {
      const [newest] = await manager.find(FlowVersionEntity, { where: { flowId: flow.id }, order: { version: 'DESC' }, take: 1 })
      if (newest) for (const number of flow.numbers) numbers[number] = newest.hash
    }
    await this.write('published.json', { numbers })
  }

  /** Departments are spoken by name: `departments/<id>`. */
  async speakDepartments(): Promise<void> {
    for (const department of await this.database.manager.find(DepartmentEntity)) {
      for (const language of FLOW_LANGUAGES) {
        const text = language === 'vi' ? department.nameVi : department.nameEn
        const name = await this.speech.soundOf([{ voice: language, text }], language)
        await this.copy(this.speech.fileOf(name, language), this.speech.fileOf(`departments/${department.id}`, language))
      }
    }
  }

  private async copy(from: string, to: string): Promise<void> {
    await mkdir(join(to, '..'), { recursive: true })
    await writeFile(`${to}.new`, await readFile(from))
    await rename(`${to}.new`, to)
  }

  /** Whole or not at all: the IVR looks at any moment. */
  private async write(name: string, data: object): Promise<void> {
    const file = join(this.settings.FLOWS_DIR, name)
    await mkdir(this.settings.FLOWS_DIR, { recursive: true })
    await writeFile(`${file}.new`, JSON.stringify(data))
    await rename(`${file}.new`, file)
  }
}
