import { operatorCallOf } from '@app/contracts'
import { interfaceOf, type AmiRow, type Mirror, type OwnCall } from './mirror.js'

// Asterisk's channel states (include/asterisk/channelstate.h).
const RINGING = '5'
const UP = '6'

/** Operators' own calls after one event about a channel; the same object where it is about none of them. */
export function foldOwnCalls(mirror: Mirror, event: AmiRow, at: number): Mirror {
  const callId = event['linkedid'] ?? ''
  const userId = operatorCallOf(callId)
  if (userId === null) return mirror
  const member = interfaceOf(userId)
  const own = event['uniqueid'] === callId
  const known = mirror.ownCalls[member]
  switch (event['event']) {
    case 'Newchannel':
      return own ? withOwnCall(mirror, member, { callId, phase: 'calling', since: at }) : mirror
    case 'Newstate': {
      const phase = own ? null : phaseOf(event)
      return phase === null || known?.callId !== callId || known.phase === phase || known.phase === 'talking' ? mirror : withOwnCall(mirror, member, { callId, phase, since: at })
    }
    case 'Hangup':
      return own && known?.callId === callId ? { ...mirror, ownCalls: Object.fromEntries(Object.entries(mirror.ownCalls).filter(([whose]) => whose !== member)) } : mirror
    default:
      return mirror
  }
}

/** Operators' own calls as Asterisk's channels tell them, without any event. @param since tells when a channel began, milliseconds */
export function ownCallsOf(channels: readonly AmiRow[], since: (row: AmiRow) => number): Mirror['ownCalls'] {
  const calls: Mirror['ownCalls'] = {}
  for (const row of channels) {
    const userId = operatorCallOf(row['uniqueid'] ?? '')
    if (userId !== null) calls[interfaceOf(userId)] = { callId: row['uniqueid'] ?? '', phase: 'calling', since: since(row) }
  }
  for (const row of channels) {
    const userId = operatorCallOf(row['linkedid'] ?? '')
    const call = userId === null ? undefined : calls[interfaceOf(userId)]
    const phase = phaseOf(row)
    if (call && phase && row['uniqueid'] !== row['linkedid'] && row['linkedid'] === call.callId && call.phase !== 'talking') call.phase = phase
  }
  return calls
}

const phaseOf = (row: AmiRow): OwnCall['phase'] | null => (row['channelstate'] === UP ? 'talking' : row['channelstate'] === RINGING ? 'ringing' : null)

const withOwnCall = (mirror: Mirror, member: string, call: OwnCall): Mirror => ({ ...mirror, ownCalls: { ...mirror.ownCalls, [member]: call } })
