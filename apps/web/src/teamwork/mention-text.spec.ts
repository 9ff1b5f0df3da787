import { describe, expect, it } from '@jest/globals'
import { mentionAt, mentionsIn, withMention } from './mention-text.js'

const lan = { id: 1, displayName: 'Nguyễn Lan' }
const lanAnh = { id: 2, displayName: 'Nguyễn Lan Anh' }

describe('a mention', () => {
  it('begins with an @ that begins a word, and may be of several words', () => {
    expect(mentionAt('Nhờ @nguyen l', 13)).toEqual({ from: 4, search: 'nguyen l' })
    expect(mentionAt('@', 1)).toEqual({ from: 0, search: '' })
    expect(mentionAt('lan@example', 11)).toBeNull()
    expect(mentionAt('Nhờ @lan, xem', 13)).toBeNull()
  })
  it('becomes the whole name, and the rest stays', () => {
    const text = 'Nhờ @ng xem giúp'
    expect(withMention(text, { from: 4, search: 'ng' }, 'Nguyễn Lan')).toEqual({ text: 'Nhờ @Nguyễn Lan xem giúp', caret: 16 })
  })
  it('is of whoever’s whole name is there', () => {
    expect(mentionsIn('@Nguyễn Lan Anh xem', [lan, lanAnh])).toEqual([lanAnh])
    expect(mentionsIn('@Nguyễn Lan Anh và @Nguyễn Lan', [lan, lanAnh])).toEqual([lanAnh, lan])
    expect(mentionsIn('Nguyễn Lan', [lan])).toEqual([])
  })
})
