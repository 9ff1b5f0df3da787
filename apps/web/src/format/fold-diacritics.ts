/** Lower case without Vietnamese marks, so that `duong` finds `Đường`. */
export const foldDiacritics = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()

/** Every word of the search begins some word of the text, marks and order ignored. */
export function matchesSearch(text: string, search: string): boolean {
  const words = foldDiacritics(text).split(/[^\p{L}\p{N}]+/u)
  return foldDiacritics(search)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .every((wanted) => words.some((word) => word.startsWith(wanted)))
}
