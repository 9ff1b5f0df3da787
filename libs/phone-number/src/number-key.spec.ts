import { expect, it } from '@jest/globals'
import { numberKey } from './number-key.js'

it.each(['0912345678', '+84912345678', '84912345678', '0084912345678', '+84 912 345 678', '(0912) 345-678', '+84 0912345678'])('%p is one caller', (number) => {
  expect(numberKey(number)).toBe('912345678')
})
it.each([['1022', '1022'], ['113', '113'], ['', null], [null, null], ['anonymous', null], ['02773851234', '2773851234']])('%p becomes %p', (number, key) => {
  expect(numberKey(number)).toBe(key)
})
