import type { LiveOperator, LiveQueue } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import { canBeChosen, consultTarget, transferChoices } from './transfer-targets.js'

const operator = (userId: number, displayName: string, state: LiveOperator['state']): LiveOperator => ({ userId, displayName, queues: ['procedures'], state, since: '', pauseReason: null, wrapUpEndsAt: null, offer: null, talk: null })
const queue = (name: string, available: number): LiveQueue => ({ name, waiting: [], operators: { offline: 0, unreachable: 0, available, paused: 0, offered: 0, talking: 0, 'wrap-up': 0 } })
const hall = {
  queues: [queue('procedures', 2), queue('reports', 0)],
  operators: [operator(7, 'Nguyễn Thị Mai', 'talking'), operator(8, 'Trần Văn Đức', 'paused'), operator(9, 'Lê Hồng Ánh', 'available'), operator(10, 'Phạm Đi Vắng', 'offline')],
  ownUserId: 7,
}
const nameOf = (name: string) => ({ procedures: 'Thủ tục', reports: 'Phản ánh' })[name] ?? name
const keys = (search: string) => transferChoices(search, hall, nameOf).map(({ key }) => key)

describe('whom a citizen can be handed on to', () => {
  it('are colleagues who are here, the free first, and queues; never oneself', () => {
    expect(keys('')).toEqual(['operator-9', 'operator-8', 'queue-procedures', 'queue-reports'])
  })

  it('are found without marks', () => {
    expect(keys('duc')).toEqual(['operator-8'])
    expect(keys('phan a')).toEqual(['queue-reports'])
    expect(keys('zzz')).toEqual([])
  })

  it('are a number, when one is typed', () => {
    expect(transferChoices(' 0912 345 678 ', hall, nameOf)[0]).toMatchObject({ kind: 'number', target: { kind: 'number', number: '0912 345 678' } })
    expect(keys('09')).toEqual([])
  })

  it('can be chosen unless a colleague could not pick up', () => {
    expect(transferChoices('', hall, nameOf).filter(canBeChosen).map(({ key }) => key)).toEqual(['operator-9', 'queue-procedures', 'queue-reports'])
  })

  it("are departments' numbers and the survey, when there are any; whoever can speak can be asked first", () => {
    const wide = { ...hall, departments: [{ id: 3, name: 'Sở Xây dựng', phone: '02773851234' }], survey: 'Khảo sát hài lòng' }
    const found = (search: string) => transferChoices(search, wide, nameOf)
    expect(found('').map(({ key }) => key)).toEqual(['operator-9', 'operator-8', 'queue-procedures', 'queue-reports', 'department-3', 'survey'])
    expect(found('xay dung')).toMatchObject([{ kind: 'department', number: '02773851234', target: { kind: 'number', number: '02773851234' } }])
    expect(found('').filter((choice) => consultTarget(choice) !== null).map(({ kind }) => kind)).toEqual(['operator', 'operator', 'department'])
  })
})
