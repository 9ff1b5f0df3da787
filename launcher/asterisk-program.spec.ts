import { describe, expect, it } from '@jest/globals'
import { isNewEnough } from './asterisk-program.js'

describe('an Asterisk', () => {
  it.each(['Asterisk 22.10.1', 'Asterisk 22.10.1+dfsg+~cs6.17', 'Asterisk 22.11.0', 'Asterisk 23.0.0'])('%s is new enough', (text) => expect(isNewEnough(text)).toBe(true))
  it.each(['Asterisk 22.10.0', 'Asterisk 20.18.2', 'Asterisk 22.9.4', 'nonsense'])('%s is not', (text) => expect(isNewEnough(text)).toBe(false))
})
