import { expect, it } from '@jest/globals'
import { shownPart } from './shown-part.js'

const said = (text: string, marks: [number, number][]) => shownPart(text, marks).pieces.map(({ words, marked }) => (marked ? `[${words}]` : words)).join('')

it('marks stand where they are', () => {
  expect(said('Đèn đường hỏng', [[0, 3], [10, 14]])).toBe('[Đèn] đường [hỏng]')
  expect(said('Đèn', [])).toBe('Đèn')
})

it('a mark far behind is brought near, at the beginning of a word, and nothing behind it is lost', () => {
  const text = `${'chữ '.repeat(60)}đèn hỏng`
  const { pieces, cut } = shownPart(text, [[240, 243]])
  expect(cut).toBe(true)
  expect(pieces.map(({ words }) => words).join('')).toMatch(/^(chữ )+đèn hỏng$/)
  expect(pieces.map(({ words }) => words).join('').length).toBeLessThan(60)
})
