import { describe, expect, it } from '@jest/globals'
import { filterOf, pageOf, paramsOf, sameFilter } from './inbox-filter.js'

const filter = (address: string) => filterOf(new URLSearchParams(address))

describe('the filter in the address', () => {
  it('comes back as it went', () => {
    for (const address of ['', 'state=done', 'due=overdue&assignee=mine&categoryId=3', 'kind=problem&level=3&wardId=12', 'assignee=17&search=Nguy%E1%BB%85n+Hu%E1%BB%87']) expect(paramsOf(filter(address)).toString()).toBe(address)
  })
  it('is what waits for an answer, when nothing is said, or nonsense', () => {
    expect(filter('')).toEqual({ state: 'open' })
    expect(filter('due=yesterday&assignee=everybody')).toEqual({ state: 'open' })
    expect(['0', '-3', 'x', '2.7'].map((page) => pageOf(new URLSearchParams({ page })))).toEqual([1, 1, 1, 2])
  })
  it('is the same as another by what it says', () => {
    expect(sameFilter({ state: 'open', due: 'today' }, { due: 'today' })).toBe(true)
    expect(sameFilter({ state: 'open', assignee: 3 }, { state: 'open', assignee: 'mine' })).toBe(false)
  })
})
