import { foldDiacritics } from '../format/fold-diacritics.js'

/** A variable's name from what a person wrote: `Số hồ sơ` → `soHoSo`; empty when nothing is left. */
export function variableName(written: string): string {
  const [first = '', ...rest] = foldDiacritics(written).split(/[^a-z0-9]+/).filter(Boolean)
  return [first, ...rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('').replace(/^[^a-z]+/, '').slice(0, 30)
}
