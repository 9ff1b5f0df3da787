import { expect, it } from '@jest/globals'
import { alikeByWords } from './alike-by-words.js'

const tickets = new Map([
  ['den', [1, 2, 3, 4]],
  ['duong', [1, 2, 3, 4]],
  ['tat', [1, 2]],
  ['hem', [1, 3]],
])

it('the ticket with most of the words comes first, one with few of them not at all', () => {
  expect(alikeByWords(['den', 'duong', 'tat', 'hem'], tickets)).toEqual([1, 3, 2].sort((a, b) => Number(b === 1) - Number(a === 1) || b - a))
  expect(alikeByWords(['den', 'duong', 'tat'], tickets)).toEqual([2, 1])
})

it('words that nobody wrote count against it, and few words say nothing', () => {
  expect(alikeByWords(['den', 'duong', 'hem', 'ngap', 'nuoc', 'cong'], tickets)).toEqual([])
  expect(alikeByWords(['den', 'duong'], tickets)).toEqual([])
})
