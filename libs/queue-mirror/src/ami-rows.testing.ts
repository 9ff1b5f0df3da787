import type { AmiRow } from './mirror.js'

/** A moment that the specs count from, milliseconds. */
export const T0 = 1_763_895_000_000
export const second = (n: number) => T0 + n * 1000

export const caller = (callId: string, number = '0901234567'): AmiRow => ({
  channel: `PJSIP/trunk-${callId.replace('.', '')}`,
  channelstate: '6',
  calleridnum: number,
  calleridname: '<unknown>',
  language: 'vi',
  context: 'to-queue',
  uniqueid: callId,
  linkedid: callId,
})

/** The operator's leg as Agent… events carry it. */
export const leg = (user: number, channelId: string): AmiRow => ({ interface: `PJSIP/op-${user}`, membername: `op-${user}`, destchannel: `PJSIP/op-${user}-${hex(channelId)}`, destuniqueid: channelId })

export const hex = (channelId: string) => Number(channelId.split('.')[1] ?? 0).toString(16).padStart(8, '0')

/** AMI events as Asterisk 22 writes them, with the headers that matter here and some that do not. */
export const events = {
  join: (queue: string, callId: string, position: number, more: AmiRow = {}): AmiRow => ({ event: 'QueueCallerJoin', privilege: 'agent,all', ...caller(callId), queue, position: String(position), count: String(position), ...more }),
  leave: (queue: string, callId: string): AmiRow => ({ event: 'QueueCallerLeave', ...caller(callId), queue, count: '0', position: '1' }),
  abandon: (queue: string, callId: string): AmiRow => ({ event: 'QueueCallerAbandon', ...caller(callId), queue, position: '1', originalposition: '1', holdtime: '9' }),
  offered: (queue: string, callId: string, user: number, channelId: string): AmiRow => ({ event: 'AgentCalled', ...caller(callId), queue, ...leg(user, channelId) }),
  refused: (queue: string, callId: string, user: number, channelId: string): AmiRow => ({ event: 'AgentRingNoAnswer', ...caller(callId), queue, ...leg(user, channelId), ringtime: '8000' }),
  connect: (queue: string, callId: string, user: number, channelId: string, holdtime = 12): AmiRow => ({ event: 'AgentConnect', ...caller(callId), queue, ...leg(user, channelId), ringtime: '2', holdtime: String(holdtime) }),
  complete: (queue: string, callId: string, user: number, channelId: string): AmiRow => ({ event: 'AgentComplete', ...caller(callId), queue, ...leg(user, channelId), holdtime: '12', talktime: '60', reason: 'caller' }),
  hangup: (channelId: string, callId = channelId): AmiRow => ({ event: 'Hangup', channel: `PJSIP/some-${hex(channelId)}`, channelstate: '6', uniqueid: channelId, linkedid: callId, cause: '16' }),
  member: (event: string, queue: string, user: number, more: AmiRow = {}): AmiRow => ({
    event,
    queue,
    membername: `op-${user}`,
    interface: `PJSIP/op-${user}`,
    stateinterface: `PJSIP/op-${user}`,
    membership: 'dynamic',
    lastcall: '0',
    lastpause: '0',
    logintime: '1763894000',
    incall: '0',
    status: '1',
    paused: '0',
    pausedreason: '',
    ...more,
  }),
  added: (queue: string, user: number, more: AmiRow = {}) => events.member('QueueMemberAdded', queue, user, more),
  status: (queue: string, user: number, status: number, more: AmiRow = {}) => events.member('QueueMemberStatus', queue, user, { status: String(status), ...more }),
  paused: (queue: string, user: number, reason: string, lastpause = 1_763_895_010) => events.member('QueueMemberPause', queue, user, { paused: '1', pausedreason: reason, lastpause: String(lastpause) }),
  unpaused: (queue: string, user: number) => events.member('QueueMemberPause', queue, user),
  removed: (queue: string, user: number) => events.member('QueueMemberRemoved', queue, user),
}
