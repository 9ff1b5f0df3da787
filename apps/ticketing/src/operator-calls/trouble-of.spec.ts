import { expect, it } from '@jest/globals'
import { troubleOf } from './trouble-of.js'

it.each([
  ['ANSWER', 16, null],
  ['BUSY', 17, 'busy'],
  ['NOANSWER', 0, 'no-answer'],
  ['NOANSWER', 19, 'no-answer'],
  ['NOANSWER', 20, 'not-reachable'],
  ['CONGESTION', 1, 'no-such-number'],
  ['CHANUNAVAIL', 28, 'no-such-number'],
  ['CONGESTION', 34, 'not-reachable'],
  ['CHANUNAVAIL', null, 'not-reachable'],
  ['CANCEL', 16, 'hung-up'],
] as const)('%s with cause %s is %s', (result, cause, trouble) => {
  expect(troubleOf(result, cause)).toBe(trouble)
})
