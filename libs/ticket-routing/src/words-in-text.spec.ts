import { describe, expect, it } from '@jest/globals'
import { isIn, phraseCovers, phraseOf } from './words-in-text.js'

const found = (phrase: string, text: string) => isIn(phraseOf(phrase), phraseOf(text))
const covers = (wide: string, narrow: string) => phraseCovers(phraseOf(wide), phraseOf(narrow))

describe('words in a text', () => {
  it.each([
    ['đèn đường', 'Đèn đường hỏng'],
    ['đèn đường', 'DEN DUONG HONG'],
    ['den duong', 'Bóng đèn đường tắt'],
    ['Đèn đường', 'den đường'],
    ['hòa bình', 'đường Hoà Bình'],
    ['hoà bình', 'HÒA-BÌNH, số 3'],
    ['cột điện', 'cột'.normalize('NFD') + ' điện'.normalize('NFD')],
    ['12', 'hẻm 12.'],
  ])('finds “%s” in “%s”', (phrase, text) => expect(found(phrase, text)).toBe(true))

  it.each([
    ['đèn', 'đến nơi'],
    ['đèn đường', 'đèn ngoài đường'],
    ['đường', 'đương nhiên'],
    ['đèn', 'đènn'],
    ['1', 'hẻm 12'],
    ['', 'gì cũng được'],
    [' - ', 'gì - cũng được'],
    ['đèn đường', ''],
  ])('does not find “%s” in “%s”', (phrase, text) => expect(found(phrase, text)).toBe(false))

  it('knows when one phrase is in every text that has another', () => {
    expect(covers('đèn', 'bóng đèn đường')).toBe(true)
    expect(covers('den', 'đèn')).toBe(true)
    expect(covers('hoà', 'hòa')).toBe(true)
    expect(covers('đèn', 'den')).toBe(false)
    expect(covers('bóng đèn', 'đèn')).toBe(false)
    expect(covers('đèn', 'đến')).toBe(false)
  })
})
