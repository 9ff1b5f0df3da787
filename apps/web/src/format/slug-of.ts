import { foldDiacritics } from './fold-diacritics.js'

/** A name for the system from what a person wrote: `Giờ làm việc` → `gio-lam-viec`; empty when nothing is left. */
export const slugOf = (words: string, most: number): string => foldDiacritics(words).replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+/, '').slice(0, most).replace(/-+$/, '')
