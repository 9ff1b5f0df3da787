import { open } from 'node:fs/promises'
import { parseLine } from '@app/call-journal'
import type { JournalLine } from '@app/contracts'

const CHUNK = 1024 * 1024

/**
 * The journal's lines of an agent since a moment, oldest first; read from the file's end, for a file of months is long.
 * @param since epoch seconds
 */
export async function readSince(file: string, agent: string, since: number): Promise<JournalLine[]> {
  const handle = await open(file, 'r')
  try {
    const found: JournalLine[] = []
    let rest = Buffer.alloc(0)
    for (let end = (await handle.stat()).size; end > 0; ) {
      const from = Math.max(0, end - CHUNK)
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(end - from), 0, end - from, from)
      const text = Buffer.concat([buffer.subarray(0, bytesRead), rest])
      // What stands before the first line end belongs to a line that begins earlier.
      const begins = from === 0 ? 0 : text.indexOf(10) + 1
      rest = text.subarray(0, begins)
      const lines = text.subarray(begins).toString('utf8').split('\n')
      const parsed = lines.filter((line) => line.includes(`|${agent}|`)).map(parseLine)
      found.unshift(...parsed.filter((line): line is JournalLine => !('unreadable' in line) && line.at >= since && line.agent === agent))
      const first = parseLine(lines[0] ?? '')
      if (!('unreadable' in first) && first.at < since) break
      end = from
    }
    return found
  } finally {
    await handle.close()
  }
}
