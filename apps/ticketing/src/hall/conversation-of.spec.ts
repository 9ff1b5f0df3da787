import { describe, expect, it } from '@jest/globals'
import { conversationOf, partnerIn } from './conversation-of.js'

describe('a conversation', () => {
  it('of two has one key, whoever asks', () => {
    expect([conversationOf(7, 12), conversationOf(12, 7)]).toEqual(['7-12', '7-12'])
  })
  it('of many is called by its name', () => {
    expect([conversationOf(7, 'shift'), conversationOf(7, 'everybody')]).toEqual(['shift', 'everybody'])
  })
  it.each([['7-12', 7, 12], ['7-12', 12, 7], ['7-12', 1, null], ['7-12', 2, null], ['shift', 7, null]])('%s of %d is with %s', (conversation, me, partner) => {
    expect(partnerIn(conversation, me)).toBe(partner)
  })
})
