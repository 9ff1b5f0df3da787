import { OPERATOR_STATES, type ConsultTarget } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import { planConsult, type ConsultStanding } from './plan-consult.js'

const standing = (change: Partial<ConsultStanding> = {}): ConsultStanding => ({
  userId: 7,
  dialler: 'operator',
  talk: { queue: 'procedures' },
  queues: ['procedures'],
  colleague: { state: 'available', queues: ['procedures'] },
  consulting: false,
  takenOver: false,
  ...change,
})
const COLLEAGUE: ConsultTarget = { kind: 'operator', userId: 8 }
const NUMBER: ConsultTarget = { kind: 'number', number: '0277 385 1234' }

describe('asking somebody before handing on', () => {
  it('needs a talk, and is one at a time', () => {
    for (const target of [COLLEAGUE, NUMBER]) {
      expect(planConsult(target, standing({ talk: null }))).toEqual({ refusal: 'not-talking' })
      expect(planConsult(target, standing({ takenOver: true }))).toEqual({ refusal: 'taken-over' })
      expect(planConsult(target, standing({ consulting: true }))).toEqual({ refusal: 'already-consulting' })
    }
  })

  it.each(OPERATOR_STATES)('a colleague who is %s', (state) => {
    expect(planConsult(COLLEAGUE, standing({ colleague: { state, queues: ['procedures'] } }))).toEqual(state === 'available' ? { dial: 'PJSIP/op-8', number: null } : { refusal: 'colleague-not-free' })
  })

  it('a number by the dial rules', () => {
    expect(planConsult(NUMBER, standing())).toEqual({ dial: 'PJSIP/02773851234@trunk', number: '02773851234' })
    expect(planConsult({ kind: 'number', number: '19001080' }, standing())).toEqual({ refusal: 'not-dialable' })
    expect(planConsult({ kind: 'number', number: '18001091' }, standing())).toEqual({ refusal: 'free-service' })
  })
})
