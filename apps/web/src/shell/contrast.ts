import { useSyncExternalStore } from 'react'

const KEY = 'hotline.contrast'
const listeners = new Set<() => void>()

/** As chosen in this browser; before anything is chosen as the machine is set up. */
export const isHighContrast = (): boolean => document.documentElement.dataset['contrast'] === 'high'

const show = (high: boolean) => {
  document.documentElement.dataset['contrast'] = high ? 'high' : 'normal'
  for (const listener of listeners) listener()
}

/** Before anything is drawn, so that nothing flashes. */
export function startContrast(): void {
  const kept = localStorage.getItem(KEY)
  show(kept === null ? window.matchMedia('(prefers-contrast: more)').matches : kept === 'high')
}

export function setHighContrast(high: boolean): void {
  localStorage.setItem(KEY, high ? 'high' : 'normal')
  show(high)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useHighContrast = (): boolean => useSyncExternalStore(subscribe, isHighContrast)
