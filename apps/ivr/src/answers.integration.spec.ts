import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { PublishedData } from '@app/contracts'
import { HealthRegister } from '@app/service'
import { Logger } from '@nestjs/common'
import { Answers } from './answers.service.js'
import type { OurApps } from './our-apps.service.js'
import { PublishedDataShelf } from './published-data-shelf.service.js'

const hours = (part: object) => ({ weekly: {}, holidays: { closed: false }, ...part })
const OPENS = `${new Date().getUTCFullYear() + 1}-01-01`
const data: PublishedData = {
  notices: [],
  articles: {},
  callerLists: {},
  departmentPhones: {},
  openingHours: { always: hours({ weekly: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [{ from: '00:00', to: '24:00' }]])) }), later: hours({ madeUpDays: [{ date: OPENS, spans: [{ from: '07:30', to: '11:00' }] }] }), never: hours({}), broken: { weekly: 'x' } },
  queueHours: { open: 'always', closed: 'later', never: 'never', lost: 'gone', broken: 'broken' },
}

describe('whether a queue is open', () => {
  let folder: string
  let shelf: PublishedDataShelf
  let answers: Answers
  const busy = { console: () => Promise.resolve({ waiting: 2, operators: 3, waitSeconds: 400 }) } as unknown as OurApps

  beforeAll(async () => {
    Logger.overrideLogger(false)
    folder = await mkdtemp(join(tmpdir(), 'answers-'))
    await writeFile(join(folder, 'published-data.json'), JSON.stringify(data))
    shelf = new PublishedDataShelf({ FLOWS_DIR: folder }, new HealthRegister())
    await shelf.onApplicationBootstrap()
    answers = new Answers(busy, shelf, { WEB_REQUEST_HOSTS: [] })
  })
  afterAll(async () => {
    shelf.onApplicationShutdown()
    await rm(folder, { recursive: true })
  })

  const ask = (queue: string) => answers.answer('1.1', { about: 'queue-hours', queue }, false)

  it.each([
    ['as its hours say', 'open'],
    ['when it has none, whatever it is called', 'constructor'],
    ['when its hours are not there', 'lost'],
    ['when its hours cannot be read', 'broken'],
  ])('open %s', async (_, queue) => {
    expect(await ask(queue)).toEqual({ exit: 'open', variables: {} })
  })

  it('closed as its hours say, with when it opens again, if it ever does', async () => {
    expect(await ask('closed')).toEqual({ exit: 'closed', variables: { opensDate: OPENS, opensTime: '07:30' } })
    expect(await ask('never')).toEqual({ exit: 'closed', variables: {} })
  })

  it('also tells how long one would wait: nobody takes new callers in a closed one', async () => {
    const state = async (queue: string) => (await answers.answer('1.1', { about: 'queue', queue, longWait: 300 }, false)).exit
    expect([await state('open'), await state('closed')]).toEqual(['long', 'nobody'])
  })
})
