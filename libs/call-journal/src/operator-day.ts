import { isSameOperatorQueue, type JournalLine, type OperatorMoment } from '@app/contracts'

/**
 * What the journal tells of one operator, as a row of moments: each when a state began. app_queue writes a line for each queue, the one beside it
 * too; what says the same again is left out.
 * @param member the queue member's name, `op-7`
 */
export function operatorDay(lines: readonly JournalLine[], member: string): OperatorMoment[] {
  const moments: OperatorMoment[] = []
  const memberOf = new Set<string>()
  let pausedBefore: OperatorMoment | null = null
  for (const line of lines) {
    if (line.agent !== member || isSameOperatorQueue(line.queue)) continue
    const told = momentOf(line, memberOf, pausedBefore)
    if (!told) continue
    if (told.state === 'paused' || told.state === 'wrap-up') pausedBefore = told
    if (told.state === 'available') pausedBefore = null
    const last = moments.at(-1)
    if (last && last.state === told.state && last.reason === told.reason && last.callId === told.callId) continue
    moments.push(told)
  }
  return moments
}

function momentOf({ at, event, queue, callId, data }: JournalLine, memberOf: Set<string>, paused: OperatorMoment | null): OperatorMoment | null {
  const moment = (state: OperatorMoment['state'], more: Partial<OperatorMoment> = {}): OperatorMoment => ({ at: new Date(at * 1000).toISOString(), state, reason: null, queue: null, callId: null, ...more })
  switch (event) {
    case 'ADDMEMBER':
      memberOf.add(queue)
      return memberOf.size > 1 ? null : moment(data[0] === 'PAUSED' ? 'paused' : 'available')
    case 'REMOVEMEMBER':
      memberOf.delete(queue)
      return memberOf.size > 0 ? null : moment('offline')
    case 'PAUSE':
    case 'PAUSEALL':
      return data[0] === 'wrap-up' ? moment('wrap-up') : moment('paused', { reason: data[0] === 'Auto-Pause' ? 'missed-offer' : data[0] || null })
    case 'UNPAUSE':
    case 'UNPAUSEALL':
      return moment('available')
    case 'RINGNOANSWER':
      return moment('missed', { queue, callId })
    case 'CALLARRIVED':
    case 'CONNECT':
      return moment('talking', { queue, callId })
    case 'CALLENDED':
    case 'COMPLETECALLER':
    case 'COMPLETEAGENT':
      // The wrap-up's own line may stand before it.
      return paused ? moment(paused.state, { reason: paused.reason }) : moment('talk-over', { queue, callId })
    default:
      return null
  }
}
