import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { BLOCK_SIZE, inAny, inBoth, isOneEditAway, isWanted, marksIn, readPlaces, searchPlan, searchTerms, Vocabulary, wordsIn, writePlaces, type WantedWord } from './index.js'

const words = (text: string) => wordsIn(text).map(({ word }) => word)
const same = (word: string): WantedWord => ({ word, likeness: 'same' })

describe('the words of a text', () => {
  it.each([
    ['Đèn đường hỏng ở hẻm 12/5', ['den', 'duong', 'hong', 'o', 'hem', '12', '5']],
    ['ĐIỆN BIÊN PHỦ'.normalize('NFD'), ['dien', 'bien', 'phu']],
    ['UBND, p.1 – «chợ»', ['ubnd', 'p', '1', 'cho']],
    ['', []],
  ])('of %p are %p', (text, expected) => expect(words(text)).toEqual(expected))

  it('stand where they say, in whatever text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const { word, start, end } of wordsIn(text)) expect(words(text.slice(start, end))).toEqual([word])
      }),
    )
  })
})

describe('a slip', () => {
  it.each([
    ['duong', 'duon', true],
    ['duong', 'dduong', true],
    ['duong', 'duonh', true],
    ['duong', 'dunog', true],
    ['duong', 'duong', false],
    ['duong', 'dong', true],
    ['duong', 'dng', false],
    ['duong', 'gnoud', false],
  ])('%s ~ %s: %s', (a, b, expected) => expect(isOneEditAway(a, b)).toBe(expected))

  it('is one whichever way one looks, and found after every single edit', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })
    fc.assert(fc.property(letters, letters, (a, b) => isOneEditAway(a, b) === isOneEditAway(b, a)))
    fc.assert(
      fc.property(letters, fc.nat(), fc.constantFrom('x', 'y'), (word, at, letter) => {
        const i = at % (word.length + 1)
        expect(isOneEditAway(word, word.slice(0, i) + letter + word.slice(i))).toBe(true)
        if (i < word.length) expect(isOneEditAway(word, word.slice(0, i) + letter + word.slice(i + 1))).toBe(true)
      }),
    )
  })

  it('is looked for neither in numbers nor in very short words', () => {
    expect(isWanted({ word: '0912345678', likeness: 'slip' }, '0912345679')).toBe(false)
    expect(isWanted({ word: 'an', likeness: 'slip' }, 'am')).toBe(false)
    expect(isWanted({ word: 'den', likeness: 'slip' }, 'dem')).toBe(true)
  })
})

describe('what is looked for', () => {
  it('is a code or number when there is nothing but digits', () => {
    expect(searchTerms('123 456 789')).toEqual({ digits: '123456789', words: ['123456789'], lastIsOpen: false })
    expect(searchTerms('+84 912.345.678').digits).toBe('84912345678')
    expect(searchTerms('12')).toEqual({ digits: null, words: ['12'], lastIsOpen: true })
  })

  it('is each word once, the last one perhaps only begun', () => {
    expect(searchTerms('Đèn đường đèn')).toEqual({ digits: null, words: ['den', 'duong'], lastIsOpen: true })
    expect(searchTerms('đèn ')).toMatchObject({ lastIsOpen: false })
    expect(searchTerms(' ?! ')).toMatchObject({ words: [] })
  })

  it('is first as written; then with a slip in what nobody wrote, else in one word', () => {
    const vocabulary = new Vocabulary()
    vocabulary.add(['den', 'duong', 'hong'])
    const plan = (text: string) => searchPlan(searchTerms(text), (wanted) => vocabulary.alike(wanted).some((word) => vocabulary.has(word)))
    expect(plan('den duogn ')).toEqual({ exact: [same('den'), same('duogn')], slips: [[same('den'), { word: 'duogn', likeness: 'slip' }]] })
    expect(plan('den hon ').slips).toEqual([[same('den'), { word: 'hon', likeness: 'slip' }]])
    expect(plan('den duong ').slips).toHaveLength(2)
    expect(plan('den 99 ').slips).toEqual([])
    expect(vocabulary.alike({ word: 'duogn', likeness: 'slip' })).toEqual(['duogn', 'duong'])
    expect(vocabulary.alike({ word: 'd', likeness: 'beginning' })).toEqual(['d', 'den', 'duong'])
  })
})

it('marks are whole words of the text as written, joined when side by side', () => {
  const text = 'Đèn đường hỏng, đèn cũ'
  expect(marksIn(text, [same('den'), same('duong')]).map(([from, until]) => text.slice(from, until))).toEqual(['Đèn đường', 'đèn'])
  expect(marksIn('Đường', [{ word: 'duo', likeness: 'beginning' }])).toEqual([[0, 5]])
})

describe('places', () => {
  const set = fc.uniqueArray(fc.nat({ max: BLOCK_SIZE - 1 }), { maxLength: 300 })
  const sorted = (places: number[]) => places.toSorted((a, b) => a - b)
  it('are read as they were written', () => {
    fc.assert(fc.property(set, (places) => expect([...readPlaces(writePlaces(places))]).toEqual(sorted(places))))
    expect(() => readPlaces(Buffer.from([1]))).toThrow(RangeError)
  })
  it('are met and joined as sets', () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        const [left, right] = [Uint16Array.from(sorted(a)), Uint16Array.from(sorted(b))]
        expect([...inBoth(left, right)]).toEqual(sorted(a.filter((place) => b.includes(place))))
        expect([...inAny([left, right])]).toEqual(sorted([...new Set([...a, ...b])]))
      }),
    )
  })
})
