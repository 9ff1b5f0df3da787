import { createReadStream } from 'node:fs'
import { open, readdir, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { generationOf, openJournal, readLines, type PlacedLine } from './journal-file.js'

/** Lines of one file, in its order; a line's stream id is `<generation>-<offset>`. */
export interface JournalBatch {
  generation: number
  lines: PlacedLine[]
}

interface JournalPart {
  path: string
  generation: number
  zipped: boolean
}

const LINES = 2_000
const NEAR_BYTES = 64 * 1024

/**
 * All lines of the journal from an epoch second on, through every file that was put aside, also those that logrotate has compressed (`.gz`).
 * Reads as a stream; a plain file is entered where the moment is, not read from its beginning. A line that is not ended yet is left out.
 */
export async function* journalLines(path: string, from: number): AsyncGenerator<JournalBatch> {
  const parts = await journalParts(path)
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1]
    if (next !== undefined && next.generation < from) continue
    for await (const lines of part.zipped ? unzippedLines(part.path) : plainLines(part.path, from)) yield { generation: part.generation, lines }
  }
}

/** Epoch second of the first line that there still is; null without a journal. */
export async function journalBegins(path: string): Promise<number | null> {
  return (await journalParts(path))[0]?.generation ?? null
}

/** The journal and what was put aside of it, the oldest first. */
async function journalParts(path: string): Promise<JournalPart[]> {
  const names = await readdir(dirname(path)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const parts: JournalPart[] = []
  for (const name of names.filter((known) => known.startsWith(basename(path)))) {
    const beside = join(dirname(path), name)
    const zipped = name.endsWith('.gz')
    const generation = zipped ? await zippedGeneration(beside) : await plainGeneration(beside)
    // While logrotate compresses a file, it is there twice.
    if (generation !== null && !parts.some((known) => known.generation === generation)) parts.push({ path: beside, generation, zipped })
  }
  return parts.sort((a, b) => a.generation - b.generation)
}

async function plainGeneration(path: string): Promise<number | null> {
  const file = await openJournal(path)
  return file && (await generationOf(file).finally(() => file.close()))
}

async function zippedGeneration(path: string): Promise<number | null> {
  for await (const [first] of unzippedLines(path)) return first ? epochOf(first.text) : null
  return null
}

async function* plainLines(path: string, from: number): AsyncGenerator<PlacedLine[]> {
  const file = await open(path, 'r')
  try {
    for (let at = await offsetOf(file, from); ; ) {
      const lines = await readLines(file, at, LINES)
      const last = lines.at(-1)
      if (!last) return
      at = last.end
      yield lines
    }
  } finally {
    await file.close()
  }
}

async function* unzippedLines(path: string): AsyncGenerator<PlacedLine[]> {
  let pending = Buffer.alloc(0)
  let at = 0
  for await (const chunk of createReadStream(path).pipe(createGunzip()) as AsyncIterable<Buffer>) {
    pending = Buffer.concat([pending, chunk])
    const lines: PlacedLine[] = []
    let start = 0
    for (let end = pending.indexOf(10, start); end >= 0; end = pending.indexOf(10, start)) {
      lines.push({ offset: at + start, end: at + end + 1, text: pending.toString('utf8', start, end) })
      start = end + 1
    }
    pending = pending.subarray(start)
    at += start
    if (lines.length > 0) yield lines
  }
}

/** A line's beginning before which nothing is as late as the moment; lines stand in the order of their seconds. */
async function offsetOf(file: FileHandle, from: number): Promise<number> {
  let low = 0
  let high = (await file.stat()).size
  while (high - low > NEAR_BYTES) {
    const middle = Math.floor((low + high) / 2)
    const found = await lineAfter(file, middle)
    if (found !== null && found.at !== null && found.at < from) low = middle
    else high = middle
  }
  return low === 0 ? 0 : ((await lineAfter(file, low))?.offset ?? 0)
}

async function lineAfter(file: FileHandle, offset: number): Promise<{ offset: number; at: number | null } | null> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(16 * 1024), 0, 16 * 1024, offset)
  const end = buffer.subarray(0, bytesRead).indexOf(10)
  return end < 0 ? null : { offset: offset + end + 1, at: epochOf(buffer.toString('latin1', end + 1, Math.min(bytesRead, end + 40))) }
}

const epochOf = (text: string): number | null => {
  const found = /^(\d{9,12})\|/.exec(text)
  return found ? Number(found[1]) : null
}
