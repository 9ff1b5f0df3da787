import { useSyncExternalStore } from 'react'

/** Codes of tickets whose answer is being written in this page: the form knows it, the heart-beat tells it. */
const writing = new Set<string>()
const listeners = new Set<() => void>()

export function setWriting(code: string, on: boolean): void {
  if (writing.has(code) === on) return
  if (on) writing.add(code)
  else writing.delete(code)
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useWriting = (code: string): boolean => useSyncExternalStore(subscribe, () => writing.has(code))
