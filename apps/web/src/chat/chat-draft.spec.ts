import { expect, it } from '@jest/globals'
import { afterArrival, tryDraft, type ChatDraft } from './chat-draft.js'

const newId = () => 'new'
const tried = { text: 'Chị ơi', requestId: 'first' }

it('the same words go again under the same id, for they may have arrived', () => {
  expect(tryDraft({ text: ' Chị ơi ', tried }, newId)).toBe(tried)
})

it('other words are another message', () => {
  expect(tryDraft({ text: 'Chị ơi, giúp em', tried }, newId)).toEqual({ text: 'Chị ơi, giúp em', requestId: 'new' })
  expect(tryDraft({ text: 'Chị ơi', tried: null }, newId)).toEqual({ text: 'Chị ơi', requestId: 'new' })
})

it('what was typed while it was under way stays', () => {
  const left = (draft: ChatDraft) => afterArrival(draft, 'Chị ơi')
  expect(left({ text: 'Chị ơi ', tried })).toEqual({ text: '', tried: null })
  expect(left({ text: 'Chị ơi giúp em', tried })).toEqual({ text: 'giúp em', tried: null })
  expect(left({ text: 'Khác', tried })).toEqual({ text: 'Khác', tried: null })
})
