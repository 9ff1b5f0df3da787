import { TicketQuery } from '@app/contracts'
import { expect, it } from '@jest/globals'
import fc from 'fast-check'
import { readListCursor, readSearchCursor, writeListCursor, writeSearchCursor, type ListCursor, type SearchCursor } from './list-cursor.js'

const id = fc.integer({ min: 1, max: 2 ** 31 - 1 })
const at = fc.integer({ min: 0, max: 4_000_000_000_000 })

it('is read as it was written, and may be asked for', () => {
  const list: fc.Arbitrary<ListCursor> = fc.oneof(fc.record({ part: fc.constant('open' as const), deadlineAt: at, id }), fc.record({ part: fc.constant('answered' as const), answeredAt: at, deadlineAt: at, id }))
  const search: fc.Arbitrary<SearchCursor> = fc.record({ tier: fc.constantFrom('code' as const, 'exact' as const, 'slip' as const), id })
  fc.assert(fc.property(list, (cursor) => expect(readListCursor(TicketQuery.parse({ after: writeListCursor(cursor) }).after ?? '')).toEqual(cursor)))
  fc.assert(fc.property(search, (cursor) => expect(readSearchCursor(TicketQuery.parse({ after: writeSearchCursor(cursor) }).after ?? '')).toEqual(cursor)))
})

it.each(['', 'o', 'x1.2', 'o1.2.3', "a1.2.3' OR 1", 'e-1'])('%p is none', (text) => expect([readListCursor(text), readSearchCursor(text)]).toEqual([null, null]))
