/** GSM 03.38's basic letters, each one septet; those of the extension table take two. */
const BASIC = new Set('@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà')
const EXTENDED = new Set('^{}\\[~]|€\f')

export interface SmsSize {
  /** `ucs-2`: a letter is in it that GSM-7 has not, and each part holds less than half. */
  encoding: 'gsm-7' | 'ucs-2'
  /** Septets, or UTF-16 units. */
  units: number
  /** Messages that are paid for. */
  parts: number
  /** The letters that GSM-7 has not, each once. */
  foreign: string[]
}

/** How long an SMS is, as 3GPP TS 23.038 and 23.040 count: 160 or 153 septets a part, 70 or 67 UTF-16 units. Total. */
export function smsSize(text: string): SmsSize {
  const letters = [...text]
  const foreign = [...new Set(letters.filter((letter) => !BASIC.has(letter) && !EXTENDED.has(letter)))]
  if (foreign.length > 0) return { encoding: 'ucs-2', units: text.length, parts: partsOf(text.length, 70, 67), foreign }
  const units = letters.reduce((sum, letter) => sum + (EXTENDED.has(letter) ? 2 : 1), 0)
  return { encoding: 'gsm-7', units, parts: partsOf(units, 160, 153), foreign }
}

const partsOf = (units: number, single: number, each: number) => (units <= single ? 1 : Math.ceil(units / each))
