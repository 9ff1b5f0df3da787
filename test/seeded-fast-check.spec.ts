import { expect, it } from '@jest/globals'
import fc from 'fast-check'

it('property tests try the same cases each time', () => {
  const sample = () => fc.sample(fc.double(), 20)
  expect(fc.readConfigureGlobal().seed).toEqual(expect.any(Number))
  expect(sample()).toEqual(sample())
})
