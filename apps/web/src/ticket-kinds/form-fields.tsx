import { PLACE_FIELD, type Language } from '@app/contracts'
import { Box, Checkbox, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { kindOf, type FieldValue, type FormFault, type FormField, type FormSchema } from '@app/ticket-form'
import type { CSSProperties } from 'react'
import { useLanguage } from '../i18n.js'
import { DayField } from './day-field.js'

/** What is filled in while it is written: a blank is an empty text. */
export type DraftValues = Readonly<Record<string, FieldValue | null>>

type Props = { form: FormSchema; values: DraftValues; faults: readonly FormFault[]; change: (name: string, value: FieldValue) => void }

/** The fields of a form, in its order, two in a row where they are short. The same for whoever writes, corrects, or looks at it before it is published. */
export function FormFields({ form, values, faults, change }: Props) {
  const language = useLanguage()
  return (
    <Box style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: '10px 12px', alignItems: 'start' }}>
      {Object.entries(form.properties).map(([name, field]) => (
        <Box key={name} style={isLong(field) ? WIDE : field.type === 'boolean' ? BOX : undefined}>
          <OneField name={name} field={field} value={values[name] ?? ''} required={form.required.includes(name)} error={sentence(faults.find(({ path }) => path === name)?.message[language])} language={language} change={(value) => change(name, value)} />
        </Box>
      ))}
    </Box>
  )
}

const WIDE: CSSProperties = { gridColumn: '1 / -1' }
/** Beside a field that has its title above it. */
const BOX: CSSProperties = { alignSelf: 'end', minHeight: 36, display: 'flex', alignItems: 'center' }
const SHORT_TEXT = 150
const isLong = (field: FormField) => kindOf(field) === 'text' && (field as { maxLength: number }).maxLength > SHORT_TEXT
const sentence = (words: string | undefined) => (words === undefined ? null : words.charAt(0).toLocaleUpperCase('vi') + words.slice(1))
const testIdOf = (name: string) => (name === PLACE_FIELD ? 'ticket-place' : `ticket-field-${name}`)

type OneProps = { name: string; field: FormField; value: FieldValue; required: boolean; error: string | null; language: Language; change: (value: FieldValue) => void }

function OneField({ name, field, value, required, error, language, change }: OneProps) {
  const hint = field['x-hint']?.[language]
  const shared = { size: 'sm' as const, label: field['x-title'][language], error, 'data-testid': testIdOf(name) }
  switch (field.type) {
    case 'boolean':
      return <Checkbox {...shared} description={hint} checked={value === true} onChange={(event) => change(event.currentTarget.checked)} />
    case 'number':
      return <NumberInput {...shared} placeholder={hint} withAsterisk={required} value={typeof value === 'boolean' ? '' : value} onChange={change} {...(field.minimum !== undefined && { min: field.minimum })} {...(field.maximum !== undefined && { max: field.maximum })} clampBehavior="none" hideControls />
    default: {
      const text = typeof value === 'string' ? value : ''
      if ('enum' in field) {
        const choices = field.enum.map((one) => ({ value: one, label: field['x-enum-titles'][one]?.[language] ?? one }))
        return <Select {...shared} placeholder={hint} withAsterisk={required} clearable data={choices} value={text === '' ? null : text} onChange={(chosen) => change(chosen ?? '')} />
      }
      if ('format' in field) return <DayField label={shared.label} description={hint} required={required} day={text} error={error} onChange={change} testId={testIdOf(name)} />
      const written = { ...shared, placeholder: hint, withAsterisk: required, maxLength: field.maxLength, value: text }
      return field['x-multiline'] ? <Textarea {...written} autosize minRows={2} maxRows={6} onChange={(event) => change(event.currentTarget.value)} /> : <TextInput {...written} onChange={(event) => change(event.currentTarget.value)} />
    }
  }
}
