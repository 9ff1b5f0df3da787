import { WebSocket } from 'ws'
import { AriNotConnected, AriTimeout } from './ari-errors.js'
import { basicAuthorization, type AriAddress } from './ari-transport.js'

export interface AriSocketHandlers {
  onMessage(text: string): void
  /** Once, when the socket is no more, whatever the cause. */
  onClosed(): void
}

/** The socket of an app's events, with a heart-beat: one that has fallen silent is ended. */
export class AriSocket {
  private heardSinceBeat = true

  private constructor(private readonly socket: WebSocket) {}

  /**
   * @param beat milliseconds between pings; silence is noticed within two
   * @param ending ends it at once while it is still opening
   */
  static open(address: AriAddress, app: string, beat: number, timeout: number, ending: AbortSignal, handlers: AriSocketHandlers): Promise<AriSocket> {
    const url = new URL(`/ari/events?app=${encodeURIComponent(app)}`, address.url.replace(/^http/, 'ws'))
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url.href, { headers: { Authorization: basicAuthorization(address) }, handshakeTimeout: timeout })
      const wrapped = new AriSocket(socket)
      let timer: NodeJS.Timeout | undefined
      let opened = false
      const end = () => socket.terminate()
      ending.addEventListener('abort', end)
      socket.on('open', () => {
        opened = true
        ending.removeEventListener('abort', end)
        timer = setInterval(() => wrapped.beat(), beat)
        resolve(wrapped)
      })
      const heard = () => {
        wrapped.heardSinceBeat = true
      }
      socket.on('pong', heard)
      socket.on('message', (data) => {
        heard()
        handlers.onMessage((data as Buffer).toString()) // `binaryType` is nodebuffer by default
      })
      socket.on('error', (error: Error) => reject(/handshake has timed out/.test(error.message) ? new AriTimeout('events', timeout) : new AriNotConnected('events', error)))
      socket.on('close', () => {
        clearInterval(timer)
        ending.removeEventListener('abort', end)
        if (opened) handlers.onClosed()
        else reject(new AriNotConnected('events'))
      })
    })
  }

  private beat(): void {
    // One that is closing would throw at a ping, and may wait long for the other side.
    if (!this.heardSinceBeat || this.socket.readyState !== this.socket.OPEN) return this.socket.terminate()
    this.heardSinceBeat = false
    this.socket.ping()
  }

  close(): void {
    this.socket.terminate()
  }
}
