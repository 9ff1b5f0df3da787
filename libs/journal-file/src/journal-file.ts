import { open, readdir, stat, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** A whole line of the journal and where its first byte stands. */
export interface PlacedLine {
  offset: number
  /** Where the next line begins; not to be told from the text, for bytes that are no UTF-8 are replaced in it. */
  end: number
  text: string
}

const CHUNK = 256 * 1024

/**
 * Reads whole lines from a file that another process appends to. A line that is not ended yet is left for the next time.
 * @param from byte offset of a line's beginning
 * @param most about how many lines at once
 */
export async function readLines(file: FileHandle, from: number, most: number): Promise<PlacedLine[]> {
  const lines: PlacedLine[] = []
  let pending = Buffer.alloc(0)
  let at = from
  while (lines.length < most) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(CHUNK), 0, CHUNK, at + pending.length)
    if (bytesRead === 0) break
    pending = Buffer.concat([pending, buffer.subarray(0, bytesRead)])
    let start = 0
    for (let end = pending.indexOf(10, start); end >= 0; end = pending.indexOf(10, start)) {
      lines.push({ offset: at + start, end: at + end + 1, text: pending.toString('utf8', start, end) })
      start = end + 1
    }
    pending = pending.subarray(start)
    at += start
  }
  return lines
}

/** Which file this is: the epoch second at the head of its first line. Null while there is no whole first line. */
export async function generationOf(file: FileHandle): Promise<number | null> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(256), 0, 256, 0)
  const head = buffer.toString('latin1', 0, bytesRead)
  const found = /^(\d{9,})\|[^\n]*\n/.exec(head)
  return found ? Number(found[1]) : null
}

/**
 * The journals that logrotate or a person has put aside: files beside `path` whose names begin with its name (`queue_log.1`), not compressed.
 * @returns by generation, the oldest first
 */
export async function putAside(path: string): Promise<{ path: string; generation: number }[]> {
  const names = (await readdir(dirname(path))).filter((name) => name.startsWith(basename(path)) && name !== basename(path))
  const found: { path: string; generation: number }[] = []
  for (const name of names) {
    const beside = join(dirname(path), name)
    const file = await openJournal(beside)
    const generation = file && (await generationOf(file).finally(() => file.close()))
    if (generation !== null) found.push({ path: beside, generation })
  }
  return found.sort((a, b) => a.generation - b.generation)
}

/** Opens the journal; null while there is none. */
export async function openJournal(path: string): Promise<FileHandle | null> {
  return open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
}

/** The file's size and identity by its path; null while there is none. */
export async function statJournal(path: string): Promise<{ size: number; inode: number } | null> {
  return stat(path).then(
    ({ size, ino }) => ({ size, inode: ino }),
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    },
  )
}
