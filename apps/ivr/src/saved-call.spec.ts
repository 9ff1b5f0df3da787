import { beginFlow } from '@app/flow'
import { describe, expect, it } from '@jest/globals'
import { readSavedCall, writeSavedCall } from './saved-call.js'

describe('what a channel keeps of its call', () => {
  const state = { ...beginFlow({ version: 'abc' }), at: 'left' as const, node: 'queue', variables: { caller: '0901|234' } }
  it('is read as it was written, whatever a caller keyed in or was called', () => {
    expect(readSavedCall(writeSavedCall('abc:welcome@0>queue@4', state))).toEqual({ way: 'abc:welcome@0>queue@4', state })
  })
  it('has no state when the call has ended, or another program wrote it', () => {
    expect(readSavedCall(writeSavedCall('abc:welcome@0', { ...beginFlow({ version: 'abc' }), at: 'ended' }))).toEqual({ way: 'abc:welcome@0', state: null })
    expect(readSavedCall('abc:welcome@0|{"at":"nowhere"}').state).toBeNull()
    expect(readSavedCall('').state).toBeNull()
  })
})
