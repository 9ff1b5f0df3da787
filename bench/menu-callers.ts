import { spawn, type ChildProcess } from 'node:child_process'
import { createSocket, type Socket } from 'node:dgram'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const DIGIT = 1
const PAYLOAD_ALAW = 8
const PAYLOAD_EVENT = 101
const FRAME = 160 // 20 ms at 8 kHz
/** So long without a packet, and the first prompt is over. */
const SILENCE_MS = 60
const LOOK_MS = 10

export interface LoadResult {
  calls: number
  failed: number
  /** Milliseconds from the key's last packet to the next prompt's first, one for each call that came so far. */
  digitToPrompt: number[]
}

/** One caller as the media sees it: known by the stream's SSRC (RFC 3550), for Asterisk uses its ports again. */
interface Ear {
  port: number
  lastHeardAt: number
  pressedAt: number | null
  answeredAfter: number | null
}

/**
 * Many citizens at once: sipp does the signalling; one socket hears all of them, presses a key when the first prompt has ended, and takes
 * the time until the next one begins.
 */
export async function callMenu(options: { target: string; dial: string; rate: number; calls: number; address: string; sipPort: number }): Promise<LoadResult> {
  const folder = await mkdtemp(join(tmpdir(), 'hotline-bench-'))
  const ears = new Map<number, Ear>()
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 * 1024 * 1024 })
  await new Promise<void>((resolve, reject) => socket.once('error', reject).bind(0, options.address, resolve))
  socket.on('message', (packet, from) => {
    if (packet.length < 12 || ((packet[1] ?? 0) & 0x7f) !== PAYLOAD_ALAW) return
    const stream = packet.readUInt32BE(8)
    const now = performance.now()
    const ear = ears.get(stream)
    if (!ear) ears.set(stream, { port: from.port, lastHeardAt: now, pressedAt: null, answeredAfter: null })
    else {
      if (ear.pressedAt !== null) ear.answeredAfter ??= now - ear.pressedAt
      ear.lastHeardAt = now
    }
  })
  const looking = setInterval(() => {
    const now = performance.now()
    for (const ear of ears.values()) {
      if (ear.pressedAt !== null || now - ear.lastHeardAt <= SILENCE_MS) continue
      press(socket, ear.port)
      ear.pressedAt = performance.now()
    }
  }, LOOK_MS)
  try {
    const sipp = startSipp(options, socket.address().port, folder)
    const code = await new Promise<number | null>((resolve) => sipp.once('exit', resolve))
    const { successful, failed } = await readStatistics(folder)
    if (code === null) throw new Error('sipp was ended')
    return { calls: successful + failed, failed, digitToPrompt: [...ears.values()].flatMap(({ answeredAfter }) => (answeredAfter === null ? [] : [answeredAfter])) }
  } finally {
    clearInterval(looking)
    socket.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Three packets of the key and three of its end, at once: 60 ms of a real key press would only hide the answer's time. */
function press(socket: Socket, port: number): void {
  const source = port // a stream of its own for each call
  for (let i = 0; i < 6; i++) {
    const packet = Buffer.alloc(16)
    packet[0] = 0x80
    packet[1] = PAYLOAD_EVENT
    packet.writeUInt16BE(i + 1, 2)
    packet.writeUInt32BE(FRAME, 4)
    packet.writeUInt32BE(source, 8)
    packet[12] = DIGIT
    packet[13] = (i < 3 ? 0 : 0x80) | 10
    packet.writeUInt16BE(FRAME * Math.min(i + 1, 4), 14)
    socket.send(packet, port, '127.0.0.1')
  }
}

function startSipp(options: { target: string; dial: string; rate: number; calls: number; address: string; sipPort: number }, rtpPort: number, folder: string): ChildProcess {
  const limit = Math.ceil(options.calls / options.rate) + 30
  return spawn(
    'timeout',
    [
      ...['--kill-after=5', String(limit + 10), 'sipp', options.target, '-sf', join(import.meta.dirname, 'menu-caller.xml'), '-s', options.dial],
      ...['-r', String(options.rate), '-m', String(options.calls), '-l', '3000', '-i', options.address, '-p', String(options.sipPort)],
      ...['-key', 'rtp_address', options.address, '-key', 'rtp_port', String(rtpPort), '-timeout', `${limit}s`, '-nostdin'],
      ...['-trace_stat', '-stf', join(folder, 'statistics.csv'), '-fd', '1', '-recv_timeout', '10000'],
    ],
    { cwd: folder, stdio: 'ignore' },
  )
}

/** sipp's own count, from the last row of its statistics file. */
async function readStatistics(folder: string): Promise<{ successful: number; failed: number }> {
  const rows = (await readFile(join(folder, 'statistics.csv'), 'utf8')).trim().split('\n')
  const names = rows[0]?.split(';') ?? []
  const last = rows.at(-1)?.split(';') ?? []
  const value = (name: string) => Number(last[names.indexOf(name)] ?? NaN)
  return { successful: value('SuccessfulCall(C)'), failed: value('FailedCall(C)') }
}
