import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { Batches } from './batches.js'

const done = <R>(value: R): PromiseSettledResult<R> => ({ status: 'fulfilled', value })

/** Batches whose work ends when it is told to. */
function held(limits: { most: number; atOnce: number }) {
  const begun: number[][] = []
  const ends: (() => void)[] = []
  const batches = new Batches<number, number>((items) => {
    begun.push(items)
    return new Promise((resolve) => ends.push(() => resolve(items.map((item) => done(item * 10)))))
  }, limits)
  return { batches, begun, end: () => ends.shift()?.() }
}
const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('batches', () => {
  it('one alone begins at once; who comes meanwhile goes together, no more than fit', async () => {
    const { batches, begun, end } = held({ most: 3, atOnce: 1 })
    const first = batches.add(1)
    await turn()
    const others = [2, 3, 4, 5].map((item) => batches.add(item))
    await turn()
    expect(begun).toEqual([[1]])
    end()
    expect(await first).toBe(10)
    await turn()
    expect(begun).toEqual([[1], [2, 3, 4]])
    end()
    await turn()
    end()
    expect(await Promise.all(others)).toEqual([20, 30, 40, 50])
  })

  it('as many at a time as may be', async () => {
    const { batches, begun } = held({ most: 1, atOnce: 2 })
    for (const item of [1, 2, 3]) void batches.add(item)
    await turn()
    expect(begun).toEqual([[1], [2]])
  })

  it('a refusal is its item’s alone; a fault is everybody’s, and the next batch goes on', async () => {
    let fault: Error | null = null
    const batches = new Batches<number, number>(
      (items) => (fault ? Promise.reject(fault) : Promise.resolve(items.map((item) => (item < 0 ? { status: 'rejected', reason: new Error('negative') } : done(item))))),
      { most: 10, atOnce: 1 },
    )
    expect(await Promise.allSettled([1, -1, 2].map((item) => batches.add(item)))).toEqual([done(1), { status: 'rejected', reason: new Error('negative') }, done(2)])
    fault = new Error('away')
    expect(await Promise.allSettled([1, 2].map((item) => batches.add(item)))).toEqual([1, 2].map(() => ({ status: 'rejected', reason: fault })))
    fault = null
    expect(await batches.add(3)).toBe(3)
  })

  it('everybody gets their own, whatever the limits and the moments', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 3 }), { maxLength: 40 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3 }), async (waits, most, atOnce) => {
        let running = 0
        const batches = new Batches<number, number>(
          async (items) => {
            expect(items.length).toBeLessThanOrEqual(most)
            expect(++running).toBeLessThanOrEqual(atOnce)
            await turn()
            running--
            return items.map(done)
          },
          { most, atOnce },
        )
        const asked = await Promise.all(
          waits.map(async (turns, i) => {
            for (let n = 0; n < turns; n++) await turn()
            return batches.add(i)
          }),
        )
        expect(asked).toEqual(waits.map((_, i) => i))
      }),
    ))
})
