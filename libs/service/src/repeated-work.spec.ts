import { expect, it } from '@jest/globals'
import { EventEmitter, once } from 'node:events'
import { HealthRegister } from './health-register.js'
import { RepeatedWork } from './repeated-work.js'

/** Work of which each run is told, and ends or fails as it is told to. */
function watched(options?: { essential?: boolean }) {
  const told = new EventEmitter()
  const health = new HealthRegister()
  const end: { with: 'nothing' | Error; held: Promise<void> } = { with: 'nothing', held: Promise.resolve() }
  let underWay = 0
  let most = 0
  const work = new RepeatedWork(
    'mail',
    1,
    health,
    async () => {
      most = Math.max(most, ++underWay)
      told.emit('run')
      await end.held
      underWay--
      if (end.with !== 'nothing') throw end.with
    },
    options,
  )
  return { work, end, health: () => health.report('app'), run: () => once(told, 'run'), most: () => most, underWay: () => underWay }
}

it('is done again and again, never twice at a time, and a failure does not end it', async () => {
  const { work, end, health, run, most } = watched()
  work.start()
  await run()
  end.with = new Error('the mail server is away')
  await run()
  await run()
  expect(health()).toMatchObject({ ok: false, parts: { mail: { ok: false, detail: 'the mail server is away' } } })
  end.with = 'nothing'
  await run()
  await run()
  expect(health()).toMatchObject({ ok: true, parts: { mail: { ok: true } } })
  expect(most()).toBe(1)
  await work.stop()
})

it('leaves the app well where the app can do without it', async () => {
  const { work, end, health, run } = watched({ essential: false })
  end.with = new Error('tickets are away')
  work.start()
  await run()
  await run()
  expect(health()).toMatchObject({ ok: true, parts: { mail: { ok: true, detail: 'tickets are away' } } })
  await work.stop()
})

it('is over when stop has ended: what is under way is waited for, and nothing comes after it', async () => {
  const { work, end, run, underWay } = watched()
  let release: () => void = () => undefined
  end.held = new Promise((resolve) => (release = resolve))
  work.start()
  await run()
  const stopped = work.stop()
  expect(work.isStopped).toBe(true)
  expect(underWay()).toBe(1)
  release()
  await stopped
  expect(underWay()).toBe(0)
})
