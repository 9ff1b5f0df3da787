import { randomBytes } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { SipLine } from '@app/contracts'
import { Connections } from './connections.js'

/** Path of the SIP WebSocket on the public address; the edge leads it to Asterisk. */
const WEB_SOCKET_PATH = '/sip'
const CLASS = 'res_pjsip'

/** SIP lines of browsers: made in Asterisk at run time with a fresh secret, kept there, removed there. */
@Injectable()
export class Lines {
  constructor(private readonly connections: Connections) {}

  /** Makes a line, or gives an existing one a new secret. @throws AriNotConnected and its siblings */
  async open(id: string, options: { context: string; callerId: string }): Promise<SipLine> {
    const password = randomBytes(18).toString('base64url')
    const { ari } = this.connections
    await ari.putDynamicConfig(CLASS, 'auth', id, { auth_type: 'userpass', username: id, password })
    // One browser a line: a page that comes back takes the place of the one that went.
    await ari.putDynamicConfig(CLASS, 'aor', id, { max_contacts: '1', remove_existing: 'yes', support_path: 'no' })
    await ari.putDynamicConfig(CLASS, 'endpoint', id, {
      aors: id,
      auth: id,
      context: options.context,
      callerid: options.callerId,
      webrtc: 'yes',
      dtls_auto_generate_cert: 'yes',
      // As on the trunk, so that nothing is transcoded.
      disallow: 'all',
      allow: 'alaw',
      direct_media: 'no',
      // A browser that is gone without a word does not hold a call for ever.
      rtp_timeout: '30',
      rtp_timeout_hold: '1800',
      language: 'vi',
    })
    return { uri: `sip:${id}@hotline`, authorizationUser: id, password, webSocketPath: WEB_SOCKET_PATH }
  }

  async close(id: string): Promise<void> {
    for (const type of ['endpoint', 'aor', 'auth']) await this.connections.ari.deleteDynamicConfig(CLASS, type, id)
  }
}
