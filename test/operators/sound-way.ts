import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import type { Page } from 'playwright-core'

/** First byte of a STUN message is 0 or 1 (RFC 7983); of these types the answers. */
const isStun = (packet: Buffer) => packet.length >= 20 && (packet[0] ?? 255) <= 1
const isStunAnswer = (packet: Buffer) => isStun(packet) && (packet.readUInt16BE(0) & 0x0100) !== 0
const transactionOf = (packet: Buffer) => packet.toString('hex', 8, 20)

/**
 * The way of the sound between a page and Asterisk, which a test can cut: each side is told of this relay's address as the other one's only
 * ICE candidate. What is signalled is not touched.
 */
export class SoundWay {
  private page: RemoteInfo | undefined
  private asterisk: RemoteInfo | undefined
  private readonly asked = new Map<string, RemoteInfo>()
  private isCut = false

  private constructor(
    private readonly toPage: Socket,
    private readonly toAsterisk: Socket,
  ) {
    toPage.on('message', (packet, from) => {
      if (isStun(packet) && !isStunAnswer(packet)) this.asked.set(transactionOf(packet), from)
      this.page = from
      if (!this.isCut && this.asterisk) toAsterisk.send(packet, this.asterisk.port, this.asterisk.address)
    })
    toAsterisk.on('message', (packet, from) => {
      this.asterisk = from
      const to = isStunAnswer(packet) ? this.asked.get(transactionOf(packet)) : this.page
      if (!this.isCut && to) toPage.send(packet, to.port, to.address)
    })
  }

  static async open(): Promise<SoundWay> {
    return new SoundWay(await opened(), await opened())
  }

  /** From its next document on, this page's sound goes this way. */
  async lead(page: Page): Promise<void> {
    await page.addInitScript(`{
      const only = (sdp, port) => sdp.replace(/(?:a=candidate:[^\\r\\n]*\\r\\n)+/g, 'a=candidate:1 1 udp 2130706431 127.0.0.1 ' + port + ' typ host\\r\\n')
      const { prototype } = RTCPeerConnection
      const { setRemoteDescription } = prototype
      prototype.setRemoteDescription = function ({ type, sdp }) { return setRemoteDescription.call(this, { type, sdp: only(sdp, ${this.toPage.address().port}) }) }
      const { get } = Object.getOwnPropertyDescriptor(prototype, 'localDescription')
      Object.defineProperty(prototype, 'localDescription', { get() { const own = get.call(this); return own && { type: own.type, sdp: only(own.sdp, ${this.toAsterisk.address().port}) } } })
    }`)
  }

  /** Nothing comes through any more, either way. */
  cut(): void {
    this.isCut = true
  }

  mend(): void {
    this.isCut = false
  }

  close(): void {
    this.toPage.close()
    this.toAsterisk.close()
  }
}

function opened(): Promise<Socket> {
  const socket = createSocket('udp4')
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(0, '127.0.0.1', () => resolve(socket))
  })
}
