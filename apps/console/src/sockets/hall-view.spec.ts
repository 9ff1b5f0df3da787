import { expect, it } from '@jest/globals'
import { OPERATOR_STATES, type LiveOperator, type LiveSnapshot, type OperatorState } from '@app/contracts'
import { hallSnapshot } from './hall-view.js'

const NUMBER = '0912345678'
const call = { callId: '1763895165.12', queue: 'reports', number: NUMBER, language: 'vi', since: '2026-11-25T05:00:00Z', waitedSeconds: 3 } as const
const operator: LiveOperator = { userId: 7, displayName: 'Lan', queues: ['reports'], state: 'talking', since: '2026-11-25T05:00:00Z', pauseReason: null, wrapUpEndsAt: null, offer: call, talk: call }
const snapshot: LiveSnapshot = {
  at: '2026-11-25T05:00:00Z',
  queues: [{ name: 'reports', waiting: [{ callId: '1763895165.13', number: NUMBER, position: 1, enteredAt: '2026-11-25T05:00:00Z' }, { callId: '1763895165.14', number: null, position: 2, enteredAt: '2026-11-25T05:00:00Z' }], operators: Object.fromEntries(OPERATOR_STATES.map((state) => [state, 0])) as Record<OperatorState, number> }],
  operators: [operator, { ...operator, userId: 8, offer: null, talk: null }],
  health: { asterisk: true, redis: true, ticketing: true, ivr: true },
}

it('nobody in the hall sees a whole number, and all else is as it is', () => {
  const seen = hallSnapshot(snapshot)
  expect(JSON.stringify(seen)).not.toContain('345')
  expect(seen.queues[0]?.waiting.map(({ number }) => number)).toEqual(['09•• ••• 678', null])
  expect(seen.operators.map(({ offer, talk }) => [offer?.number, talk?.number])).toEqual([['09•• ••• 678', '09•• ••• 678'], [undefined, undefined]])
  const unmasked = JSON.parse(JSON.stringify(seen).replaceAll('09•• ••• 678', NUMBER)) as unknown
  expect(unmasked).toEqual(snapshot)
})
