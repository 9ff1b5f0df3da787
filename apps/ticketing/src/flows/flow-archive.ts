import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate'
import { FLOW_LANGUAGES, type FlowLanguage } from '@app/flow'
import { LARGEST_RECORDING } from './take-large-bodies.js'

/** Bytes, of the file and of what is in it: about fifty minutes of speech. */
export const LARGEST_ARCHIVE = 100_000_000
/** Bytes of the flow's own file. */
export const LARGEST_FLOW_FILE = 600_000
const MOST_ENTRIES = 1_000
const FLOW = 'flow.yaml'
const RECORDING = /^recordings\/(vi|en)\/([a-z][a-z0-9-]{0,39})\.wav$/

/** A prompt's recording as it travels. */
export interface ArchivedRecording {
  language: FlowLanguage
  prompt: string
  sound: Uint8Array
}

export interface FlowArchive {
  /** YAML. */
  flow: string
  recordings: ArchivedRecording[]
}

export type FlowArchiveFault = 'not-a-zip' | 'no-flow' | 'strange-entry' | 'too-large'

/** A file that is no flow with its recordings. */
export class BadFlowArchive extends Error {
  constructor(
    readonly fault: FlowArchiveFault,
    /** Which part of it; empty for the whole. */
    readonly entry = '',
  ) {
    super(`${fault} ${entry}`)
  }
}

export const recordingEntry = (language: FlowLanguage, prompt: string): string => `recordings/${language}/${prompt}.wav`

/** A ZIP of `flow.yaml` and `recordings/<language>/<prompt>.wav`. Sounds hardly shrink, so they are put in as they are. */
export function packFlow({ flow, recordings }: FlowArchive): Buffer {
  const entries: Zippable = { [FLOW]: strToU8(flow) }
  for (const { language, prompt, sound } of recordings) entries[recordingEntry(language, prompt)] = [sound, { level: 0 }]
  return Buffer.from(zipSync(entries))
}

/**
 * Nothing is unpacked whose name or size is not what it must be, and no more than the sizes that the archive itself names.
 * @throws BadFlowArchive
 */
export function unpackFlow(bytes: Uint8Array): FlowArchive {
  if (bytes.length > LARGEST_ARCHIVE) throw new BadFlowArchive('too-large')
  let count = 0
  let total = 0
  const entries = unzipped(bytes, (name, size) => {
    count += 1
    if (count > MOST_ENTRIES) throw new BadFlowArchive('too-large')
    if (name.endsWith('/')) return false
    if (name !== FLOW && !RECORDING.test(name)) throw new BadFlowArchive('strange-entry', name)
    total += size
    if (size > (name === FLOW ? LARGEST_FLOW_FILE : LARGEST_RECORDING)) throw new BadFlowArchive('too-large', name)
    if (total > LARGEST_ARCHIVE) throw new BadFlowArchive('too-large')
    return true
  })
  const flow = entries[FLOW]
  if (!flow) throw new BadFlowArchive('no-flow')
  return { flow: textOf(flow), recordings: Object.entries(entries).flatMap(([name, sound]) => recordingOf(name, sound)) }
}

function unzipped(bytes: Uint8Array, wanted: (name: string, size: number) => boolean): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter: ({ name, size, originalSize }) => wanted(name, Math.max(size, originalSize)) })
  } catch (error) {
    throw error instanceof BadFlowArchive ? error : new BadFlowArchive('not-a-zip')
  }
}

function recordingOf(name: string, sound: Uint8Array): ArchivedRecording[] {
  const [, folder, prompt] = RECORDING.exec(name) ?? []
  const language = FLOW_LANGUAGES.find((known) => known === folder)
  return language && prompt !== undefined ? [{ language, prompt, sound }] : []
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new BadFlowArchive('no-flow', FLOW)
  }
}
