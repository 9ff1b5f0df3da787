import { describe, expect, it } from '@jest/globals'
import { vietnameseNumber } from './numbers.js'

describe('Vietnamese numbers', () => {
  it.each([
    [0, 'không'],
    [1, 'một'],
    [5, 'năm'],
    [10, 'mười'],
    [11, 'mười một'],
    [14, 'mười bốn'],
    [15, 'mười lăm'],
    [20, 'hai mươi'],
    [21, 'hai mươi mốt'],
    [24, 'hai mươi tư'],
    [55, 'năm mươi lăm'],
    [91, 'chín mươi mốt'],
  ])('%d is %s', (n, words) => expect(vietnameseNumber(n)).toBe(words))

  it('are all different', () => {
    expect(new Set(Array.from({ length: 100 }, (_, n) => vietnameseNumber(n))).size).toBe(100)
  })

  it('refuse what they have no words for', () => {
    for (const n of [-1, 100, 1.5]) expect(() => vietnameseNumber(n)).toThrow(RangeError)
  })
})
