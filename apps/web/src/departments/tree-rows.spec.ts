import { describe, expect, it } from '@jest/globals'
import { freeCode, treeRows } from './tree-rows.js'

describe('the tree of departments', () => {
  it('puts each right above what is below it', () => {
    const rows = treeRows([
      { id: 3, parentId: 2 },
      { id: 1, parentId: null },
      { id: 2, parentId: 1 },
      { id: 4, parentId: 1 },
      { id: 5, parentId: 99 },
    ])
    expect(rows.map(({ department, depth }) => [department.id, depth])).toEqual([[1, 0], [2, 1], [3, 2], [4, 1], [5, 0]])
  })
})

describe('a code', () => {
  it('is the wanted one while nobody has it', () => {
    expect(freeCode('so-y-te', new Set())).toBe('so-y-te')
    expect(freeCode('so-y-te', new Set(['so-y-te', 'so-y-te-2']))).toBe('so-y-te-3')
    expect(freeCode('a'.repeat(40), new Set(['a'.repeat(40)]))).toHaveLength(38)
  })
})
