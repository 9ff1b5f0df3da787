import { expect, it } from '@jest/globals'
import type { HallDeed, Listening } from '@app/contracts'
import type { AmiRow } from '@app/queue-mirror'
import { HealthRegister } from '@app/service'
import { Ears } from './ears.js'

const SUPERVISOR = 4
const LEG = { uniqueid: 'listening-11-1764150000.1', channel: `PJSIP/op-${SUPERVISOR}-00000007` }
const deed = (id: number, kind: HallDeed['kind']): HallDeed => ({ id, kind, by: 'Hà', byId: SUPERVISOR, operator: 'Mai', operatorId: 1, callId: '1764149990.3', queue: 'reports', reason: 'Kiểm tra', detail: null, at: '2026-11-26T05:00:00Z', endedAt: null })

/** Ears of a console that was just started, with an Asterisk and a ticketing that say what they are told to. */
function earsOver(world: { legs: AmiRow[]; open: HallDeed[] }) {
  const connected: (() => Promise<void>)[] = []
  const done = { hungUp: [] as unknown[], ended: [] as number[], told: [] as (Listening | null)[] }
  const ami = {
    connected: true,
    onEvent: () => undefined,
    onConnected: (handler: () => Promise<void>) => void connected.push(handler),
    list: () => Promise.resolve(world.legs),
    action: (fields: Record<string, unknown>) => {
      if (fields['action'] === 'Hangup') {
        done.hungUp.push(fields['channel'])
        ears.events.emit('state', String(fields['channel']), 'gone')
      }
      return Promise.resolve({})
    },
  }
  const records = { open: () => Promise.resolve(world.open), end: (id: number) => Promise.resolve(void done.ended.push(id)) }
  const ears: Ears = new Ears({ ami } as never, {} as never, {} as never, records as never, new HealthRegister())
  ears.events.on('ear', (_supervisor, listening) => done.told.push(listening))
  return { ears, done, ami, connect: () => Promise.all(connected.map((handler) => handler())) }
}

it('a console that was restarted knows nothing of ears until it has asked, then the one that is open, as what it was last', async () => {
  const { ears, done, connect } = earsOver({ legs: [LEG], open: [deed(11, 'listen'), deed(12, 'whisper')] })
  let known = 0
  ears.events.on('known', () => known++)
  expect(ears.isKnown).toBe(false)
  await connect()
  expect([ears.isKnown, known]).toEqual([true, 1])
  expect(ears.of(SUPERVISOR)).toMatchObject({ deedId: 12, mode: 'whisper', displayName: 'Mai' })
  expect(done.ended).toEqual([11])
})

it('an Asterisk that was restarted took the ear with it: the supervisor is told, the deed is ended', async () => {
  const world = { legs: [LEG] as AmiRow[], open: [deed(11, 'listen')] }
  const { ears, done, connect } = earsOver(world)
  await connect()
  world.legs = []
  world.open = []
  await connect()
  expect(ears.of(SUPERVISOR)).toBeNull()
  expect(done.told.map((listening) => listening?.deedId ?? null)).toEqual([11, null])
  expect(done.ended).toEqual([11])
})

it('an ear that is not known yet is closed all the same, and none is asked for while Asterisk is away', async () => {
  const { ears, done, ami } = earsOver({ legs: [{ ...LEG, channel: 'PJSIP/op-9-00000001', uniqueid: 'listening-2-1.1' }, LEG, { uniqueid: '1764149990.3', channel: `PJSIP/op-${SUPERVISOR}-00000001` }], open: [] })
  ami.connected = false
  await ears.leave(SUPERVISOR)
  expect(done.hungUp).toEqual([])
  ami.connected = true
  await ears.leave(SUPERVISOR)
  expect(done.hungUp).toEqual([LEG.uniqueid])
})
