import { EventEmitter } from 'node:events'
import { beforeAll, afterAll, describe, expect, it } from '@jest/globals'
import { Logger } from '@nestjs/common'
import { AmiTimeout } from '@app/asterisk'
import { emptyMirror, type Mirror } from '@app/queue-mirror'
import type { Connections } from '../asterisk/connections.js'
import type { Hall } from '../hall/hall.js'
import { Mending } from './mending.js'
import type { OperatorDesk } from './operator-desk.js'

const OP = 'PJSIP/op-7'
const inQueues = (...queues: string[]): Mirror => ({ ...emptyMirror(), members: { [OP]: Object.fromEntries(queues.map((queue) => [queue, { paused: false, pausedReason: '', status: 1, lastPause: 0, lastCall: 0, loginTime: 0 }])) } })

/** Asterisk comes back, each time as the console had it when it was lost; a try fails with the connection or without it. */
async function asteriskComesBack(...times: { lostAs: Mirror; fails?: 'lost again' | 'refused' | 'late, then lost again' }[]): Promise<string[][]> {
  const tried: string[][] = []
  const ami = { connected: true }
  const events = new EventEmitter()
  let fails: string | undefined
  const restore = async (_userId: number, before: Mirror['members'][string]): Promise<boolean> => {
    tried.push(Object.keys(before))
    if (!fails) return true
    const late = fails === 'late, then lost again'
    if (late) fails = 'lost again'
    else ami.connected = fails !== 'lost again'
    throw late ? new AmiTimeout('QueuePause') : new Error(fails)
  }
  new Mending({ ami } as unknown as Connections, { events, now: emptyMirror() } as unknown as Hall, { restore } as unknown as OperatorDesk)
  for (const time of times) {
    fails = time.fails
    ami.connected = true
    events.emit('back', time.lostAs)
    await new Promise(setImmediate)
  }
  return tried
}

describe('an operator whom Asterisk forgot', () => {
  beforeAll(() => Logger.overrideLogger(false))
  afterAll(() => Logger.overrideLogger(['log', 'warn', 'error']))

  it('is brought back to where they were when it was lost first, however often it is lost meanwhile', async () => {
    const both = ['procedures', 'reports']
    expect(await asteriskComesBack({ lostAs: inQueues(...both), fails: 'lost again' }, { lostAs: inQueues('reports'), fails: 'lost again' }, { lostAs: emptyMirror() }, { lostAs: inQueues('reports') })).toEqual([both, both, both, ['reports']])
  })

  it('also where it only did not answer before it was known to be lost', async () => {
    expect(await asteriskComesBack({ lostAs: inQueues('procedures'), fails: 'late, then lost again' }, { lostAs: emptyMirror() })).toEqual([['procedures'], ['procedures'], ['procedures']])
  })

  it('and who could not be brought back for another reason is not brought back to an old state later', async () => {
    expect(await asteriskComesBack({ lostAs: inQueues('procedures'), fails: 'refused' }, { lostAs: inQueues('reports') })).toEqual([['procedures'], ['reports']])
  })
})
