/** What a key press at the desk can ask for. */
export type DeskCommand = 'answer' | 'hang-up' | 'mute' | 'hold' | 'transfer' | 'hand-over' | 'swap' | 'together' | 'digits' | 'available' | 'pause' | 'finish-wrap-up' | 'work' | 'write' | 'call-help' | 'knowledge' | 'sound-check' | 'help'

export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>

/**
 * Keys that neither Chrome nor Firefox uses for itself: no F1, F3, F5–F7, F10–F12, and of Alt none of the menus'
 * letters B D E F H S T V. Letters go by place on the keyboard (`code`), so an input method for Vietnamese does not matter.
 */
export const SHORTCUTS: Record<DeskCommand, { codes: readonly string[]; shown: readonly string[] }> = {
  answer: { codes: ['F2', 'Alt+KeyA'], shown: ['F2', 'Alt+A'] },
  'hang-up': { codes: ['F4', 'Alt+KeyG'], shown: ['F4', 'Alt+G'] },
  mute: { codes: ['F8', 'Alt+KeyM'], shown: ['F8', 'Alt+M'] },
  hold: { codes: ['F9', 'Alt+KeyJ'], shown: ['F9', 'Alt+J'] },
  transfer: { codes: ['Alt+KeyC'], shown: ['Alt+C'] },
  'hand-over': { codes: ['Alt+KeyO'], shown: ['Alt+O'] },
  swap: { codes: ['Alt+KeyX'], shown: ['Alt+X'] },
  together: { codes: ['Alt+KeyY'], shown: ['Alt+Y'] },
  digits: { codes: ['Alt+KeyI'], shown: ['Alt+I'] },
  available: { codes: ['Alt+KeyR'], shown: ['Alt+R'] },
  pause: { codes: ['Alt+KeyP'], shown: ['Alt+P'] },
  'finish-wrap-up': { codes: ['Alt+KeyW'], shown: ['Alt+W'] },
  work: { codes: ['Alt+KeyL'], shown: ['Alt+L'] },
  write: { codes: ['Alt+KeyN'], shown: ['Alt+N'] },
  'call-help': { codes: ['Alt+KeyU'], shown: ['Alt+U'] },
  knowledge: { codes: ['Alt+KeyK'], shown: ['Alt+K'] },
  'sound-check': { codes: ['Alt+KeyZ'], shown: ['Alt+Z'] },
  help: { codes: [], shown: ['?'] },
}

export const DESK_COMMANDS = Object.keys(SHORTCUTS) as DeskCommand[]

/** @param typing the press went into a text field, where `?` is a letter */
export function commandOf(press: KeyPress, typing: boolean): DeskCommand | null {
  if (press.key === '?' && !typing && !press.ctrlKey && !press.altKey && !press.metaKey) return 'help'
  if (press.ctrlKey || press.metaKey || press.shiftKey) return null
  const pressed = press.altKey ? `Alt+${press.code}` : press.code
  return DESK_COMMANDS.find((command) => SHORTCUTS[command].codes.includes(pressed)) ?? null
}
