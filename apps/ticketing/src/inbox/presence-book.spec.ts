import { describe, expect, it } from '@jest/globals'
import { PresenceBook } from './presence-book.js'

const bao = { id: 1, displayName: 'Bảo' }
const nhung = { id: 2, displayName: 'Nhung' }

describe('who has a ticket open', () => {
  it('is told to the others, and only when it becomes something else', () => {
    const book = new PresenceBook()
    expect([book.beat('1', bao, 'reading', 0), book.beat('1', bao, 'reading', 1), book.beat('1', nhung, 'writing', 2), book.beat('1', nhung, 'reading', 3)]).toEqual([true, false, true, true])
    expect(book.others('1', 1, 4)).toEqual([{ ...nhung, doing: 'reading' }])
    expect(book.others('1', 2, 4)).toEqual([{ ...bao, doing: 'reading' }])
    expect(book.others('2', 1, 4)).toEqual([])
  })
  it('is gone when they say so, and when they say nothing', () => {
    const book = new PresenceBook()
    book.beat('1', bao, 'reading', 0)
    book.beat('1', nhung, 'writing', 20_000)
    expect(book.others('1', 2, 24_999)).toHaveLength(1)
    expect(book.others('1', 2, 25_000)).toEqual([])
    expect(book.beat('1', nhung, 'gone', 30_000)).toBe(true)
    expect(book.others('1', 1, 30_000)).toEqual([])
    expect(book.beat('1', nhung, 'gone', 30_001)).toBe(false)
  })
})
