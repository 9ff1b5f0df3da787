import type { KeyPress } from '../desk/shortcuts.js'

/** What a key press in the inbox can ask for. */
export type InboxCommand = 'next' | 'previous' | 'open' | 'assign' | 'answer' | 'return' | 'select' | 'search' | 'leave' | 'help'

/**
 * Single keys, as in mail programs, so never while somebody types. Letters go by place on the keyboard (`code`), so an input method for
 * Vietnamese does not matter.
 */
export const INBOX_SHORTCUTS: Record<InboxCommand, { codes: readonly string[]; shown: readonly string[] }> = {
  next: { codes: ['KeyJ', 'ArrowDown'], shown: ['J', '↓'] },
  previous: { codes: ['KeyK', 'ArrowUp'], shown: ['K', '↑'] },
  open: { codes: ['Enter', 'NumpadEnter'], shown: ['Enter'] },
  assign: { codes: ['KeyA'], shown: ['A'] },
  answer: { codes: ['KeyE'], shown: ['E'] },
  return: { codes: ['KeyR'], shown: ['R'] },
  select: { codes: ['KeyX'], shown: ['X'] },
  search: { codes: ['Slash'], shown: ['/'] },
  leave: { codes: ['Escape'], shown: ['Esc'] },
  help: { codes: [], shown: ['?'] },
}

export const INBOX_COMMANDS = Object.keys(INBOX_SHORTCUTS) as InboxCommand[]

/** @param where the press went: text that is written, something that a press of Enter activates by itself, or the page */
export function inboxCommandOf(press: KeyPress, where: 'text' | 'control' | 'page'): InboxCommand | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null
  if (press.key === 'Escape') return 'leave'
  if (where === 'text') return null
  if (press.key === '?') return 'help'
  if (press.key === '/') return 'search'
  if (press.shiftKey) return null
  const command = INBOX_COMMANDS.find((known) => INBOX_SHORTCUTS[known].codes.includes(press.code)) ?? null
  return command === 'open' && where === 'control' ? null : command
}
