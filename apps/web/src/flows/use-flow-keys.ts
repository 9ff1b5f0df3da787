import { useEffect } from 'react'

interface Does {
  save: () => void
  undo: () => void
  redo: () => void
}

/** Ctrl+S, Ctrl+Z, Ctrl+Shift+Z (and Ctrl+Y); and the browser asks before it closes the page on unsaved work. */
export function useFlowKeys({ save, undo, redo }: Does, active: boolean, unsaved: boolean): void {
  useEffect(() => {
    if (!active) return
    const onKey = (event: KeyboardEvent) => {
      if (!event.ctrlKey && !event.metaKey) return
      const key = event.key.toLowerCase()
      if (key === 's') {
        event.preventDefault()
        // What is still in a field counts too.
        if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur()
        setTimeout(save)
        return
      }
      // A one-line field that is being typed in takes its own letters back.
      if (event.target instanceof HTMLInputElement) return
      if (key !== 'z' && key !== 'y') return
      event.preventDefault()
      if (key === 'y' || event.shiftKey) redo()
      else undo()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
  useEffect(() => {
    if (!unsaved) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [unsaved])
}
