import type { Language } from '@app/contracts'
import { kindOf, type FieldValue, type FormField } from './form-schema.js'

/** A value as a person reads it: a choice by its title, a day as `23/11/2026`. */
export function showValue(field: FormField, value: FieldValue, language: Language): string {
  if (typeof value === 'boolean') return language === 'vi' ? (value ? 'Có' : 'Không') : value ? 'Yes' : 'No'
  if (typeof value === 'number') return new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 6 }).format(value)
  const kind = kindOf(field)
  if (kind === 'choice') return (field as { 'x-enum-titles': Record<string, { vi: string; en: string }> })['x-enum-titles'][value]?.[language] ?? value
  return kind === 'date' ? value.split('-').reverse().join('/') : value
}
