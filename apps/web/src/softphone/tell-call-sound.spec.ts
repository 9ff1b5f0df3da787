import { describe, expect, it } from '@jest/globals'
import { RefusedRequest } from '../api/refused-request.js'
import { CallSoundTeller } from './tell-call-sound.js'

const figure = (second: number) => ({ at: `2026-11-26T03:00:0${second}Z`, jitterMs: second, lossPercent: 0, roundTripMs: null })
const refused = (status: number) => new RefusedRequest(status, { code: 'x', message: { vi: 'x', en: 'x' } } as never)

describe('telling how a talk sounded', () => {
  it('waits for the call to be known, and tells each figure once', async () => {
    const told: unknown[] = []
    const teller = new CallSoundTeller((callId, { figures }) => {
      told.push([callId, figures.map(({ jitterMs }) => jitterMs)])
      return Promise.resolve()
    })
    for (const second of [1, 2, 3, 4]) teller.add(figure(second), null)
    expect(told).toEqual([])
    await teller.tell('1.1')
    await teller.tell('1.1')
    expect(told).toEqual([['1.1', [1, 2, 3, 4]]])
  })

  it.each([
    ['again when the call was not there yet', 404, 2],
    ['no more when it is not the own talk', 403, 1],
  ])('%s', async (_, status, times) => {
    let asked = 0
    const teller = new CallSoundTeller(() => {
      asked += 1
      return Promise.reject(refused(status))
    })
    teller.add(figure(1), '1.1')
    await teller.tell('1.1')
    await teller.tell('1.1')
    expect(asked).toBe(times)
  })
})
