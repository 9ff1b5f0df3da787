import { createHash, randomUUID } from 'node:crypto'
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { run } from './run.js'
import type { SpeechProvider } from './speech-provider.js'
import type { SpokenLanguage, SpokenPart } from './spoken-part.js'
import { speakToFile } from './speak-to-file.js'
import { takeRecording } from './take-recording.js'

/** Raised when the way a sound is made changes. */
const RECIPE = 1

/** Sounds by their content: made once, kept for ever, named so that no two texts share a file. */
export class SpeechCache {
  private readonly making = new Map<string, Promise<void>>()

  /** @param soundsDir holds a folder for each language; Asterisk's sounds folder */
  constructor(
    private readonly soundsDir: string,
    private readonly provider: SpeechProvider,
  ) {}

  /**
   * @returns the sound's name as Asterisk wants it, below the language's folder: `flow/3f2a…`
   * @throws Error when it cannot be spoken; nothing half-made is left
   */
  async soundOf(parts: readonly SpokenPart[], language: SpokenLanguage): Promise<string> {
    const name = `flow/${createHash('sha256').update(JSON.stringify([RECIPE, this.provider.name, parts])).digest('hex').slice(0, 32)}`
    await this.once(this.fileOf(name, language), (fresh) => speakToFile(this.provider, parts, fresh))
    return name
  }

  /** A recording of a person's voice, under a name by its content. @throws Error when it is no sound */
  async recordingOf(source: string, language: SpokenLanguage): Promise<string> {
    const { key, sound } = await takeRecording(await readFile(source))
    return this.putRecording(key, sound, language)
  }

  /** A prompt that somebody spoke ({@link takeRecording}), for lines of 8 and of 16 kHz; Asterisk takes what fits. @throws Error when it is no sound */
  async putRecording(key: string, sound: Buffer, language: SpokenLanguage): Promise<string> {
    const name = `recorded/${key}`
    const file = this.fileOf(name, language)
    await this.once(file, async (fresh) => {
      const wide = `${file}16`
      await writeFile(`${wide}.new`, sound)
      await rename(`${wide}.new`, wide)
      await run('sox', ['-t', 'wav', wide, '-r', '8000', fresh])
    })
    return name
  }

  /** A sound under a name of one's own as well. @param from what {@link soundOf} said */
  async copyTo(name: string, from: string, language: SpokenLanguage): Promise<void> {
    const target = this.fileOf(name, language)
    const sound = await readFile(this.fileOf(from, language))
    await mkdir(dirname(target), { recursive: true })
    const fresh = freshFor(target)
    await writeFile(fresh, sound)
    await rename(fresh, target)
  }

  fileOf(name: string, language: SpokenLanguage): string {
    return join(this.soundsDir, language, `${name}.wav`)
  }

  /** Who asks for a sound that is being made waits for it. */
  private once(file: string, make: (fresh: string) => Promise<void>): Promise<void> {
    const under = this.making.get(file)
    if (under) return under
    const mine = this.make(file, make).finally(() => this.making.delete(file))
    this.making.set(file, mine)
    return mine
  }

  private async make(file: string, make: (fresh: string) => Promise<void>): Promise<void> {
    if (await exists(file)) return
    await mkdir(dirname(file), { recursive: true })
    const fresh = freshFor(file)
    try {
      await make(fresh)
      await rename(fresh, file)
    } finally {
      await rm(fresh, { force: true })
    }
  }
}

/** Beside the file, so that a rename is whole; no two makers share one. */
const freshFor = (file: string) => `${file.slice(0, -4)}.${randomUUID()}.new.wav`

const exists = (path: string) =>
  access(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )
