import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeEach, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { journalBegins, journalLines } from './journal-lines.js'

const textOf = (at: number) => `${at}|1.${at}|reports|NONE|SOMETHING|${'Đường số '.repeat(at % 40)}`
const fileOf = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `${textOf(from + index)}\n`).join('')

async function read(path: string, from: number): Promise<{ id: string; text: string }[]> {
  const found: { id: string; text: string }[] = []
  for await (const { generation, lines } of journalLines(path, from)) for (const { offset, text } of lines) found.push({ id: `${generation}-${offset}`, text })
  return found
}

describe('the lines of a journal', () => {
  const FIRST = 1_000_000_000
  let path: string
  beforeEach(async () => {
    path = join(await mkdtemp(join(tmpdir(), 'journal-')), 'queue_log')
  })

  it('are read through what was put aside and compressed, each with the id that it was told by', async () => {
    await writeFile(`${path}.2.gz`, gzipSync(fileOf(FIRST, FIRST + 3_000)))
    await writeFile(`${path}.1`, fileOf(FIRST + 3_000, FIRST + 5_000))
    await writeFile(path, `${fileOf(FIRST + 5_000, FIRST + 6_000)}1000006000|1.1|not en`)
    const lines = await read(path, 0)
    expect(lines.map(({ text }) => text)).toEqual(Array.from({ length: 6_000 }, (_, index) => textOf(FIRST + index)))
    expect(lines[1]?.id).toBe(`${FIRST}-${Buffer.byteLength(textOf(FIRST)) + 1}`)
    expect(lines[5_001]?.id).toBe(`${FIRST + 5_000}-${Buffer.byteLength(textOf(FIRST + 5_000)) + 1}`)
    expect(await journalBegins(path)).toBe(FIRST)
  })

  it('are once there while a file is being compressed', async () => {
    await writeFile(`${path}.1`, fileOf(FIRST, FIRST + 10))
    await writeFile(`${path}.1.gz`, gzipSync(fileOf(FIRST, FIRST + 10)))
    expect(await read(path, 0)).toHaveLength(10)
  })

  it('are none without a journal', async () => {
    expect(await read(path, 0)).toEqual([])
    expect(await journalBegins(join(path, 'no/folder/queue_log'))).toBeNull()
  })

  it('begin where the moment is: none is missing, and few before it are read', async () => {
    const count = 4_000
    await writeFile(path, fileOf(FIRST, FIRST + count))
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -10, max: count + 10 }), async (after) => {
        const lines = await read(path, FIRST + after)
        const wanted = Math.max(0, Math.min(count, count - after))
        expect(lines.length).toBeGreaterThanOrEqual(wanted)
        if (wanted > 0) expect(lines.at(-1)?.text).toBe(textOf(FIRST + count - 1))
        // 64 KiB of lines of some 260 bytes.
        expect(lines.length).toBeLessThan(wanted + 1_500)
        const [first] = lines
        if (first) expect(first.id).toBe(`${FIRST}-${offsetOf(Number(first.text.split('|')[0]) - FIRST)}`)
      }),
      { numRuns: 40 },
    )
    function offsetOf(index: number): number {
      return Buffer.byteLength(fileOf(FIRST, FIRST + index))
    }
  })
})
