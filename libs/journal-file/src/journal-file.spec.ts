import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { appendFile, mkdtemp, open, rm, writeFile, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generationOf, openJournal, putAside, readLines, statJournal } from './journal-file.js'

const CHUNK = 256 * 1024
let dir: string
let path: string
const handles: FileHandle[] = []

const journal = async (content: string | Buffer) => {
  await writeFile(path, content)
  const file = await open(path)
  handles.push(file)
  return file
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'journal-'))
  path = join(dir, 'queue_log')
})
afterEach(async () => {
  await Promise.all(handles.splice(0).map((file) => file.close()))
  await rm(dir, { recursive: true })
})

describe('reading lines', () => {
  it('tells each whole line and where it stands, in bytes', async () => {
    const file = await journal('một\nhai\n\nbốn')
    expect(await readLines(file, 0, 10)).toEqual([
      { offset: 0, end: 6, text: 'một' },
      { offset: 6, end: 10, text: 'hai' },
      { offset: 10, end: 11, text: '' },
    ])
  })

  it('leaves a line that is not ended for the next time', async () => {
    const file = await journal('one\ntw')
    const [one] = await readLines(file, 0, 10)
    expect(await readLines(file, one?.end ?? 0, 10)).toEqual([])
    await appendFile(path, 'o\n')
    expect(await readLines(file, one?.end ?? 0, 10)).toEqual([{ offset: 4, end: 8, text: 'two' }])
  })

  it('reads a line longer than several chunks whole, and the one behind it', async () => {
    const long = 'x'.repeat(3 * CHUNK + 7)
    const file = await journal(`first\n${long}\nlast\n`)
    const lines = await readLines(file, 0, 10)
    expect(lines.map(({ text }) => text.length)).toEqual([5, long.length, 4])
    expect(lines.map(({ offset }) => offset)).toEqual([0, 6, 6 + long.length + 1])
  })

  it.each([1, 2, 3])('does not break a letter that a chunk ends in, %i bytes before its end', async (bytes) => {
    const text = `${'x'.repeat(CHUNK - bytes)}ễế`
    const file = await journal(`${text}\n2\n`)
    expect(await readLines(file, 0, 10)).toEqual([
      { offset: 0, end: CHUNK - bytes + 7, text },
      { offset: CHUNK - bytes + 7, end: CHUNK - bytes + 9, text: '2' },
    ])
  })

  it('finds a line end that is the last byte of a chunk, or the first of the next', async () => {
    const file = await journal(`${'x'.repeat(CHUNK - 1)}\n\n3\n`)
    expect((await readLines(file, 0, 10)).map(({ offset, end }) => [offset, end])).toEqual([[0, CHUNK], [CHUNK, CHUNK + 1], [CHUNK + 1, CHUNK + 3]])
  })

  it('knows where the next line stands also behind bytes that are no UTF-8', async () => {
    const file = await journal(Buffer.concat([Buffer.from('Nguy'), Buffer.from([0xe1, 0xff, 0xfe]), Buffer.from('\nnext\n')]))
    const [broken, next] = await readLines(file, 0, 10)
    expect(broken?.end).toBe(8)
    expect(next).toEqual({ offset: 8, end: 13, text: 'next' })
  })

  it('stops after enough lines, at a line end from which it goes on', async () => {
    const all = Array.from({ length: 60_000 }, (_, i) => `line ${i}`)
    const file = await journal(`${all.join('\n')}\n`)
    const seen: string[] = []
    let from = 0
    for (let lines = await readLines(file, from, 100); lines.length > 0; lines = await readLines(file, from, 100)) {
      expect(lines.length).toBeLessThan(all.length)
      seen.push(...lines.map(({ text }) => text))
      from = lines.at(-1)?.end ?? 0
    }
    expect(seen).toEqual(all)
  })
})

describe("a journal's generation", () => {
  it.each<[string, string, number | null]>([
    ['is the epoch second of its first line', '1763895000|NONE|NONE|NONE|QUEUESTART|\n1763895001|x', 1_763_895_000],
    ['is not known while the file is empty', '', null],
    ['is not known before the first line is whole', '1763895000|NONE|NONE', null],
    ['is not that of a file of another kind', 'hello|\n', null],
  ])('%s', async (_name, content, expected) => {
    expect(await generationOf(await journal(content))).toBe(expected)
  })
})

describe('journals that were put aside', () => {
  it('are found beside the journal, the oldest first, without what is none', async () => {
    const first = (generation: number) => `${generation}|NONE|NONE|NONE|QUEUESTART|\n`
    await writeFile(path, first(1_763_895_300))
    await writeFile(`${path}.1`, first(1_763_895_200))
    await writeFile(`${path}-20261123`, first(1_763_895_100))
    await writeFile(`${path}.2.gz`, Buffer.from([0x1f, 0x8b, 8, 0]))
    await writeFile(join(dir, 'messages'), first(1_763_895_000))
    expect(await putAside(path)).toEqual([
      { path: `${path}-20261123`, generation: 1_763_895_100 },
      { path: `${path}.1`, generation: 1_763_895_200 },
    ])
  })
})

describe('a journal that is not there', () => {
  it('is null, not an error', async () => {
    expect([await openJournal(path), await statJournal(path)]).toEqual([null, null])
  })

  it('is an error where the path can be none', async () => {
    await writeFile(path, '')
    await expect(openJournal(join(path, 'queue_log'))).rejects.toMatchObject({ code: 'ENOTDIR' })
    await expect(statJournal(join(path, 'queue_log'))).rejects.toMatchObject({ code: 'ENOTDIR' })
  })
})
