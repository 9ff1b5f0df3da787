import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { decodeAlaw, encodeAlaw } from './alaw.js'
import { loudness, toneStrength } from './tone.js'

const RATE = 8_000
const FRAME = 160 // 20 ms
const PAYLOAD_ALAW = 8
const PAYLOAD_EVENT = 101
const DIGITS = '0123456789*#'
/** What was heard is kept for this long. */
const MEMORY_SAMPLES = RATE * 3

interface KeyPress {
  digit: number
  framesLeft: number
  /** RTP timestamp. */
  began: number
  /** The last packet is sent three times, since any may be lost. */
  ends: number
  done: () => void
}

/**
 * The citizen's ear and mouth: RTP with A-law (RFC 3550, 3551) and key presses as telephone events (RFC 4733). Speaks a steady tone,
 * or silence, to wherever sound comes from, and measures what it hears.
 */
export class RtpEndpoint {
  private socket: Socket
  private remote: RemoteInfo | undefined
  private timer: NodeJS.Timeout | undefined
  private sequence = 1
  private timestamp = 0
  private readonly source = Math.floor(Math.random() * 2 ** 32)
  private phase = 0
  private heard = new Float64Array(0)
  private pressing: KeyPress | undefined
  private readonly listeners = new Set<() => void>()
  packetsReceived = 0
  /** Keys that the other side pressed, in the order in which they ended. */
  keys = ''
  private lastKey = -1

  /** @param hertz the tone to speak; null is silence */
  private constructor(public hertz: number | null) {}

  static async open(address: string, hertz: number | null): Promise<RtpEndpoint> {
    const endpoint = new RtpEndpoint(hertz)
    endpoint.socket = createSocket('udp4')
    endpoint.socket.on('message', (packet, from) => endpoint.receive(packet, from))
    await new Promise<void>((resolve, reject) => {
      endpoint.socket.once('error', reject)
      endpoint.socket.bind(0, address, resolve)
    })
    let next = performance.now()
    const tick = () => {
      for (; next <= performance.now(); next += 20) endpoint.send()
      endpoint.timer = setTimeout(tick, Math.max(1, next - performance.now()))
    }
    tick()
    return endpoint
  }

  get port(): number {
    return this.socket.address().port
  }

  /** Presses one key for 120 ms; resolves when it was sent. */
  press(key: string): Promise<void> {
    const digit = DIGITS.indexOf(key)
    if (digit < 0 || key.length !== 1) throw new Error(`${key} is not a key of a telephone`)
    return new Promise((done) => {
      this.pressing = { digit, framesLeft: 6, began: this.timestamp, ends: 3, done }
    })
  }

  /** How strong a tone is in the last `milliseconds` heard. */
  strength(hertz: number, milliseconds: number): number {
    return toneStrength(this.last(milliseconds), RATE, hertz)
  }

  loudness(milliseconds: number): number {
    return loudness(this.last(milliseconds))
  }

  /** Forgets what was heard so far. */
  forget(): void {
    this.heard = new Float64Array(0)
  }

  /** How much is remembered, in milliseconds. */
  get remembered(): number {
    return (this.heard.length / RATE) * 1000
  }

  /** Calls back after each packet heard, until the returned function is called. */
  onHeard(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  close(): void {
    clearTimeout(this.timer)
    this.socket.close()
  }

  private last(milliseconds: number): Float64Array {
    return this.heard.subarray(Math.max(0, this.heard.length - (milliseconds * RATE) / 1000))
  }

  private receive(packet: Buffer, from: RemoteInfo): void {
    if (packet.length < 12 || packet[0] === undefined || packet[0] >> 6 !== 2) return
    this.remote = from
    const payload = (packet[1] ?? 0) & 0x7f
    if (payload === PAYLOAD_EVENT) this.receiveKey(packet)
    if (payload !== PAYLOAD_ALAW) return
    this.packetsReceived++
    const sound = Float64Array.from(packet.subarray(12), decodeAlaw)
    const kept = this.heard.subarray(Math.max(0, this.heard.length + sound.length - MEMORY_SAMPLES))
    const heard = new Float64Array(kept.length + sound.length)
    heard.set(kept)
    heard.set(sound, kept.length)
    this.heard = heard
    for (const listener of [...this.listeners]) listener()
  }

  /** All packets of one key press carry the moment it began; the last of them, sent three times, is marked as the end. */
  private receiveKey(packet: Buffer): void {
    const began = packet.readUInt32BE(4)
    if (began === this.lastKey || ((packet[13] ?? 0) & 0x80) === 0) return
    this.lastKey = began
    this.keys += DIGITS[packet[12] ?? 0] ?? '?'
  }

  private send(): void {
    this.timestamp += FRAME
    const remote = this.remote
    if (!remote) return
    const pressing = this.pressing
    const payload = pressing ? this.eventPayload(pressing) : this.soundPayload()
    const packet = Buffer.alloc(12 + payload.length)
    packet[0] = 0x80
    packet[1] = pressing ? PAYLOAD_EVENT : PAYLOAD_ALAW
    packet.writeUInt16BE(this.sequence++ & 0xffff, 2)
    // All packets of one key press carry the moment it began.
    packet.writeUInt32BE((pressing ? pressing.began : this.timestamp) >>> 0, 4)
    packet.writeUInt32BE(this.source, 8)
    payload.copy(packet, 12)
    this.socket.send(packet, remote.port, remote.address)
  }

  private eventPayload(pressing: KeyPress): Buffer {
    const payload = Buffer.alloc(4)
    const last = pressing.framesLeft <= 0
    payload[0] = pressing.digit
    payload[1] = (last ? 0x80 : 0) | 10
    payload.writeUInt16BE(Math.min(0xffff, (6 - Math.max(0, pressing.framesLeft)) * FRAME + FRAME), 2)
    if (!last) pressing.framesLeft--
    else if (--pressing.ends === 0) {
      this.pressing = undefined
      pressing.done()
    }
    return payload
  }

  private soundPayload(): Buffer {
    const payload = Buffer.alloc(FRAME)
    for (let i = 0; i < FRAME; i++) {
      payload[i] = encodeAlaw(this.hertz === null ? 0 : 0.5 * Math.sin(this.phase))
      this.phase += (2 * Math.PI * (this.hertz ?? 0)) / RATE
    }
    this.phase %= 2 * Math.PI
    return payload
  }
}
