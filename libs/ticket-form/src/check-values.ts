import type { LocalName } from '@app/contracts'
import { kindOf, type FieldValue, type FieldValues, type FormFault, type FormField, type FormSchema } from './form-schema.js'

const say = (vi: string, en: string): LocalName => ({ vi, en })
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/

/** What was not filled in: a form has no difference between absent and empty. */
const isBlank = (value: unknown) => value === undefined || value === null || (typeof value === 'string' && value.trim() === '')

/**
 * Whether values fit a form. @returns the values that were filled in, texts without space around them; or, for each field that does not fit,
 * why: one entry a field, in the form's order
 */
export function checkValues(form: FormSchema, values: Readonly<Record<string, unknown>>): { values: FieldValues } | { faults: FormFault[] } {
  const faults: FormFault[] = []
  const kept: FieldValues = {}
  for (const [name, field] of Object.entries(form.properties)) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (isBlank(value)) {
      if (form.required.includes(name)) faults.push({ path: name, message: say('bắt buộc phải có', 'is required') })
      continue
    }
    const fault = faultOf(field, value)
    if (fault) faults.push({ path: name, message: fault })
    else kept[name] = typeof value === 'string' ? value.trim() : (value as FieldValue)
  }
  for (const name of Object.keys(values)) if (!Object.hasOwn(form.properties, name)) faults.push({ path: name, message: say('không có trong biểu mẫu', 'is not in the form') })
  return faults.length > 0 ? { faults } : { values: kept }
}

function faultOf(field: FormField, value: unknown): LocalName | null {
  if (typeof value !== field.type) {
    if (field.type === 'string') return say('phải là chữ', 'must be text')
    return field.type === 'number' ? say('phải là số', 'must be a number') : say('phải là có hoặc không', 'must be yes or no')
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return say('phải là số', 'must be a number')
    const { minimum = -Infinity, maximum = Infinity } = field as { minimum?: number; maximum?: number }
    if (value < minimum) return say(`không được nhỏ hơn ${minimum}`, `must be ${minimum} or more`)
    return value > maximum ? say(`không được lớn hơn ${maximum}`, `must be ${maximum} or less`) : null
  }
  if (typeof value !== 'string') return null
  const text = value.trim()
  switch (kindOf(field)) {
    case 'choice':
      return (field as { enum: string[] }).enum.includes(text) ? null : say('phải là một trong các lựa chọn', 'must be one of the choices')
    case 'date':
      return isDay(text) ? null : say('phải là ngày có thật', 'must be a day of the calendar')
    default: {
      const { maxLength, pattern } = field as { maxLength: number; pattern?: string }
      // As JSON Schema counts: characters, not UTF-16 units.
      if ([...text].length > maxLength) return say(`không được dài quá ${maxLength} ký tự`, `must have at most ${maxLength} characters`)
      return pattern === undefined || new RegExp(pattern, 'u').test(text) ? null : say('không đúng dạng', 'does not have the right form')
    }
  }
}

function isDay(text: string): boolean {
  const parts = DAY.exec(text)
  if (!parts) return false
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number]
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

const titleOf = (form: FormSchema, path: string, language: 'vi' | 'en') => (Object.hasOwn(form.properties, path) ? form.properties[path]?.['x-title'][language] : undefined) ?? path

/** A sentence for a person: each fault with the title of its field. */
export function faultSentence(form: FormSchema, faults: readonly FormFault[]): LocalName {
  const one = (language: 'vi' | 'en') => faults.map(({ path, message }) => `${titleOf(form, path, language)}: ${message[language]}`).join('; ') + '.'
  return { vi: one('vi'), en: one('en') }
}
