import { BLOCK_SIZE } from '@app/word-search'
import { expect, it } from '@jest/globals'
import fc from 'fast-check'
import { indexChanges } from './index-changes.js'

const words = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd')).map((list) => new Set(list))
const ticket = fc.record({ id: fc.nat({ max: 3 * BLOCK_SIZE }), before: words, after: words })

it('what stood under the words before stands under those of after, and nothing else is touched', () => {
  fc.assert(
    fc.property(fc.uniqueArray(ticket, { selector: ({ id }) => id }), (tickets) => {
      const index = new Set(tickets.flatMap(({ id, before }) => [...before].map((word) => `${word} ${id}`)))
      for (const { word, block, add, remove } of indexChanges(tickets)) {
        for (const place of add) index.add(`${word} ${block * BLOCK_SIZE + place}`)
        for (const place of remove) index.delete(`${word} ${block * BLOCK_SIZE + place}`)
      }
      expect([...index].sort()).toEqual(tickets.flatMap(({ id, after }) => [...after].map((word) => `${word} ${id}`)).sort())
    }),
  )
  expect(indexChanges([{ id: 1, before: new Set(['a']), after: new Set(['a']) }])).toEqual([])
})
