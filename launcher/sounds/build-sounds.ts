import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { PARTS, PAUSE } from '@app/spoken-values'
import { espeak, speakToFile, SPOKEN_LANGUAGES, telephoneRecording, telephoneTone, type SpokenPart } from '@app/speech'
import { readPrompts } from './read-prompts.js'

/** Raised when the way a sound is made changes, so that cached ones are made anew. */
const RECIPE = 2
export interface BuildSounds {
  promptsDir: string
  outDir: string
  onProgress?: (done: number, total: number) => void
}

export interface BuiltSounds {
  made: number
  kept: number
  recorded: number
}

interface Sound {
  path: string
  /** Changes when, and only when, the sound would. */
  key: string
  make: (target: string) => Promise<void>
  recorded?: boolean
}

/**
 * Makes every prompt, number, tone and the music on hold into a WAV that Asterisk plays without transcoding its rate.
 * A sound whose content has not changed is kept. `<outDir>/<language>/hotline/<prompt>.wav`, `<language>/digits/<n>.wav`, `moh/`.
 * @throws Error naming the prompt that could not be made
 */
export async function buildSounds(options: BuildSounds): Promise<BuiltSounds> {
  const sounds = await soundsOf(options.promptsDir)
  const built: BuiltSounds = { made: 0, kept: 0, recorded: 0 }
  const cacheFile = join(options.outDir, '.keys.json')
  const keys = await readKeys(cacheFile)
  let done = 0
  const todo = [...sounds]
  const worker = async () => {
    for (let sound = todo.shift(); sound; sound = todo.shift()) {
      const target = join(options.outDir, sound.path)
      if (keys[sound.path] === sound.key && (await exists(target))) built.kept++
      else {
        await mkdir(dirname(target), { recursive: true })
        const fresh = `${target.slice(0, -4)}.new.wav`
        try {
          await sound.make(fresh)
        } catch (error) {
          throw new Error(`The sound ${sound.path} could not be made: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
        }
        await rename(fresh, target)
        keys[sound.path] = sound.key
        built.made++
      }
      if (sound.recorded) built.recorded++
      options.onProgress?.(++done, sounds.length)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker))
  await writeFile(cacheFile, JSON.stringify(keys))
  return built
}

async function soundsOf(promptsDir: string): Promise<Sound[]> {
  const prompts = await readPrompts(promptsDir)
  const sounds: Sound[] = []
  for (const language of SPOKEN_LANGUAGES) {
    const recordings = await recordingsOf(join(promptsDir, 'recorded', language))
    for (const [name, parts] of Object.entries(prompts[language])) {
      const path = `${language}/hotline/${name}.wav`
      const recording = recordings.get(name)
      sounds.push(recording ? await recordedSound(path, recording) : spokenSound(path, parts))
    }
    for (const [part, text] of Object.entries(PARTS[language])) sounds.push(spokenSound(`${language}/parts/${part}.wav`, [{ voice: language, text }]))
    sounds.push(synthSound(`${language}/parts/${PAUSE}.wav`, ['trim', '0', '0.3']))
    // app_queue speaks a position by these names.
    for (let n = 0; n < 100; n++) sounds.push(spokenSound(`${language}/digits/${n}.wav`, [{ voice: language, text: PARTS[language][`n${n}`] ?? '' }]))
    sounds.push(synthSound(`${language}/beep.wav`, ['synth', '0.35', 'sine', '880', 'fade', 't', '0.01', '0.35', '0.03', 'gain', '-12']))
  }
  // Slow chords with soft edges, well below the level of speech.
  const chords = [['220', '277.18', '329.63'], ['196', '246.94', '293.66'], ['174.61', '220', '261.63'], ['196', '246.94', '329.63']] as const
  chords.forEach((chord, i) =>
    sounds.push(synthSound(`moh/chord-${i + 1}.wav`, ['synth', '6', 'sine', chord[0], ...chord.slice(1).flatMap((hertz) => ['synth', 'sine', 'mix', hertz]), 'fade', 't', '1.5', '6', '1.5', 'lowpass', '1200', 'gain', '-n', '-20'])),
  )
  return sounds
}

const spokenSound = (path: string, parts: SpokenPart[]): Sound => ({
  path,
  key: keyOf(RECIPE, espeak.name, ...parts.flatMap(({ voice, text }) => [voice, text])),
  make: (target) => speakToFile(espeak, parts, target),
})

async function recordedSound(path: string, file: string): Promise<Sound> {
  return {
    path,
    key: keyOf(RECIPE, 'recorded', createHash('sha256').update(await readFile(file)).digest('hex')),
    make: (target) => telephoneRecording(file, target),
    recorded: true,
  }
}

const synthSound = (path: string, effects: string[]): Sound => ({ path, key: keyOf(RECIPE, ...effects), make: (target) => telephoneTone(effects, target) })

async function recordingsOf(folder: string): Promise<Map<string, string>> {
  const names = (await exists(folder)) ? await readdir(folder) : []
  return new Map(names.filter((name) => name.endsWith('.wav')).map((name) => [name.slice(0, -4), join(folder, name)]))
}

async function readKeys(file: string): Promise<Record<string, string>> {
  return (await exists(file)) ? (JSON.parse(await readFile(file, 'utf8')) as Record<string, string>) : {}
}

const keyOf = (...parts: (string | number)[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex')
const exists = (path: string) => stat(path).then(
  () => true,
  (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return false
    throw error
  },
)
