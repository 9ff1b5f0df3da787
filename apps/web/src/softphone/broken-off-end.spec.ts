import { describe, expect, it } from '@jest/globals'
import type { TerminateOptions } from 'jssip/lib/RTCSession'
import { BROKEN_OFF_END, tellTroubleAsBrokenOff } from './broken-off-end.js'

describe('the end of a talk', () => {
  const endedWith = (options: TerminateOptions | undefined, established: boolean) => {
    const told: (TerminateOptions | undefined)[] = []
    const session = { isEstablished: () => established, terminate: (given?: TerminateOptions) => void told.push(given) }
    tellTroubleAsBrokenOff(session)
    session.terminate(options)
    return told
  }
  const holdFailed = { cause: 'WebRTC Error', status_code: 500, reason_phrase: 'Hold Failed' }

  it('by trouble is told as one that nobody wanted', () => {
    expect(endedWith(holdFailed, true)).toEqual([{ ...BROKEN_OFF_END, cause: 'WebRTC Error' }])
    expect(BROKEN_OFF_END.extraHeaders).toEqual(['Reason: Q.850;cause=41'])
  })

  it.each<[string, TerminateOptions | undefined, boolean]>([
    ['by a person', {}, true],
    ['by a person, as JsSIP may be asked too', undefined, true],
    ['before the answer', { status_code: 486 }, false],
    ['that is broken off already', BROKEN_OFF_END, true],
  ])('%s is told as it is', (_name, options, established) => {
    expect(endedWith(options, established)).toEqual([options])
  })
})
