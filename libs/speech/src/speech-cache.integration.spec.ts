import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { SpeechCache } from './speech-cache.js'
import { espeak, type SpeechProvider } from './speech-provider.js'

describe('spoken sounds', () => {
  let folder: string
  let spoken: number
  const counting: SpeechProvider = {
    name: espeak.name,
    speak: (part, target) => {
      spoken++
      return espeak.speak(part, target)
    },
  }
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'speech-'))
    spoken = 0
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('are telephone sounds: 8 kHz, mono, 16 bit, loud enough', async () => {
    const cache = new SpeechCache(folder, espeak)
    const file = await readFile(cache.fileOf(await cache.soundOf([{ voice: 'vi', text: 'Xin kính chào Quý khách.' }], 'vi'), 'vi'))
    expect([file.toString('latin1', 0, 4), file.readUInt16LE(22), file.readUInt32LE(24), file.readUInt16LE(34)]).toEqual(['RIFF', 1, 8000, 16])
    const samples = Array.from({ length: (file.length - 44) >> 1 }, (_, i) => Math.abs(file.readInt16LE(44 + i * 2)))
    expect(samples.length).toBeGreaterThan(8000)
    expect(Math.max(...samples.slice(0, 100_000))).toBeGreaterThan(8_000)
  })

  it('are made once, also when they are asked for twice at the same time', async () => {
    const cache = new SpeechCache(folder, counting)
    const parts = [{ voice: 'vi', text: 'Xin chào' }, { voice: 'en', text: 'Hello' }] as const
    const names = await Promise.all([cache.soundOf(parts, 'vi'), cache.soundOf(parts, 'vi')])
    expect(names[0]).toBe(names[1])
    expect(await new SpeechCache(folder, counting).soundOf(parts, 'vi')).toBe(names[0])
    expect(spoken).toBe(2) // two parts, once
    expect(await readdir(join(folder, 'vi/flow'))).toHaveLength(1)
  })

  it('have another name for another text', async () => {
    const cache = new SpeechCache(folder, espeak)
    expect(await cache.soundOf([{ voice: 'en', text: 'One' }], 'en')).not.toBe(await cache.soundOf([{ voice: 'en', text: 'Two' }], 'en'))
  })

  it('leave nothing half-made when nobody can speak', async () => {
    const mute: SpeechProvider = { name: 'mute', speak: () => Promise.reject(new Error('no voice')) }
    await expect(new SpeechCache(folder, mute).soundOf([{ voice: 'vi', text: 'Xin chào' }], 'vi')).rejects.toThrow('no voice')
    expect(await readdir(join(folder, 'vi/flow'))).toEqual([])
    expect((await stat(folder)).isDirectory()).toBe(true)
  })
})
