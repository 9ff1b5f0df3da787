import { emptyForm, parseForm } from '@app/ticket-form'
import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { doubleNames, fieldsOf, formOf, freeName, moved, newField } from './edit-form.js'

const shipped = JSON.parse(readFileSync(join(import.meta.dirname, '../../../ticketing/src/seed/ticket-forms.json'), 'utf8')) as Record<string, object>
const forms = Object.entries(shipped).map(([kind, properties]) => {
  const parsed = parseForm({ ...emptyForm(), properties, required: Object.keys(properties).slice(0, 1) })
  if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults))
  return [kind, parsed.form] as const
})

describe('a form in the editor', () => {
  it.each(forms)('of %s is the same when nothing was done to it', (_, form) => {
    expect(formOf(fieldsOf(form), form)).toEqual(form)
    expect(Object.keys(formOf(fieldsOf(form), form).properties)).toEqual(Object.keys(form.properties))
  })

  it('keeps what was typed for another type, and says of a type only what it has', () => {
    const field = { ...newField('size'), title: { vi: 'Cỡ', en: 'Size' }, maxLength: 9, choices: ['a', 'b'].map((value) => ({ value, title: { vi: value, en: value } })) }
    const asNumber = formOf([{ ...field, kind: 'number', minimum: 1 }], emptyForm())
    expect(asNumber.properties).toEqual({ size: { type: 'number', minimum: 1, 'x-title': field.title } })
    expect('form' in parseForm(asNumber)).toBe(true)
    expect('form' in parseForm(formOf([{ ...field, kind: 'choice' }], emptyForm()))).toBe(true)
  })

  it('has each name once, and its fields where they were put', () => {
    expect(doubleNames([newField('a'), newField('b'), newField('a')])).toEqual(['a'])
    expect(freeName([newField('field2'), newField('x')])).toBe('field3')
    expect([moved(['a', 'b', 'c'], 0, 2), moved(['a', 'b', 'c'], 2, 1), moved(['a', 'b'], 1, 2)]).toEqual([['b', 'c', 'a'], ['a', 'c', 'b'], ['a', 'b']])
  })
})
