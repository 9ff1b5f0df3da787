import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { readPrompts } from './read-prompts.js'

describe('prompts', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'prompts-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  const write = async (vi: string, en: string) => {
    await writeFile(join(folder, 'vi.yaml'), vi)
    await writeFile(join(folder, 'en.yaml'), en)
  }

  it('of the repository have the same names in both languages', async () => {
    const { vi, en } = await readPrompts(join(import.meta.dirname, '../../prompts'))
    expect(Object.keys(vi).sort()).toEqual(Object.keys(en).sort())
    expect(Object.keys(vi)).toEqual(expect.arrayContaining(['queue-youarenext', 'voicemail-invitation', 'voicemail-thanks', 'goodbye']))
  })

  it('may be spoken by more than one voice', async () => {
    await write('menu:\n  - Xin bấm phím 1.\n  - en: For English, press 9.', 'menu: Press 1.')
    expect(await readPrompts(folder)).toEqual({
      vi: { menu: [{ voice: 'vi', text: 'Xin bấm phím 1.' }, { voice: 'en', text: 'For English, press 9.' }] },
      en: { menu: [{ voice: 'en', text: 'Press 1.' }] },
    })
    await write('menu:\n  - fr: Bonjour', 'menu: Press 1.')
    await expect(readPrompts(folder)).rejects.toThrow('menu')
  })

  it('are refused when one language lacks one, which is named', async () => {
    await write('welcome: Xin chào\ngoodbye: Tạm biệt', 'welcome: Hello')
    await expect(readPrompts(folder)).rejects.toThrow('en: goodbye')
  })

  it('are refused when a text is empty, or a name could not be a file', async () => {
    await write('welcome: ""', 'welcome: Hello')
    await expect(readPrompts(folder)).rejects.toThrow('welcome')
    await write('../welcome: Xin chào', '../welcome: Hello')
    await expect(readPrompts(folder)).rejects.toThrow('vi.yaml')
  })
})
