import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { parseForm } from './check-form.js'
import { checkValues, faultSentence } from './check-values.js'
import { DIALECT, kindOf, type FieldValue, type FieldValues, type FormField, type FormSchema } from './form-schema.js'
import { patternFault } from './pattern-faults.js'
import { showValue } from './show-value.js'

/** A form to be spoilt. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever may be written into it
type Loose = Record<string, any>
const title = { vi: 'Tên', en: 'Name' }
const small: FormSchema = {
  $schema: DIALECT,
  type: 'object',
  properties: {
    place: { type: 'string', maxLength: 10, 'x-title': { vi: 'Địa điểm', en: 'Place' } },
    number: { type: 'string', maxLength: 20, pattern: '^[A-Z]{2}-\\d+$', 'x-title': title },
    since: { type: 'string', format: 'date', 'x-title': title },
    size: { type: 'string', enum: ['small', 'large'], 'x-enum-titles': { small: { vi: 'Nhỏ', en: 'Small' }, large: { vi: 'Lớn', en: 'Large' } }, 'x-title': title },
    count: { type: 'number', minimum: 1, maximum: 5, 'x-title': title },
    danger: { type: 'boolean', 'x-title': title },
  },
  required: ['place'],
  additionalProperties: false,
}
const names = fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,8}$/)
const titles = fc.record({ vi: fc.stringMatching(/^[a-zơư]{1,12}$/), en: fc.stringMatching(/^[a-z]{1,12}$/) })
const choiceFields = fc.uniqueArray(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,6}$/), { minLength: 2, maxLength: 5 }).chain((choices) =>
  fc.tuple(titles, fc.array(titles, { minLength: choices.length, maxLength: choices.length })).map(([own, each]): FormField => ({ type: 'string', enum: choices, 'x-enum-titles': Object.fromEntries(choices.map((one, i) => [one, each[i] as typeof title])), 'x-title': own })),
)
const fields: fc.Arbitrary<FormField> = fc.oneof(
  fc.record({ type: fc.constant('string' as const), maxLength: fc.integer({ min: 1, max: 60 }), 'x-title': titles }),
  fc.record({ type: fc.constant('string' as const), format: fc.constant('date' as const), 'x-title': titles }),
  choiceFields,
  fc.tuple(fc.integer(), fc.nat(), titles).map(([minimum, span, own]): FormField => ({ type: 'number', minimum, maximum: minimum + span, 'x-title': own })),
  fc.record({ type: fc.constant('boolean' as const), 'x-title': titles }),
)
const forms = fc.dictionary(names, fields, { maxKeys: 8 }).chain((properties) => fc.subarray(Object.keys(properties)).map((required): FormSchema => ({ $schema: DIALECT, type: 'object', properties, required, additionalProperties: false })))

function valueFor(field: FormField): fc.Arbitrary<FieldValue> {
  switch (kindOf(field)) {
    case 'text':
      return fc.string({ unit: 'grapheme', minLength: 1, maxLength: (field as { maxLength: number }).maxLength }).filter((text) => text.trim() !== '' && [...text.trim()].length <= (field as { maxLength: number }).maxLength)
    case 'date':
      return fc.date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))
    case 'choice':
      return fc.constantFrom(...(field as { enum: string[] }).enum)
    case 'number':
      return fc.integer({ min: (field as { minimum: number }).minimum, max: (field as { maximum: number }).maximum })
    case 'boolean':
      return fc.boolean()
  }
}
const filled = forms.chain((form) => {
  const each = Object.entries(form.properties).map(([name, field]) => fc.tuple(fc.constant(name), form.required.includes(name) ? valueFor(field) : fc.option(valueFor(field), { nil: undefined })))
  return fc.tuple(fc.constant(form), each.length === 0 ? fc.constant([]) : fc.tuple(...each)).map(([own, entries]) => ({ form: own, values: Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as FieldValues }))
})

describe('a form', () => {
  it('is read as it was written', () => {
    expect(parseForm(small)).toEqual({ form: small })
    fc.assert(fc.property(forms, (form) => expect(parseForm(JSON.parse(JSON.stringify(form)))).toEqual({ form })))
  })

  it.each<[string, string, (form: Loose) => void]>([
    ['a keyword of JSON Schema that we do not have', 'allOf', (form) => (form['allOf'] = [])],
    ['one in a field', 'properties.place.minLength', (form) => (form['properties'].place.minLength = 1)],
    ['one of another type', 'properties.count.maxLength', (form) => (form['properties'].count.maxLength = 3)],
    ['a reference', 'properties.place.$ref', (form) => (form['properties'].place.$ref = '#/properties/number')],
    ['another dialect', '$schema', (form) => (form['$schema'] = 'http://json-schema.org/draft-07/schema#')],
    ['further values', 'additionalProperties', (form) => (form['additionalProperties'] = true)],
    ['a text without an end', 'properties.place.maxLength', (form) => delete form['properties'].place.maxLength],
    ['a format other than a day', 'properties.since.format', (form) => (form['properties'].since.format = 'email')],
    ['a title in one language', 'properties.danger.x-title', (form) => (form['properties'].danger['x-title'] = { vi: 'Tên' })],
    ['a choice without a title', 'properties.size.x-enum-titles.small', (form) => delete form['properties'].size['x-enum-titles'].small],
    ['a title of no choice', 'properties.size.x-enum-titles.middle', (form) => (form['properties'].size['x-enum-titles'].middle = title)],
    ['the same choice twice', 'properties.size.enum', (form) => form['properties'].size.enum.push('small')],
    ['limits the wrong way round', 'properties.count.maximum', (form) => (form['properties'].count.maximum = 0)],
    ['a pattern that never ends', 'properties.number.pattern', (form) => (form['properties'].number.pattern = '^(a+)+$')],
    ['a name with diacritics', 'properties.địaĐiểm', (form) => (form['properties'].địaĐiểm = form['properties'].place)],
    ['a required field that is not there', 'required', (form) => form['required'].push('colour')],
    ['the name of what every object has', 'required', (form) => form['required'].push('constructor')],
    ['a field of no type', 'properties.place.type', (form) => (form['properties'].place.type = ['string', 'null'])],
  ])('is refused with %s', (_, path, change) => {
    const form = structuredClone(small) as unknown as Loose
    change(form)
    const parsed = parseForm(form)
    expect('faults' in parsed && parsed.faults.map((fault) => fault.path)).toContain(path)
  })

  it('never throws, and never takes what it would read otherwise the next time', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.record({ $schema: fc.constant(DIALECT), type: fc.constant('object'), properties: fc.dictionary(names, fc.jsonValue()), required: fc.jsonValue(), additionalProperties: fc.constant(false) })), (value) => {
        const parsed = parseForm(value)
        if ('form' in parsed) expect(parseForm(parsed.form)).toEqual(parsed)
        else for (const { message } of parsed.faults) expect([message.vi, message.en].every((text) => text.length > 0)).toBe(true)
      }),
    )
  })
})

describe('values', () => {
  it('that were made for a form fit it, and fit it again', () => {
    fc.assert(
      fc.property(filled, ({ form, values }) => {
        const checked = checkValues(form, values)
        if ('faults' in checked) throw new Error(JSON.stringify(checked.faults))
        expect(Object.keys(checked.values).sort()).toEqual(Object.keys(values).sort())
        expect(checkValues(form, checked.values)).toEqual(checked)
      }),
    )
  })

  it('are refused for the field that was spoilt, and for no other', () => {
    const spoilt = filled.filter(({ form }) => Object.keys(form.properties).length > 0).chain(({ form, values }) => fc.constantFrom(...Object.keys(form.properties)).map((name) => ({ form, values, name })))
    fc.assert(
      fc.property(spoilt, fc.constantFrom<unknown>([], {}, ['a'], Number.NaN, '\u0000'.repeat(6000)), ({ form, values, name }, rubbish) => {
        const checked = checkValues(form, { ...values, [name]: rubbish })
        expect('faults' in checked && checked.faults.map(({ path }) => path)).toEqual([name])
      }),
    )
  })

  it('lack exactly the required ones that are blank', () => {
    fc.assert(
      fc.property(forms, fc.constantFrom(undefined, null, '', '   '), (form, blank) => {
        const checked = checkValues(form, Object.fromEntries(Object.keys(form.properties).map((name) => [name, blank])))
        const order = Object.keys(form.properties).filter((name) => form.required.includes(name))
        expect('faults' in checked ? checked.faults.map(({ path }) => path) : []).toEqual(order)
      }),
    )
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['a longer text', { place: '12345678901' }, 'place'],
    ['another pattern', { place: 'a', number: 'A-1' }, 'number'],
    ['no day of the calendar', { place: 'a', since: '2026-02-30' }, 'since'],
    ['another choice', { place: 'a', size: 'middle' }, 'size'],
    ['too few', { place: 'a', count: 0 }, 'count'],
    ['too many', { place: 'a', count: 6 }, 'count'],
    ['a number as text', { place: 'a', count: '3' }, 'count'],
    ['a field that is not there', { place: 'a', colour: 'red' }, 'colour'],
    ['the name of what every object has', { place: 'a', toString: 'x' }, 'toString'],
  ])('are refused with %s', (_, values, path) => {
    const checked = checkValues(small, values)
    expect('faults' in checked && checked.faults.map((fault) => fault.path)).toEqual([path])
  })

  it('are kept trimmed, the blank ones not at all, counted in characters', () => {
    expect(checkValues(small, { place: ' 🏠🏠🏠🏠🏠🏠🏠🏠🏠🏠 ', number: '', count: 2, danger: false })).toEqual({ values: { place: '🏠🏠🏠🏠🏠🏠🏠🏠🏠🏠', count: 2, danger: false } })
  })

  it('are said to be wrong in both languages, by the title of the field', () => {
    const checked = checkValues(small, {})
    expect('faults' in checked && faultSentence(small, checked.faults)).toEqual({ vi: 'Địa điểm: bắt buộc phải có.', en: 'Place: is required.' })
    expect(faultSentence(small, [{ path: 'toString', message: { vi: 'không có trong biểu mẫu', en: 'is not in the form' } }]).en).toBe('toString: is not in the form.')
  })

  it('are shown as a person reads them', () => {
    const show = (name: string, value: FieldValue) => showValue(small.properties[name] as FormField, value, 'vi')
    expect([show('size', 'small'), show('since', '2026-11-23'), show('danger', true), show('count', 1.5), show('place', 'Chợ')]).toEqual(['Nhỏ', '23/11/2026', 'Có', '1,5', 'Chợ'])
  })
})

describe('a pattern', () => {
  it.each(['^[A-Z]{2}-\\d+$', '^\\d{3}(\\.\\d{2})?$', '^(?:a|b)\\)+$', '^[(+*]+$'])('may be %s', (pattern) => expect(patternFault(pattern)).toBeNull())
  it.each(['(', '(a+)+$', '(a|a)*b', '(?=a)b', '(a)\\1', 'a*a*a*a*b', '(?:a{2,}){3}'])('may not be %s', (pattern) => expect(patternFault(pattern)).not.toBeNull())
})
