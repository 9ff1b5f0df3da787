import { describe, expect, it } from '@jest/globals'
import { operatorDay } from './operator-day.js'

let clock = 1_763_895_000
const line = (event: string, queue = 'reports', ...data: string[]) => ({ at: clock++, callId: '1763895165.12', queue, agent: 'op-7', event, data })
const states = (...lines: ReturnType<typeof line>[]) => operatorDay(lines, 'op-7').map(({ state, reason }) => (reason ? `${state}: ${reason}` : state))

describe("an operator's day", () => {
  it('is told once for each state, though app_queue writes a line for each queue', () => {
    expect(states(line('ADDMEMBER', 'reports-same-operator'), line('ADDMEMBER'), line('ADDMEMBER', 'procedures'), line('UNPAUSE'), line('UNPAUSE', 'procedures'), line('UNPAUSEALL', 'NONE'))).toEqual(['available'])
  })
  it('goes through a talk into wrap-up, whichever line comes first', () => {
    const talk = [line('CONNECT', 'reports', '3'), line('COMPLETECALLER', 'reports', '3', '60')]
    expect(states(...talk, line('PAUSE', 'reports', 'wrap-up'))).toEqual(['talking', 'talk-over', 'wrap-up'])
    expect(states(line('CONNECT'), line('PAUSE', 'reports', 'wrap-up'), line('COMPLETECALLER'))).toEqual(['talking', 'wrap-up'])
  })
  it('shows how somebody got stuck: the offer that rang out, and the pause after it', () => {
    expect(states(line('ADDMEMBER'), line('RINGNOANSWER', 'reports', '8000'), line('PAUSE', 'reports', 'Auto-Pause'))).toEqual(['available', 'missed', 'paused: missed-offer'])
  })
  it('ends when the last queue is left', () => {
    expect(states(line('ADDMEMBER'), line('ADDMEMBER', 'procedures'), line('REMOVEMEMBER'), line('REMOVEMEMBER', 'procedures'))).toEqual(['available', 'offline'])
  })
  it('is of that operator alone', () => {
    expect(operatorDay([{ ...line('CONNECT'), agent: 'op-70' }], 'op-7')).toEqual([])
  })
})
