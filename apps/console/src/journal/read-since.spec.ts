import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readSince } from './read-since.js'

describe("an agent's lines of a long journal", () => {
  let folder: string
  let file: string
  const count = 60_000 // over three chunks

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'journal-'))
    file = join(folder, 'queue_log')
    await writeFile(file, Array.from({ length: count }, (_, i) => `${1_763_895_000 + i}|1763895165.${i}|reports|op-${i % 100}|CONNECT|3|1763895165.${i}|2\n`).join(''))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('are read whole and in order across chunks', async () => {
    const lines = await readSince(file, 'op-7', 0)
    expect(lines.length).toBe(count / 100)
    expect(lines.map(({ at }) => at)).toEqual(Array.from({ length: count / 100 }, (_, i) => 1_763_895_000 + i * 100 + 7))
  })

  it('begin at the moment that is asked for', async () => {
    expect((await readSince(file, 'op-7', 1_763_895_000 + count - 200)).map(({ at }) => at)).toEqual([1_763_895_000 + count - 193, 1_763_895_000 + count - 93])
  })
})
