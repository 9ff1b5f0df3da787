import { describe, expect, it } from '@jest/globals'
import { commandOf, DESK_COMMANDS, SHORTCUTS } from './shortcuts.js'

const press = (code: string) => ({ key: '', code: code.replace('Alt+', ''), altKey: code.startsWith('Alt+'), ctrlKey: false, metaKey: false, shiftKey: false })

describe('the desk’s keys', () => {
  it('are of one command each', () => {
    for (const command of DESK_COMMANDS) for (const code of SHORTCUTS[command].codes) expect({ code, command: commandOf(press(code), false) }).toEqual({ code, command })
  })

  it('are none that a browser uses for itself', () => {
    const taken = ['F1', 'F3', 'F5', 'F6', 'F7', 'F10', 'F11', 'F12', ...[...'BDEFHSTV'].map((letter) => `Alt+Key${letter}`)]
    expect(DESK_COMMANDS.flatMap((command) => SHORTCUTS[command].codes).filter((code) => taken.includes(code))).toEqual([])
  })
})
