import { EventEmitter, once } from 'node:events'
import { AmiConnection, type AmiMessage, type AmiTimes } from './ami-connection.js'

// A test that waits for a time-out shortens that one alone; the others never run out, however busy the machine is.
const PATIENT: AmiTimes = { action: 60_000, beat: 60_000, firstRetry: 5, longestRetry: 20 }
/** A connection and what became of it. */
export function watchAmi(port: number, times: Partial<AmiTimes> = {}) {
  const faults: Error[] = []
  const news = new EventEmitter()
  const ami = new AmiConnection({ host: '127.0.0.1', port, username: 'console', password: 'secret', times: { ...PATIENT, ...times }, onFault: (error) => (faults.push(error), news.emit('fault', error)) })
  ami.onConnected(() => Promise.resolve(void news.emit('connected')))
  ami.onDisconnected(() => news.emit('disconnected'))
  ami.onEvent((event) => news.emit('event', event))
  const connected = () => once(news, 'connected')
  const disconnected = () => once(news, 'disconnected')
  const fault = async () => ((await once(news, 'fault')) as [Error])[0]
  const event = async () => ((await once(news, 'event')) as [AmiMessage])[0]
  const start = async () => {
    const there = connected()
    ami.start()
    await there
  }
  return { ami, faults, connected, disconnected, fault, event, start }
}
