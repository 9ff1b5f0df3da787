import type { LocalName } from '@app/contracts'

/** Each of them may try the whole text again: with more a text could keep the server busy for ever. */
const MOST_UNBOUNDED = 3

/**
 * Why a pattern may not stand in a form; null: it may. It is one that JavaScript understands with the `u` flag, and cannot be made to run for
 * long: nothing repeated in what is repeated, no look-around, no back-reference, few repetitions without end.
 */
export function patternFault(pattern: string): LocalName | null {
  try {
    new RegExp(pattern, 'u')
  } catch {
    return { vi: 'không phải là biểu thức chính quy đúng', en: 'is not a regular expression' }
  }
  // What stands in brackets, or behind a backslash, means itself.
  const bare = pattern.replace(/\\[1-9]|\\k/g, '(?=').replace(/\\./g, '_').replace(/\[(?:[^\]])*\]/g, '_')
  if (/\(\?(?!:)/.test(bare)) return { vi: 'không được nhìn trước, nhìn sau hoặc tham chiếu ngược', en: 'may not look around or refer back' }
  if (/\)[*+{]/.test(bare)) return { vi: 'không được lặp lại cả một nhóm', en: 'may not repeat a group' }
  if ((bare.match(/[*+]|\{\d+,\}/g) ?? []).length > MOST_UNBOUNDED) return { vi: `chỉ được lặp không giới hạn ${MOST_UNBOUNDED} lần`, en: `may repeat without end ${MOST_UNBOUNDED} times only` }
  return null
}
