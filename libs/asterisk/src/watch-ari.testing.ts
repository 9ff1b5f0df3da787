import { EventEmitter, once } from 'node:events'
import { AriConnection, type AriOptions, type AriTimes } from './ari-connection.js'
import type { AriEvent } from './ari-events.js'

// A test that waits for a time-out shortens that one alone; the others never run out, however busy the machine is.
const PATIENT: AriTimes = { request: 60_000, beat: 60_000, firstRetry: 5, longestRetry: 20 }
export const DIGIT: AriEvent = { type: 'ChannelDtmfReceived', digit: '1', channel: { id: '1.1', name: 'PJSIP/trunk-1' } }

/** A connection and what became of it. */
export function watchAri(url: string, times: Partial<AriTimes> = {}, more: Partial<AriOptions> = { app: 'hotline' }) {
  const faults: Error[] = []
  const news = new EventEmitter()
  const ari = new AriConnection({ url, username: 'ivr', password: 'secret', ...more, times: { ...PATIENT, ...times }, onFault: (error) => (faults.push(error), news.emit('fault')) })
  // The last of its handlers to be run, so the connection is up in the same turn of the loop.
  const connected = () => once(news, 'connected')
  ari.onEvent((event) => news.emit('event', event))
  const event = async () => ((await once(news, 'event')) as [AriEvent])[0]
  const fault = async (n = 1) => {
    while (faults.length < n) await once(news, 'fault')
    return faults[n - 1]
  }
  const start = async () => {
    ari.onConnected(() => void setImmediate(() => news.emit('connected')))
    const there = connected()
    ari.start()
    await there
  }
  return { ari, faults, connected, event, fault, start }
}
