import { operatorCallOf } from '@app/contracts'
import { interfaceOf, numberOf, type AmiRow, type Mirror, type OwnCall } from './mirror.js'

// Asterisk's channel states (include/asterisk/channelstate.h).
const RINGING = '5'
const UP = '6'
const TRUNKS_LEG = /^PJSIP\/trunk-/

/** Operators' own calls after one event about a channel; the same object where it is about none of them. */
export function foldOwnCalls(mirror: Mirror, event: AmiRow, at: number): Mirror {
  const callId = event['linkedid'] ?? ''
  const userId = operatorCallOf(callId)
  if (userId === null) return mirror
  const member = interfaceOf(userId)
  const own = event['uniqueid'] === callId
  const known = mirror.ownCalls[member]
  switch (event['event']) {
    case 'DialBegin':
      return goesOnFrom(event) && event['uniqueid'] && event['destuniqueid'] && isLegOf(member, event['destchannel'])
        ? withOwnCall(mirror, member, { callId, channelId: event['destuniqueid'], citizenId: event['uniqueid'], number: numberOf(event['calleridnum']), phase: 'talking', since: at })
        : mirror
    case 'Newchannel':
      if (own) return withOwnCall(mirror, member, { callId, channelId: callId, citizenId: null, number: null, phase: 'calling', since: at })
      // The first other leg is the citizen's; those that come later are others' ears, and whoever is asked.
      return known?.callId === callId && known.citizenId === null && event['uniqueid'] ? withOwnCall(mirror, member, { ...known, citizenId: event['uniqueid'] }) : mirror
    case 'Newstate': {
      const phase = own ? null : phaseOf(event)
      return phase === null || known?.callId !== callId || known.phase === phase || known.phase === 'talking' ? mirror : withOwnCall(mirror, member, { ...known, citizenId: known.citizenId ?? event['uniqueid'] ?? null, number: known.number ?? numberOf(event['calleridnum']), phase, since: at })
    }
    case 'Hangup':
      return known?.callId === callId && known.channelId === event['uniqueid'] ? { ...mirror, ownCalls: Object.fromEntries(Object.entries(mirror.ownCalls).filter(([whose]) => whose !== member)) } : mirror
    default:
      return mirror
  }
}

/** Operators' own calls as Asterisk's channels tell them, without any event. @param since tells when a channel began, milliseconds */
export function ownCallsOf(channels: readonly AmiRow[], since: (row: AmiRow) => number): Mirror['ownCalls'] {
  const calls: Mirror['ownCalls'] = {}
  for (const row of channels) {
    const callId = row['linkedid'] ?? ''
    const userId = operatorCallOf(callId)
    if (userId !== null && isOwnLeg(row, channels)) calls[interfaceOf(userId)] = { callId, channelId: row['uniqueid'] ?? '', citizenId: null, number: null, phase: 'calling', since: since(row) }
  }
  for (const call of Object.values(calls)) {
    const citizen = citizensLegIn(call.callId, channels)
    if (!citizen) continue
    call.citizenId = citizen['uniqueid'] ?? null
    call.number = numberOf(citizen['calleridnum'])
    call.phase = phaseOf(citizen) ?? call.phase
  }
  return calls
}

/** The leg of the citizen whom an operator called: the first on the trunk; whoever was asked, or was handed the citizen, came later. */
export function citizensLegIn(ownCallId: string, channels: readonly AmiRow[]): AmiRow | undefined {
  return channels.filter((row) => row['linkedid'] === ownCallId && row['uniqueid'] !== ownCallId && TRUNKS_LEG.test(row['channel'] ?? '')).toSorted(byAge)[0]
}

/** By Asterisk's own Uniqueid: second and counter. */
function byAge(a: AmiRow, b: AmiRow): number {
  const [aSecond = 0, aCount = 0] = (a['uniqueid'] ?? '').split('.').map(Number)
  const [bSecond = 0, bCount = 0] = (b['uniqueid'] ?? '').split('.').map(Number)
  return aSecond - bSecond || aCount - bCount
}

/** Whether this channel is the operator's in a call of their own: the first one, or that in which it goes on. */
export function isOwnLeg(row: AmiRow, channels: readonly AmiRow[]): boolean {
  const callId = row['linkedid'] ?? ''
  const userId = operatorCallOf(callId)
  if (userId === null) return false
  return row['uniqueid'] === callId || (isLegOf(interfaceOf(userId), row['channel']) && goesOnFrom(citizensLegIn(callId, channels) ?? {}))
}

/** Whether the dialplan gives this citizen back to the operator whose page went in the talk; out of a queue they come to them as any caller does. */
const goesOnFrom = (citizen: AmiRow): boolean => citizen['context'] === 'own-talk-broken-off'

/** Whether a channel is one of this operator's telephone. */
const isLegOf = (member: string, channel = ''): boolean => channel.startsWith(`${member}-`)

const phaseOf = (row: AmiRow): OwnCall['phase'] | null => (row['channelstate'] === UP ? 'talking' : row['channelstate'] === RINGING ? 'ringing' : null)

const withOwnCall = (mirror: Mirror, member: string, call: OwnCall): Mirror => ({ ...mirror, ownCalls: { ...mirror.ownCalls, [member]: call } })
