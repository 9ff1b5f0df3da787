import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createClient } from 'redis'
import { FactsAway, FactStream } from './fact-stream.js'

const url = process.env['TEST_REDIS_URL'] ?? ''
const open: FactStream[] = []
let stream: string

const connect = async (redis = url) => {
  const facts = await new Promise<FactStream>((resolve) => {
    const made: FactStream = new FactStream({ url: redis, stream, onConnection: (connected) => connected && resolve(made) })
    made.start()
  })
  open.push(facts)
  return facts
}

/** Collects facts until `count` have come. */
const collector = (count: number) => {
  const seen: { id: string; fact: unknown }[] = []
  let complete: () => void
  const all = new Promise<void>((resolve) => (complete = resolve))
  return {
    seen,
    all,
    handle: (id: string, fact: unknown) => {
      seen.push({ id, fact })
      if (seen.length === count) complete()
      return Promise.resolve()
    },
  }
}

const unexpected = (error: unknown) => {
  throw error
}

beforeEach(() => {
  stream = `test-${process.pid}-${Math.random().toString(36).slice(2)}`
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((facts) => facts.stop()))
})

describe('a fact stream', () => {
  it('stores a fact with an id once, however often it is appended', async () => {
    const facts = await connect()
    expect(await facts.lastId()).toBe('0-0')
    expect(await facts.append({ n: 1 }, '100-5')).toBe('stored')
    expect(await facts.append({ n: 1 }, '100-5')).toBe('already-there')
    expect(await facts.appendAll([{ fact: { n: 1 }, id: '100-5' }, { fact: { n: 2 }, id: '100-9' }])).toBe(1)
    expect(await facts.lastId()).toBe('100-9')
  })

  it('remembers its last id after every fact was trimmed away', async () => {
    const facts = await connect()
    await facts.append({ n: 1 }, '100-5')
    const admin = createClient({ url })
    await admin.connect()
    await admin.xTrim(stream, 'MAXLEN', 0)
    admin.destroy()
    expect(await facts.lastId()).toBe('100-5')
    expect(await facts.append({ n: 1 }, '100-5')).toBe('already-there')
  })

  it('gives facts in order, and again what was not finished when the reader died', async () => {
    const facts = await connect()
    await facts.appendAll([1, 2, 3].map((n) => ({ fact: { n }, id: `${n}-0` })))
    const dying = await connect()
    let die = () => undefined as void
    const stuck = new Promise<void>((resolve) => (die = resolve))
    await new Promise<void>((resolve) => {
      dying.follow({
        group: 'g',
        consumer: 'one',
        from: 'start',
        onError: unexpected,
        handle: (id) => (id === '2-0' ? (resolve(), stuck) : Promise.resolve()),
      })
    })
    const { seen, all, handle } = collector(2)
    facts.follow({ group: 'g', consumer: 'two', from: 'start', handle, onError: unexpected })
    await all
    expect(seen.map(({ id }) => id)).toEqual(['2-0', '3-0'])
    die()
  })

  it('gives a fact again that could not be handled, before the next one', async () => {
    const facts = await connect()
    await facts.appendAll([1, 2].map((n) => ({ fact: { n }, id: `${n}-0` })))
    const errors: (string | undefined)[] = []
    const { seen, all, handle } = collector(2)
    let failed = false
    facts.follow({
      group: 'g',
      consumer: 'one',
      from: 'start',
      onError: (_error, id) => errors.push(id),
      handle: (id, fact) => {
        if (!failed) {
          failed = true
          return Promise.reject(new Error('the database is away'))
        }
        return handle(id, fact)
      },
    })
    await all
    expect(errors).toEqual(['1-0'])
    expect(seen.map(({ fact }) => fact)).toEqual([{ n: 1 }, { n: 2 }])
    expect(await facts.behind('g')).toBeLessThanOrEqual(1) // the last one's acknowledgement may be under way
  })

  it('begins at now for a group that only wants news', async () => {
    const facts = await connect()
    await facts.append({ n: 'old' })
    const { seen, all, handle } = collector(1)
    const admin = createClient({ url })
    await admin.connect()
    facts.follow({ group: 'news', consumer: 'one', from: 'now', handle, onError: unexpected })
    // The group exists before news is made, else there would be nothing to compare with.
    while ((await admin.xInfoGroups(stream)).length === 0) await new Promise((resolve) => setImmediate(resolve))
    await facts.append({ n: 'new' })
    await all
    admin.destroy()
    expect(seen.map(({ fact }) => fact)).toEqual([{ n: 'new' }])
  })

  it('refuses at once while Redis is away', async () => {
    const facts = new FactStream({ url: 'redis://127.0.0.1:1', stream })
    facts.start()
    open.push(facts)
    await expect(facts.append({ n: 1 })).rejects.toBeInstanceOf(FactsAway)
    expect(facts.connected).toBe(false)
  })
})
