import type { LocalName } from '@app/contracts'
import { DIALECT, type FormFault, type FormSchema } from './form-schema.js'
import { patternFault } from './pattern-faults.js'

/** A ticket is written while somebody talks. */
export const MOST_FIELDS = 20
export const FIELD_NAME = /^[a-z][a-zA-Z0-9]{0,39}$/
const CHOICE_NAME = /^[a-z0-9][a-zA-Z0-9-]{0,39}$/
export const LONGEST_TEXT = 5000
/** A pattern is tried on texts that are no longer than this. */
export const LONGEST_PATTERN_TEXT = 200

type Json = Record<string, unknown>
const say = (vi: string, en: string): LocalName => ({ vi, en })
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Which keywords a field of a kind may have beside `type`, `x-title` and `x-hint`. */
const KEYWORDS = {
  text: ['maxLength', 'pattern', 'x-multiline'],
  date: ['format'],
  choice: ['enum', 'x-enum-titles'],
  number: ['minimum', 'maximum'],
  boolean: [],
} as const

/** Reads a form out of what somebody sent. @returns the form, or all that is wrong with it; an unknown keyword is wrong */
export function parseForm(value: unknown): { form: FormSchema } | { faults: FormFault[] } {
  const faults: FormFault[] = []
  const wrong = (path: string, vi: string, en: string) => void faults.push({ path, message: say(vi, en) })
  if (!isObject(value)) return { faults: [{ path: '', message: say('phải là một lược đồ JSON', 'must be a JSON Schema') }] }
  noOthers(value, ['$schema', 'type', 'properties', 'required', 'additionalProperties'], '', faults)
  if (value['$schema'] !== DIALECT) wrong('$schema', `phải là ${DIALECT}`, `must be ${DIALECT}`)
  if (value['type'] !== 'object') wrong('type', 'phải là object', 'must be object')
  if (value['additionalProperties'] !== false) wrong('additionalProperties', 'phải là false', 'must be false')
  const { properties, required } = value
  if (!isObject(properties)) wrong('properties', 'phải là các mục', 'must be fields')
  else {
    const names = Object.keys(properties)
    if (names.length > MOST_FIELDS) wrong('properties', `nhiều nhất ${MOST_FIELDS} mục`, `at most ${MOST_FIELDS} fields`)
    for (const name of names) {
      if (!FIELD_NAME.test(name)) wrong(`properties.${name}`, 'tên phải bắt đầu bằng chữ thường, chỉ gồm chữ cái không dấu và chữ số', 'its name must begin with a small letter and have plain letters and digits only')
      checkField(properties[name], `properties.${name}`, faults)
    }
  }
  if (!Array.isArray(required) || new Set(required).size !== required.length) wrong('required', 'phải là danh sách tên mục, mỗi tên một lần', 'must be a list of field names, each once')
  else for (const name of required as unknown[]) if (typeof name !== 'string' || !isObject(properties) || !Object.hasOwn(properties, name)) wrong('required', `không có mục ${String(name)}`, `there is no field ${String(name)}`)
  return faults.length > 0 ? { faults } : { form: value as unknown as FormSchema }
}

function checkField(field: unknown, path: string, faults: FormFault[]): void {
  const wrong = (keyword: string, vi: string, en: string) => void faults.push({ path: `${path}${keyword && '.'}${keyword}`, message: say(vi, en) })
  if (!isObject(field)) return wrong('', 'phải là một mục', 'must be a field')
  const { type } = field
  if (type !== 'string' && type !== 'number' && type !== 'boolean') return wrong('type', 'phải là string, number hoặc boolean', 'must be string, number or boolean')
  const kind = type !== 'string' ? type : 'enum' in field ? 'choice' : 'format' in field ? 'date' : 'text'
  noOthers(field, ['type', 'x-title', 'x-hint', ...KEYWORDS[kind]], path, faults)
  checkTitle(field['x-title'], `${path}.x-title`, faults)
  if ('x-hint' in field) checkTitle(field['x-hint'], `${path}.x-hint`, faults)
  const { maxLength, pattern, format, minimum, maximum } = field
  if (kind === 'date' && format !== 'date') wrong('format', 'phải là date', 'must be date')
  if (kind === 'text') {
    const most = pattern === undefined ? LONGEST_TEXT : LONGEST_PATTERN_TEXT
    if (typeof maxLength !== 'number' || !Number.isInteger(maxLength) || maxLength < 1 || maxLength > most) wrong('maxLength', `phải là số nguyên từ 1 đến ${most}`, `must be a whole number from 1 to ${most}`)
    if (field['x-multiline'] !== undefined && typeof field['x-multiline'] !== 'boolean') wrong('x-multiline', 'phải là true hoặc false', 'must be true or false')
    const fault = pattern === undefined ? null : typeof pattern === 'string' && pattern.length <= 200 ? patternFault(pattern) : say('phải là một chuỗi, nhiều nhất 200 ký tự', 'must be text of at most 200 characters')
    if (fault) wrong('pattern', fault.vi, fault.en)
  }
  if (kind === 'number') {
    for (const [keyword, limit] of [['minimum', minimum], ['maximum', maximum]] as const) if (limit !== undefined && (typeof limit !== 'number' || !Number.isFinite(limit))) wrong(keyword, 'phải là số', 'must be a number')
    if (typeof minimum === 'number' && typeof maximum === 'number' && minimum > maximum) wrong('maximum', 'không được nhỏ hơn minimum', 'may not be less than minimum')
  }
  if (kind === 'choice') checkChoices(field, path, faults)
}

function checkChoices(field: Json, path: string, faults: FormFault[]): void {
  const wrong = (keyword: string, vi: string, en: string) => void faults.push({ path: `${path}.${keyword}`, message: say(vi, en) })
  const { enum: choices, 'x-enum-titles': titles } = field
  if (!Array.isArray(choices) || choices.length < 2 || choices.length > 50 || new Set(choices).size !== choices.length || !choices.every((one) => typeof one === 'string' && CHOICE_NAME.test(one)))
    return wrong('enum', 'phải có từ 2 đến 50 lựa chọn khác nhau, tên gồm chữ cái không dấu, chữ số và gạch nối', 'must have 2 to 50 different choices, named with plain letters, digits and dashes')
  if (!isObject(titles)) return wrong('x-enum-titles', 'phải đặt tên cho từng lựa chọn', 'must name each choice')
  noOthers(titles, choices as string[], `${path}.x-enum-titles`, faults)
  for (const choice of choices as string[]) checkTitle(Object.hasOwn(titles, choice) ? titles[choice] : undefined, `${path}.x-enum-titles.${choice}`, faults)
}

function checkTitle(title: unknown, path: string, faults: FormFault[]): void {
  const fits = (text: unknown) => typeof text === 'string' && text.trim() !== '' && text.length <= 200
  if (!isObject(title) || !fits(title['vi']) || !fits(title['en'])) faults.push({ path, message: say('phải có tên tiếng Việt và tiếng Anh, nhiều nhất 200 ký tự', 'must have a name in Vietnamese and in English, of at most 200 characters') })
  else noOthers(title, ['vi', 'en'], path, faults)
}

function noOthers(value: Json, known: readonly string[], path: string, faults: FormFault[]): void {
  for (const keyword of Object.keys(value)) if (!known.includes(keyword)) faults.push({ path: path === '' ? keyword : `${path}.${keyword}`, message: say(`không dùng được ở đây: ${keyword}`, `may not stand here: ${keyword}`) })
}
