import { useEffect, useRef } from 'react'
import { inboxCommandOf, type InboxCommand } from './inbox-shortcuts.js'

/** Lists, menus and dialogs have the keys to themselves while they are open. */
const OWN_KEYS = '[role="listbox"], [role="menu"], [role="dialog"], [aria-expanded="true"][role="combobox"]'

/** Listens to single keys for as long as the page is open. */
export function useInboxKeys(run: (command: InboxCommand) => void): void {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (target.closest(OWN_KEYS)) return
      const text = target.isContentEditable || target.tagName === 'TEXTAREA' || (target instanceof HTMLInputElement && target.type !== 'checkbox')
      const control = target.closest('button, a, input, [role="button"]') !== null
      const command = inboxCommandOf(event, text ? 'text' : control ? 'control' : 'page')
      // Held down, j and k run through the list; nothing else is to be done twice.
      if (!command || (event.repeat && command !== 'next' && command !== 'previous')) return
      if (command !== 'leave') event.preventDefault()
      latest.current(command)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
