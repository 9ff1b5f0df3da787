import type { LocalName } from '@app/contracts'

/** What a field of any type says beside its type. */
interface Named {
  'x-title': LocalName
  'x-hint'?: LocalName
}
export interface TextField extends Named {
  type: 'string'
  /** In characters. */
  maxLength: number
  /** Of the whole text; see `pattern-faults.ts` for what may stand in it. */
  pattern?: string
  /** Written in more than one line. */
  'x-multiline'?: boolean
}
/** A day, `2026-11-23`. */
export interface DateField extends Named {
  type: 'string'
  format: 'date'
}
export interface ChoiceField extends Named {
  type: 'string'
  enum: string[]
  'x-enum-titles': Record<string, LocalName>
}
export interface NumberField extends Named {
  type: 'number'
  minimum?: number
  maximum?: number
}
export interface BooleanField extends Named {
  type: 'boolean'
}
export type FormField = TextField | DateField | ChoiceField | NumberField | BooleanField

/** A form: JSON Schema (draft 2020-12), of which only this may stand in it. Fields are shown in their order. */
export interface FormSchema {
  $schema: typeof DIALECT
  type: 'object'
  properties: Record<string, FormField>
  required: string[]
  additionalProperties: false
}
export const DIALECT = 'https://json-schema.org/draft/2020-12/schema'

export type FieldKind = 'text' | 'date' | 'choice' | 'number' | 'boolean'
export const FIELD_KINDS: readonly FieldKind[] = ['text', 'date', 'choice', 'number', 'boolean']

export function kindOf(field: FormField): FieldKind {
  if (field.type !== 'string') return field.type
  if ('enum' in field) return 'choice'
  return 'format' in field ? 'date' : 'text'
}

export type FieldValue = string | number | boolean
export type FieldValues = Record<string, FieldValue>

/** What does not fit, and where: a field's name, or a way into the schema with dots. */
export interface FormFault {
  path: string
  message: LocalName
}

export const emptyForm = (): FormSchema => ({ $schema: DIALECT, type: 'object', properties: {}, required: [], additionalProperties: false })
