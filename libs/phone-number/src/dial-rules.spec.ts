import { describe, expect, it } from '@jest/globals'
import { dialBy } from './dial-rules.js'

describe('the dial rules', () => {
  it.each(['operator', 'supervisor'] as const)('let a %s reach who lives or works in Vietnam, and nobody else', (who) => {
    expect(dialBy(who, '+84 912 345 678')).toEqual({ dial: '0912345678' })
    expect(dialBy(who, '0277 385 1234')).toEqual({ dial: '02773851234' })
    for (const number of ['19001080', '113', '114', '115', '1022', '+14155550100', '', 'x', '0912345678@example.com', '18001', '180010911']) expect(dialBy(who, number)).toEqual({ refusal: 'not-dialable' })
  })

  it('let a supervisor alone reach free services', () => {
    expect(dialBy('supervisor', '1800 1091')).toEqual({ dial: '18001091' })
    expect(dialBy('supervisor', '1800.109.100')).toEqual({ dial: '1800109100' })
    expect(dialBy('operator', '1800 1091')).toEqual({ refusal: 'free-service' })
  })
})
