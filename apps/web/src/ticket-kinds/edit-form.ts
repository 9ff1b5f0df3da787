import { kindOf, type FieldKind, type FormField, type FormSchema } from '@app/ticket-form'
import type { LocalName } from '@app/contracts'

/** A field as it stands in the editor: everything that a field of any type may say, so that nothing typed is lost when its type is tried out. */
export interface EditedField {
  name: string
  title: LocalName
  hint: LocalName
  kind: FieldKind
  required: boolean
  maxLength: number
  pattern: string
  multiline: boolean
  minimum: number | null
  maximum: number | null
  choices: { value: string; title: LocalName }[]
}

export const newField = (name: string): EditedField => ({ name, title: { vi: '', en: '' }, hint: { vi: '', en: '' }, kind: 'text', required: false, maxLength: 200, pattern: '', multiline: false, minimum: null, maximum: null, choices: [] })

/** A name that no other field has. */
export function freeName(fields: readonly EditedField[]): string {
  for (let number = fields.length + 1; ; number++) if (!fields.some(({ name }) => name === `field${number}`)) return `field${number}`
}

export const fieldsOf = (form: FormSchema): EditedField[] =>
  Object.entries(form.properties).map(([name, field]) => ({
    ...newField(name),
    title: field['x-title'],
    hint: field['x-hint'] ?? { vi: '', en: '' },
    kind: kindOf(field),
    required: form.required.includes(name),
    ...('maxLength' in field && { maxLength: field.maxLength, pattern: field.pattern ?? '', multiline: field['x-multiline'] ?? false }),
    ...(field.type === 'number' && { minimum: field.minimum ?? null, maximum: field.maximum ?? null }),
    ...('enum' in field && { choices: field.enum.map((value) => ({ value, title: field['x-enum-titles'][value] ?? { vi: '', en: '' } })) }),
  }))

const isBlank = ({ vi, en }: LocalName) => vi.trim() === '' && en.trim() === ''

function fieldOf({ title, hint, kind, maxLength, pattern, multiline, minimum, maximum, choices }: EditedField): FormField {
  const named = { 'x-title': title, ...(!isBlank(hint) && { 'x-hint': hint }) }
  switch (kind) {
    case 'text':
      return { type: 'string', maxLength, ...(pattern !== '' && { pattern }), ...(multiline && { 'x-multiline': true }), ...named }
    case 'date':
      return { type: 'string', format: 'date', ...named }
    case 'choice':
      return { type: 'string', enum: choices.map(({ value }) => value), 'x-enum-titles': Object.fromEntries(choices.map(({ value, title: own }) => [value, own])), ...named }
    case 'number':
      return { type: 'number', ...(minimum !== null && { minimum }), ...(maximum !== null && { maximum }), ...named }
    case 'boolean':
      return { type: 'boolean', ...named }
  }
}

/** The schema that the fields make; the server says what is wrong with it. Two of one name are one in JSON, so that is asked before: {@link doubleNames}. */
export const formOf = (fields: readonly EditedField[], like: FormSchema): FormSchema => ({
  ...like,
  properties: Object.fromEntries(fields.map((field) => [field.name, fieldOf(field)])),
  required: fields.filter(({ required }) => required).map(({ name }) => name),
})

export const doubleNames = (fields: readonly EditedField[]): string[] => [...new Set(fields.map(({ name }) => name).filter((name, index, all) => all.indexOf(name) !== index))]

/** The same fields with one at another place. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const rest = items.filter((_, index) => index !== from)
  const item = items[from]
  return item === undefined || to < 0 || to >= items.length ? [...items] : [...rest.slice(0, to), item, ...rest.slice(to)]
}
