import { describe, expect, it } from '@jest/globals'
import { z } from 'zod'
import { BadSettings, parseSettings, PortSetting } from './read-settings.js'

const Schema = z.object({ PORT: PortSetting, NAME: z.string().default('hotline') })

describe('settings', () => {
  it('are read from the environment, with defaults for what is absent or empty', () => {
    expect(parseSettings(Schema, { PORT: '80', NAME: '' })).toEqual({ PORT: 80, NAME: 'hotline' })
  })

  it('name every variable that does not fit', () => {
    const Two = Schema.extend({ SECRET: z.string().min(32) })
    expect(() => parseSettings(Two, { PORT: '70000', SECRET: 'short' })).toThrow(BadSettings)
    try {
      parseSettings(Two, { PORT: '70000', SECRET: 'short' })
    } catch (error) {
      expect((error as BadSettings).faults.map((f) => f.name)).toEqual(['PORT', 'SECRET'])
    }
  })
})
