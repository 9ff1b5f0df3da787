import { describe, expect, it } from '@jest/globals'
import type { TFunction } from 'i18next'
import { makeTicketCode } from '@app/ticket-code'
import en from '../locales/en.json' with { type: 'json' }
import vi from '../locales/vi.json' with { type: 'json' }
import { screensOf } from '../session/rights.js'
import { labelOf } from './label-of.js'
import { idOf, paletteCommands, standingCommands, type PaletteCommand } from './palette-commands.js'

const inWords = (locale: unknown) => (command: PaletteCommand) => labelOf(command, ((key: string) => key.split('.').reduce<unknown>((words, part) => (words as Record<string, unknown>)[part], locale)) as unknown as TFunction)
const operator = { screens: screensOf({ role: 'operator', queues: ['procedures'] }), softphone: true, dials: true, language: 'vi' as const }
const ids = (typed: string, context = operator) => paletteCommands(typed, context, inWords(vi)).map(idOf)

describe('the command palette', () => {
  it('has words for each command in both languages, and each once', () => {
    for (const role of ['operator', 'supervisor', 'officer', 'manager', 'admin'] as const) {
      const all = standingCommands({ ...operator, screens: screensOf({ role, queues: ['procedures'] }) })
      for (const locale of [vi, en]) for (const command of all) expect(typeof inWords(locale)(command)).toBe('string')
      expect(new Set(all.map(idOf)).size).toBe(all.length)
    }
  })

  it('finds without marks and in any order', () => {
    expect(ids('cuoc goi')).toContain('screen-calls')
    expect(ids('goi cuoc')).toContain('screen-calls')
    expect(ids('san sang')).toContain('state-available')
  })

  it('opens a ticket by its code, however it is written, and looks for whatever else is typed', () => {
    const code = makeTicketCode(() => 3)
    expect(ids(`${code.slice(0, 3)} ${code.slice(3, 6)} ${code.slice(6)}`)[0]).toBe(`ticket-${code}`)
    expect(ids('ổ gà')).toEqual(['search'])
  })

  it('calls a number that is typed, where a call can be made', () => {
    expect(ids('0912 345 678')[0]).toBe('dial-0912345678')
    expect(ids('+84 912 345 678')[0]).toBe('dial-+84912345678')
    expect(ids('0912 345 678', { ...operator, dials: false })).not.toContain('dial-0912345678')
    expect(ids('2026')).not.toContain('dial-2026')
  })

  it('offers nobody what is not theirs', () => {
    const officer = { screens: screensOf({ role: 'officer', queues: [] }), softphone: false, dials: false, language: 'vi' as const }
    expect(ids('', officer)).not.toContain('state-available')
    expect(ids('ổ gà', officer)).toEqual([])
  })
})
