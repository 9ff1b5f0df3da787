import { ATTACHMENT_TYPES, type AttachmentType } from '@app/contracts'

const LONGEST = 120

/** What is kept of a name that somebody's machine sent: no folder, nothing invisible or turning the writing round, never empty, with an ending. */
export function cleanName(raw: string, type: AttachmentType): string {
  const last = raw.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const visible = last.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, '').replace(/\s+/g, ' ').trim()
  const [usual] = ATTACHMENT_TYPES[type].endings
  const ending = endingOf(visible)
  const stem = [...(ending === null ? visible : visible.slice(0, -ending.length - 1))].slice(0, LONGEST).join('').trim()
  return `${stem === '' ? 'file' : stem}.${ending ?? usual}`
}

/** Whether a name promises something else than the content is; a name without an ending promises nothing. */
export function nameDiffers(raw: string, type: AttachmentType): boolean {
  const ending = endingOf(raw.trim())
  return ending !== null && !(ATTACHMENT_TYPES[type].endings as readonly string[]).includes(ending.toLowerCase())
}

const endingOf = (name: string): string | null => /[^.]\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1] ?? null

/** `Content-Disposition` for a name of any letters. */
export function disposition(how: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\w.-]+/g, '_')
  const whole = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${how}; filename="${plain}"; filename*=UTF-8''${whole}`
}
