import { describe, expect, it } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'

/** Every file's calls are told apart by their numbers, and all files share one call log; so no number may be of two files. */
describe('the numbers that citizens of the system tests call from', () => {
  const files = readdirSync('test', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.system.spec.ts'))
  const numbers = files.flatMap((file) =>
    [...readFileSync(`test/${file}`, 'utf8').matchAll(/['`](09\d{4,8})(?:['`]|\$\{)/g)].map(([, digits]) => ({ file, digits: digits as string })),
  )

  it('are found', () => {
    expect(files.length).toBeGreaterThan(20)
    expect(new Set(numbers.map(({ file }) => file)).size).toBeGreaterThan(files.length * 0.8)
  })

  it('are of one file each', () => {
    const shared = numbers.flatMap((one) => numbers.filter((other) => other.file !== one.file && other.digits.startsWith(one.digits)).map((other) => `${one.digits} of ${one.file} and ${other.digits} of ${other.file}`))
    expect(shared).toEqual([])
  })
})
