import { describe, expect, it } from '@jest/globals'
import { fillTemplate } from './fill-template.js'

describe('a configuration template', () => {
  it('is filled', () => {
    expect(fillTemplate('a.conf', 'port = {{PORT}}\nname = ${KEPT}', { PORT: 5 })).toBe('port = 5\nname = ${KEPT}')
  })
  it('that asks for what nobody gives is refused by name', () => {
    expect(() => fillTemplate('a.conf', '{{NOBODY}}', {})).toThrow(/a\.conf.*NOBODY/)
  })
})
