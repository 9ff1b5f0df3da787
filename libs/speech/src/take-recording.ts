import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { integratedLoudness, LOUDNESS_RATE } from './loudness.js'
import { run } from './run.js'
import { soundKind } from './sound-kind.js'

/** What every prompt is brought to, so that a caller need not reach for the volume: LUFS. */
export const PROMPT_LOUDNESS = -16
/** A longer one would not fit into a packet of the database, 16 MB by default, in the form in which the driver sends it. */
export const LONGEST_RECORDING_SECONDS = 240
const SHORTEST_SECONDS = 0.4
/** Quieter than a whisper in a quiet room: somebody forgot to switch the microphone on. */
const SILENT_BELOW = -60
/** LU. */
const CLOSE_ENOUGH = 0.3
const PASSES = 5
/** Header of the WAV that sox writes. */
const HEADER_BYTES = 44

export type RecordingFault = 'not-a-sound' | 'too-long' | 'too-short' | 'silent'

/** A file that cannot be a prompt. */
export class BadRecording extends Error {
  constructor(
    readonly fault: RecordingFault,
    detail: string,
  ) {
    super(`${fault}: ${detail}`)
  }
}

export interface Recording {
  /** By its content. */
  key: string
  /** WAV, 16 kHz, mono, 16 bit, at {@link PROMPT_LOUDNESS}. */
  sound: Buffer
  seconds: number
}

/**
 * Makes a prompt out of a person's recording: WAV, MP3 or Ogg of any form.
 * @throws BadRecording for what cannot be one
 */
export async function takeRecording(bytes: Buffer): Promise<Recording> {
  const kind = soundKind(bytes)
  if (!kind) throw new BadRecording('not-a-sound', 'neither WAV, MP3 nor Ogg')
  const folder = await mkdtemp(join(tmpdir(), 'recording-'))
  try {
    const [source = '', plain = '', target = ''] = ['source', 'plain.wav', 'target.wav'].map((name) => join(folder, name))
    await writeFile(source, bytes)
    await run('sox', ['-t', kind, source, '-r', '16000', '-c', '1', '-b', '16', '-e', 'signed-integer', plain, 'trim', '0', String(LONGEST_RECORDING_SECONDS + 1)]).catch((error: unknown) => {
      throw new BadRecording('not-a-sound', error instanceof Error ? error.message : String(error))
    })
    const seconds = ((await readFile(plain)).length - HEADER_BYTES) / 2 / 16_000
    if (seconds > LONGEST_RECORDING_SECONDS) throw new BadRecording('too-long', `over ${LONGEST_RECORDING_SECONDS} s`)
    if (seconds < SHORTEST_SECONDS) throw new BadRecording('too-short', `${seconds.toFixed(1)} s`)
    // Measured is what a line carries, not what is lost on the way there.
    const loudness = await loudnessOf(plain)
    if (loudness < SILENT_BELOW) throw new BadRecording('silent', `${loudness.toFixed(0)} LUFS`)
    const sound = await levelled(plain, target, loudness)
    return { key: createHash('sha256').update(sound).digest('hex').slice(0, 32), sound, seconds }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Bending the peaks that would be cut off takes some loudness away, so it is measured and made good. */
async function levelled(source: string, target: string, loudness: number): Promise<Buffer> {
  let gain = PROMPT_LOUDNESS - loudness
  for (let pass = 1; ; pass++) {
    await run('sox', [source, target, 'gain', '-l', gain.toFixed(2)])
    const missing = PROMPT_LOUDNESS - (await loudnessOf(target))
    if (Math.abs(missing) < CLOSE_ENOUGH || pass === PASSES) return readFile(target)
    gain += missing
  }
}

async function loudnessOf(file: string): Promise<number> {
  const measured = `${file}.48k.wav`
  await run('sox', [file, '-r', String(LOUDNESS_RATE), measured])
  return integratedLoudness(samplesOf(await readFile(measured)))
}

function samplesOf(wav: Buffer): Float64Array {
  const samples = new Float64Array(Math.floor((wav.length - HEADER_BYTES) / 2))
  for (let i = 0; i < samples.length; i++) samples[i] = wav.readInt16LE(HEADER_BYTES + 2 * i) / 32_768
  return samples
}
