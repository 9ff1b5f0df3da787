import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { partsOf, textOf } from './prompt-parts.js'
import { variableName } from './variable-name.js'

const language = fc.constantFrom('vi' as const, 'en' as const)

describe('the pieces of a prompt', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(language, fc.array(fc.record({ language, text: fc.string() }), { minLength: 1 }), (own, parts) => {
        expect(partsOf(textOf(parts, own), own)).toEqual(parts)
      }),
    )
  })
  it('are a plain text where one voice reads all', () => {
    expect(textOf([{ language: 'vi', text: 'Xin chào' }], 'vi')).toBe('Xin chào')
    expect(textOf([{ language: 'vi', text: 'Bấm 1.' }, { language: 'en', text: 'Press 9.' }], 'vi')).toEqual(['Bấm 1.', { en: 'Press 9.' }])
  })
})

describe('a variable that a person named', () => {
  it.each([
    ['Số hồ sơ', 'soHoSo'],
    ['Đơn vị 2', 'donVi2'],
    ['2026', ''],
    ['  ', ''],
  ])('%s → %s', (written, name) => expect(variableName(written)).toBe(name))
})
