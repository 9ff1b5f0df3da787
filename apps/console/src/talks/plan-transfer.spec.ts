import { OPERATOR_STATES, type TalkTarget } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import { planTransfer, type TransferStanding } from './plan-transfer.js'

const standing = (change: Partial<TransferStanding> = {}): TransferStanding => ({
  userId: 7,
  dialler: 'operator',
  talk: { queue: 'procedures' },
  queues: ['procedures', 'reports'],
  colleague: { state: 'available', queues: ['procedures', 'reports'] },
  ...change,
})
const QUEUE: TalkTarget = { kind: 'queue', queue: 'reports' }
const COLLEAGUE: TalkTarget = { kind: 'operator', userId: 8 }
const NUMBER: TalkTarget = { kind: 'number', number: '+84 912 345 678' }

describe('handing a citizen on', () => {
  it('needs a talk, whoever the target is', () => {
    for (const target of [QUEUE, COLLEAGUE, NUMBER]) expect(planTransfer(target, standing({ talk: null }))).toEqual({ refusal: 'not-talking' })
  })

  it('to a queue that there is', () => {
    expect(planTransfer(QUEUE, standing())).toEqual({ context: 'hand-to-queue', exten: 'reports', queue: null })
    expect(planTransfer({ kind: 'queue', queue: 'nowhere' }, standing())).toEqual({ refusal: 'no-such-queue' })
  })

  it.each(OPERATOR_STATES)('to a colleague who is %s', (state) => {
    const plan = planTransfer(COLLEAGUE, standing({ colleague: { state, queues: ['procedures'] } }))
    expect(plan).toEqual(state === 'available' ? { context: 'hand-to-operator', exten: '8', queue: 'procedures' } : { refusal: 'colleague-not-free' })
  })

  it('to a colleague by a queue that this one answers, and never to oneself', () => {
    expect(planTransfer(COLLEAGUE, standing({ colleague: { state: 'available', queues: ['reports'] } }))).toMatchObject({ queue: 'reports' })
    expect(planTransfer(COLLEAGUE, standing({ colleague: { state: 'available', queues: [] } }))).toEqual({ refusal: 'colleague-not-free' })
    expect(planTransfer(COLLEAGUE, standing({ colleague: null }))).toEqual({ refusal: 'colleague-not-free' })
    expect(planTransfer({ kind: 'operator', userId: 7 }, standing())).toEqual({ refusal: 'to-yourself' })
  })

  it('to the survey', () => {
    expect(planTransfer({ kind: 'survey' }, standing())).toEqual({ context: 'hand-to-survey', exten: 's', queue: null })
  })

  it('to a number by the dial rules', () => {
    expect(planTransfer(NUMBER, standing())).toEqual({ context: 'hand-to-number', exten: '0912345678', queue: null })
    expect(planTransfer({ kind: 'number', number: '113' }, standing())).toEqual({ refusal: 'not-dialable' })
    expect(planTransfer({ kind: 'number', number: '18001091' }, standing())).toEqual({ refusal: 'free-service' })
    expect(planTransfer({ kind: 'number', number: '18001091' }, standing({ dialler: 'supervisor' }))).toMatchObject({ exten: '18001091' })
  })
})
