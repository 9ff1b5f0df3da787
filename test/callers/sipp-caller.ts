import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RtpEndpoint } from './rtp-endpoint.js'

export interface DialOptions {
  /** The citizen's number. */
  from: string
  to?: string
  /** Asterisk's SIP address, `127.0.0.1:20240`. */
  target: string
  /** The citizen's own address, by which Asterisk knows the trunk. */
  address?: string
  /** The tone the citizen speaks; without it silence. */
  hertz?: number
  /** The call is ended after this many seconds, whatever happens. */
  limitSeconds?: number
}

/** How loud something must be to count as sound; a prompt is about 0.1. */
const AUDIBLE = 0.01

/**
 * A citizen at a telephone: sipp does the signalling (from the trunk's address), and an RTP endpoint of our own hears, speaks and presses
 * keys. sipp is told to hang up by an INFO inside the dialog, since it takes no other orders while a scenario runs.
 */
export class SippCaller {
  private exit: Promise<number | null>
  private over = false

  private constructor(
    private readonly sipp: ChildProcess,
    private readonly rtp: RtpEndpoint,
    private readonly control: { address: string; port: number; callId: string },
    private readonly folder: string,
  ) {
    const endWithUs = () => sipp.kill()
    process.once('exit', endWithUs)
    this.exit = new Promise((resolve) =>
      sipp.once('exit', (code) => {
        process.off('exit', endWithUs)
        this.over = true
        rtp.close()
        resolve(code)
      }),
    )
  }

  static async dial(options: DialOptions): Promise<SippCaller> {
    const address = options.address ?? '127.0.0.2'
    const [rtp, port, folder] = await Promise.all([RtpEndpoint.open(address, options.hertz ?? null), freePort(address), mkdtemp(join(tmpdir(), 'hotline-sipp-'))])
    const callId = `citizen-${randomUUID()}`
    const limit = options.limitSeconds ?? 180
    const sipp = spawn(
      'timeout', // sipp ends only when its call has: not at all when Asterisk is gone, or when whoever started it was killed
      [
        ...['--kill-after=2', String(limit + 10), 'sipp'],
        ...[options.target, '-sf', join(import.meta.dirname, 'citizen.xml'), '-s', options.to ?? '1022', '-m', '1', '-i', address, '-p', String(port)],
        ...['-cid_str', callId, '-key', 'number', options.from, '-key', 'rtp_address', address, '-key', 'rtp_port', String(rtp.port)],
        ...['-timeout', `${limit}s`, '-nostdin', '-trace_err', '-error_file', join(folder, 'errors.log')],
      ],
      { cwd: folder, stdio: 'ignore' },
    )
    return new SippCaller(sipp, rtp, { address, port, callId }, folder)
  }

  /** Resolves when 1022 has answered: sound begins to come. */
  async answered(timeout = 60_000): Promise<void> {
    await this.until('an answer', () => this.rtp.packetsReceived > 0, timeout)
  }

  async press(key: string): Promise<void> {
    await this.rtp.press(key)
  }

  /** Waits until a tone has been heard for a third of a second. */
  async hears(what: { frequency: number }, timeout = 60_000): Promise<void> {
    this.rtp.forget()
    await this.until(`a tone of ${what.frequency} Hz`, () => this.rtp.remembered > 330 && this.rtp.strength(what.frequency, 330) > 0.03, timeout)
  }

  /** Which of the tones are heard in the next two seconds. */
  async tones(frequencies: readonly number[]): Promise<number[]> {
    this.rtp.forget()
    await this.until('two seconds of sound', () => this.rtp.remembered > 2_000, 30_000)
    return frequencies.filter((frequency) => this.rtp.strength(frequency, 2_000) > 0.01)
  }

  /** Waits until something that is not silence has been heard from now on. */
  async hearsAnything(timeout = 60_000): Promise<void> {
    this.rtp.forget()
    await this.until('any sound', () => this.rtp.remembered > 200 && this.rtp.loudness(200) > AUDIBLE, timeout)
  }

  /** Waits for the beep (880 Hz) after which a message is recorded; Asterisk sends nothing while it records. */
  async afterBeep(timeout = 60_000): Promise<void> {
    await this.until('a beep', () => this.rtp.strength(880, 250) > 0.1, timeout)
  }

  /** Waits until the other side has said what it had to say: nothing more has come for a second. */
  async afterSilence(timeout = 60_000): Promise<void> {
    const until = Date.now() + timeout
    for (let heard = -1; heard !== this.rtp.packetsReceived; await new Promise((resolve) => setTimeout(resolve, 1_000))) {
      if (this.over) throw new Error('the call ended while the citizen listened')
      if (Date.now() > until) throw new Error(`the citizen waited ${timeout} ms in vain for silence`)
      heard = this.rtp.packetsReceived
    }
  }

  /** Speaks for some seconds. */
  async speaksFor(seconds: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  }

  /** Puts the receiver down; resolves when the call is over. */
  async hangUp(): Promise<void> {
    if (this.over) return
    const { address, port, callId } = this.control
    const order = `INFO sip:citizen@${address}:${port} SIP/2.0\r\nVia: SIP/2.0/UDP ${address};branch=z9hG4bK${randomUUID()}\r\nFrom: <sip:test@${address}>;tag=1\r\nTo: <sip:citizen@${address}>\r\nCall-ID: ${callId}\r\nCSeq: 900 INFO\r\nContent-Length: 0\r\n\r\n`
    const socket = createSocket('udp4')
    await new Promise<void>((resolve, reject) => socket.send(order, port, address, (error) => (error ? reject(error) : resolve())))
    socket.close()
    await this.ended()
  }

  /** Resolves when the call is over, whoever ended it. @throws Error when it did not end as a call should */
  async ended(): Promise<void> {
    const code = await this.exit
    const errors = await readFile(join(this.folder, 'errors.log'), 'utf8').catch(() => '')
    await rm(this.folder, { recursive: true, force: true })
    if (code !== 0) throw new Error(`sipp ended with status ${code}: ${errors.trim().slice(0, 800)}`)
  }

  get isOver(): boolean {
    return this.over
  }

  private until(what: string, holds: () => boolean, timeout: number): Promise<void> {
    if (holds()) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const end = (error?: Error) => {
        clearTimeout(timer)
        stop()
        if (error) reject(error)
        else resolve()
      }
      const stop = this.rtp.onHeard(() => holds() && end())
      const timer = setTimeout(() => end(new Error(`the citizen waited ${timeout} ms in vain for ${what}`)), timeout)
      void this.exit.then(() => end(new Error(`the call ended while the citizen waited for ${what}`)))
    })
  }
}

function freePort(address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4')
    socket.once('error', reject)
    socket.bind(0, address, () => {
      const { port } = socket.address()
      socket.close(() => resolve(port))
    })
  })
}
