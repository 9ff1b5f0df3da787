import { describe, expect, it } from '@jest/globals'
import { understandOperator } from './operator-entry.js'
import { parseLine } from './parse-line.js'

const of = (text: string) => {
  const line = parseLine(text)
  if ('unreadable' in line) throw new Error(line.unreadable)
  return understandOperator(line)
}
const AT = 1795656015

describe('a journal line about an operator', () => {
  it.each([
    ['MANAGER|procedures|op-4|ADDMEMBER|', { event: 'joined', queue: 'procedures' }],
    ['MANAGER|reports|op-4|REMOVEMEMBER|', { event: 'left', queue: 'reports' }],
    ['NONE|NONE|op-4|UNPAUSEALL|', { event: 'available', queue: null }],
    ['NONE|NONE|op-4|PAUSEALL|wrap-up', { event: 'paused', reason: 'wrap-up' }],
    ['NONE|NONE|op-4|STATEASKED|9|break|gọi từ phòng điều hành', { event: 'asked', by: 9, reason: 'break', why: 'gọi từ phòng điều hành' }],
    ['NONE|NONE|op-4|STATEASKED||available|wrap-up-over', { event: 'asked', by: null, reason: 'available', why: 'wrap-up-over' }],
    ['NONE|NONE|op-4|WRAPUPEXTENDED|30|1', { event: 'wrap-up-extended', reason: '30', by: 4 }],
    ['1795656015.3|procedures|op-4|CONNECT|3|1795656010.4|2', { event: 'talk-began', queue: 'procedures', callId: '1795656015.3' }],
    ['1795656015.3|procedures-same-operator|op-4|CONNECT|3|1795656010.4|2', { event: 'talk-began', queue: 'procedures' }],
    ['1795656015.3|procedures|op-4|COMPLETECALLER|3|20|1', { event: 'talk-ended', why: 'citizen' }],
    ['1795656015.3|procedures|op-4|RINGNOANSWER|20000', { event: 'offer-missed' }],
    ['operator-4-1795656015.120|NONE|op-4|CALLARRIVED|0912000001|1022|operator', { event: 'own-call-began', queue: null, callId: 'operator-4-1795656015.120' }],
    ['operator-4-1795656015.120|NONE|op-4|OPERATORTRIED|ANSWER|16', { event: 'own-call-ended' }],
    ['operator-4-1795656015.120|NONE|op-4|CONNECT|0|operator-4-1795656015.120|0', { event: 'talk-began', queue: null }],
  ])('%s', (text, expected) => {
    expect(of(`${AT}|${text}`)).toMatchObject({ userId: 4, at: AT, ...expected })
  })

  it.each([
    'NONE|procedures|op-4|PAUSE|wrap-up', // PAUSEALL has told it
    'MANAGER|procedures-same-operator|op-4|ADDMEMBER|',
    '1795656015.3|NONE|NONE|CALLARRIVED|0912000001|1022|trunk',
    'NONE|NONE|NONE|QUEUESTART|',
    'NONE|procedures|op-4|CONNECT|3',
    'operator-4-1795656015.120|NONE|NONE|CALLENDED|16||vi|talk', // the operator's own part ended with OPERATORTRIED
    'NONE|NONE|someone|PAUSEALL|break',
  ])('%s tells nothing of one', (text) => {
    expect(of(`${AT}|${text}`)).toBeNull()
  })
})
