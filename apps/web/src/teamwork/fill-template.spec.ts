import { unknownVariables } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import { fillTemplate } from './fill-template.js'

const values = { code: '123 456 789', name: 'Bà Lan {code}', category: 'Đèn đường', deadline: '16:00 26/11/2026', department: 'Sở Xây dựng' }

describe('an answer template', () => {
  it('is filled in once', () => {
    expect(fillTemplate('Kính gửi {name}: {code}, {code}, {category}, {deadline}, {department}', values)).toBe('Kính gửi Bà Lan {code}: 123 456 789, 123 456 789, Đèn đường, 16:00 26/11/2026, Sở Xây dựng')
  })
  it('has no variable that nobody knows, and no brace left over', () => {
    expect(unknownVariables('{name} và {code}')).toEqual([])
    expect(unknownVariables('{ten} và {Code}, {name} { } }')).toEqual(['{ten}', '{Code}', '{ }', '}'])
  })
})
