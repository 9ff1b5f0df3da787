import { EventEmitter, once } from 'node:events'
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { WatchedFile } from './watched-file.js'

describe('a watched file', () => {
  const news = new EventEmitter()
  const taken: unknown[] = []
  let folder: string
  let watched: WatchedFile
  const write = async (text: string) => {
    await writeFile(join(folder, 'data.json.new'), text)
    await rename(join(folder, 'data.json.new'), join(folder, 'data.json'))
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'watched-'))
    watched = new WatchedFile(
      join(folder, 'data.json'),
      (text) => {
        taken.push(JSON.parse(text))
        news.emit('taken')
      },
      (why) => news.emit('trouble', why),
    )
    await watched.start()
  })
  afterAll(async () => {
    watched.stop()
    await rm(folder, { recursive: true })
  })

  it('is no trouble while it was never there; is taken when it comes, and each time it is new', async () => {
    expect(watched.trouble).toBeNull()
    for (const data of [{ a: 1 }, { a: 2 }]) {
      const told = once(news, 'taken')
      await write(JSON.stringify(data))
      await told
    }
    expect(taken).toEqual([{ a: 1 }, { a: 2 }])
  })

  it('says why it cannot be read, and leaves in force what was', async () => {
    let told = once(news, 'trouble')
    await write('{')
    expect((await told)[0]).toContain('JSON')
    expect(watched.trouble).toContain('JSON')
    told = once(news, 'trouble')
    await rm(join(folder, 'data.json'))
    expect((await told)[0]).toContain('ENOENT')
    expect(taken).toHaveLength(2)
    const again = once(news, 'taken')
    await write('{"a":3}')
    await again
  })
})
