import { operatorCallOf, QueueName, queueNamed } from '@app/contracts'
import { membershipOf, whole } from './fold.js'
import { emptyMirror, numberOf, type AmiRow, type Mirror, type OperatorCall } from './mirror.js'
import { citizensLegIn, isOwnLeg, ownCallsOf } from './own-calls.js'
import { queueRow } from './queue-row.js'
import { stateOf } from './state-of.js'

const UP = '6'
const OPERATORS_LEG = /^(PJSIP\/op-\d+)-[0-9a-f]+$/

export interface SnapshotRows {
  /** Rows of `QueueStatus`. */
  queues: readonly AmiRow[]
  /** Rows of `CoreShowChannels`. */
  channels: readonly AmiRow[]
}

/**
 * The mirror as Asterisk tells it at one moment, without any event: also offers and talks that began before.
 * @param at the moment, milliseconds since the epoch
 */
export function fromSnapshot(rows: SnapshotRows, at: number): Mirror {
  const mirror = emptyMirror()
  for (const row of rows.queues.map(queueRow).filter((each) => each !== null)) {
    const queue = row['queue'] ?? ''
    switch (row['event'] ?? '') {
      case 'QueueParams':
        mirror.queues[queue] ??= []
        break
      case 'QueueMember':
        ;(mirror.members[row['location'] ?? ''] ??= {})[queue] = membershipOf(row)
        break
      case 'QueueEntry':
        ;(mirror.queues[queue] ??= []).push({
          callId: row['uniqueid'] ?? '',
          number: numberOf(row['calleridnum']),
          position: whole(row, 'position'),
          enteredAt: at - whole(row, 'wait') * 1000,
        })
        break
    }
  }
  for (const callers of Object.values(mirror.queues)) {
    callers.sort((a, b) => a.position - b.position)
    callers.forEach((caller, i) => (caller.position = i + 1))
  }
  addCalls(mirror, rows.channels, at)
  mirror.ownCalls = ownCallsOf(rows.channels, (row) => at - secondsOf(row['duration']) * 1000)
  // Somebody in a talk need not be a member any more.
  for (const member of Object.keys({ ...mirror.members, ...mirror.talks, ...mirror.ownCalls })) mirror.changedAt[member] = sinceOf(mirror, member, Object.values(mirror.members[member] ?? {}), at)
  return mirror
}

/** An operator's leg that is up and shares a call with a citizen's leg is a talk; one that rings is an offer. */
function addCalls(mirror: Mirror, channels: readonly AmiRow[], at: number): void {
  const byId = new Map(channels.map((row) => [row['uniqueid'] ?? '', row]))
  for (const row of channels) {
    const member = OPERATORS_LEG.exec(row['channel'] ?? '')?.[1]
    const linkedId = row['linkedid'] ?? ''
    const owns = operatorCallOf(linkedId) !== null
    // Whose own call it is talks in it by that; any other operator in it was offered the citizen, is asked with them, or was given them.
    const citizen = owns ? citizensLegIn(linkedId, channels) : byId.get(linkedId)
    // Two operators who ask each other are no talk with a citizen.
    if (!member || !citizen || citizen === row || isOwnLeg(row, channels) || OPERATORS_LEG.test(citizen['channel'] ?? '')) continue
    const queue = citizen['application'] === 'Queue' ? (citizen['applicationdata'] ?? '').split(',')[0] : citizen['exten']
    const since = at - secondsOf(row['duration']) * 1000
    const call: OperatorCall = {
      callId: owns && citizen['application'] === 'Queue' ? (citizen['uniqueid'] ?? '') : linkedId,
      queue: queueOf(queue),
      number: numberOf(citizen['calleridnum']),
      language: citizen['language'] ?? null,
      channelId: row['uniqueid'] ?? '',
      citizenId: citizen['uniqueid'] ?? '',
      since,
      waitedSeconds: Math.max(0, secondsOf(citizen['duration']) - secondsOf(row['duration'])),
    }
    if (row['channelstate'] === UP) mirror.talks[member] = call
    else mirror.offers[member] = call
  }
}

/** The queue by a name in the dialplan, where one letter (`s`) and what begins otherwise are no queues. */
function queueOf(name = ''): string | null {
  return name.length > 1 ? (QueueName.safeParse(queueNamed(name)).data ?? null) : null
}

function sinceOf(mirror: Mirror, member: string, memberships: Mirror['members'][string][string][], at: number): number {
  const latest = (pick: (membership: (typeof memberships)[number]) => number) => Math.max(0, ...memberships.map(pick)) * 1000
  switch (stateOf(mirror, member)) {
    case 'talking':
      return mirror.talks[member]?.since ?? mirror.ownCalls[member]?.since ?? at
    case 'offered':
      return mirror.offers[member]?.since ?? at
    case 'paused':
    case 'wrap-up':
      return latest(({ lastPause }) => lastPause)
    case 'available':
    case 'unreachable':
      return latest(({ loginTime, lastCall }) => Math.max(loginTime, lastCall))
    case 'offline':
      return at
  }
}

/** `hh:mm:ss` as CoreShowChannels writes a duration. */
function secondsOf(duration: string | undefined): number {
  return (duration ?? '').split(':').reduce((total, part) => total * 60 + (Number(part) || 0), 0)
}
