import { describe, expect, it } from '@jest/globals'
import { INBOX_COMMANDS, INBOX_SHORTCUTS, inboxCommandOf } from './inbox-shortcuts.js'

const press = (code: string, key = code, more: object = {}) => ({ code, key, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...more })

describe('keys of the inbox', () => {
  it('mean one thing each', () => {
    const codes = INBOX_COMMANDS.flatMap((command) => INBOX_SHORTCUTS[command].codes)
    expect(new Set(codes).size).toBe(codes.length)
    expect(INBOX_COMMANDS.every((command) => INBOX_SHORTCUTS[command].codes.every((code) => inboxCommandOf(press(code, code === 'Slash' ? '/' : code), 'page') === command))).toBe(true)
  })
  it('are letters where somebody writes, and the browser’s own with Ctrl', () => {
    expect(['KeyJ', 'KeyA', 'Enter', 'Slash'].map((code) => inboxCommandOf(press(code), 'text'))).toEqual([null, null, null, null])
    expect(inboxCommandOf(press('Slash', '?', { shiftKey: true }), 'text')).toBeNull()
    expect(inboxCommandOf(press('Escape', 'Escape'), 'text')).toBe('leave')
    expect(inboxCommandOf(press('KeyR', 'r', { ctrlKey: true }), 'page')).toBeNull()
  })
  it('leave Enter to a button that has the focus, and know ? and / on every keyboard', () => {
    expect(inboxCommandOf(press('Enter'), 'control')).toBeNull()
    expect(inboxCommandOf(press('KeyJ', 'j'), 'control')).toBe('next')
    expect(inboxCommandOf(press('Slash', '?', { shiftKey: true }), 'page')).toBe('help')
    expect(inboxCommandOf(press('Digit7', '/', { shiftKey: true }), 'page')).toBe('search')
  })
})
