import { describe, expect, it } from '@jest/globals'
import { emptyMirror } from './mirror.js'
import { fold } from './fold.js'
import { fromSnapshot } from './snapshot.js'

const caller = { uniqueid: '1.1', linkedid: '1.1', calleridnum: '0901000001', position: '1' }
const side = 'procedures-same-operator'

describe('a caller who waits for one operator', () => {
  it('waits in the queue itself, before it and after', () => {
    const waiting = fold(emptyMirror(), { event: 'QueueCallerJoin', queue: side, ...caller }, 1_000)
    expect(waiting.queues).toEqual({ procedures: [{ callId: '1.1', number: '0901000001', position: 1, enteredAt: 1_000 }] })
    const left = fold(waiting, { event: 'QueueCallerLeave', queue: side, ...caller }, 2_000)
    const again = fold(left, { event: 'QueueCallerJoin', queue: 'procedures', ...caller }, 2_000)
    expect(again.queues['procedures']).toHaveLength(1)
    expect(fromSnapshot({ queues: [{ event: 'QueueParams', queue: side }, { event: 'QueueEntry', queue: side, ...caller, wait: '3' }], channels: [] }, 5_000).queues).toEqual({ procedures: [{ callId: '1.1', number: '0901000001', position: 1, enteredAt: 2_000 }] })
  })

  it('is offered in the queue itself', () => {
    const offered = fold(emptyMirror(), { event: 'AgentCalled', queue: side, interface: 'PJSIP/op-7', ...caller, destuniqueid: '1.2' }, 1_000)
    expect(offered.offers['PJSIP/op-7']).toMatchObject({ queue: 'procedures', callId: '1.1' })
  })

  it('makes no operator a member of another queue', () => {
    const member = { event: 'QueueMemberAdded', interface: 'PJSIP/op-7', status: '1', paused: '0' }
    const mirror = fold(emptyMirror(), { ...member, queue: side }, 1_000)
    expect(mirror.members).toEqual({})
    expect(fromSnapshot({ queues: [{ event: 'QueueMember', queue: side, location: 'PJSIP/op-7' }], channels: [] }, 1).members).toEqual({})
  })
})
