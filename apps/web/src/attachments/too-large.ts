import { ATTACHMENT_TYPES, type AttachmentKind, type AttachmentType, type SizeLimits } from '@app/contracts'

const MB = 1024 * 1024

/** What a file seems to be, by its name; the server looks at its content. */
export function seemingKind(name: string): AttachmentKind | null {
  const ending = name.toLowerCase().split('.').at(-1) ?? ''
  const found = Object.values(ATTACHMENT_TYPES).find(({ endings }) => (endings as readonly string[]).includes(ending))
  return found?.kind ?? null
}

/** @returns the megabytes that are allowed, when a file is not worth sending because it has more */
export function tooLarge({ name, size }: Pick<File, 'name' | 'size'>, limits: SizeLimits): number | null {
  const kind = seemingKind(name)
  const most = kind === null ? Math.max(...Object.values(limits)) : (limits[kind] ?? 0)
  return size > most ? Math.round(most / MB) : null
}

/** For a file chooser. Types rather than `image/*`: then a telephone gives JPEG where it keeps another form. */
export const acceptedTypes = (...kinds: AttachmentKind[]): string =>
  (Object.keys(ATTACHMENT_TYPES) as AttachmentType[]).filter((type) => kinds.includes(ATTACHMENT_TYPES[type].kind)).join(',')

/** `350 KB`, `4.2 MB`. */
export const formatSize = (bytes: number, language: 'vi' | 'en'): string => {
  const format = (value: number, digits: number) => new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: digits }).format(value)
  return bytes < MB ? `${format(Math.max(1, bytes / 1024), 0)} KB` : `${format(bytes / MB, 1)} MB`
}
