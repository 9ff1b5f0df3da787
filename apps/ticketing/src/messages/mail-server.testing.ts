import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { eventually } from '../ticketing-app.testing.js'

/** Mails that a real SMTP server took; it refuses `nobody@` for ever, and `later@` the first time. */
export class MailServer {
  readonly mails: Email[] = []
  private readonly server: SMTPServer
  private postponed = false

  constructor() {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, _session, done) => {
        if (address.startsWith('nobody@')) return done(Object.assign(new Error('no such user'), { responseCode: 550 }))
        if (address.startsWith('later@') && !this.postponed) {
          this.postponed = true
          return done(Object.assign(new Error('try again later'), { responseCode: 451 }))
        }
        done()
      },
      onData: (stream, _session, done) => {
        const parts: Buffer[] = []
        stream.on('data', (part: Buffer) => parts.push(part))
        stream.on('end', () => {
          void PostalMime.parse(Buffer.concat(parts)).then((mail) => {
            this.mails.push(mail)
            done()
          }, done)
        })
      },
    })
  }

  async listen(): Promise<string> {
    this.server.listen(0, '127.0.0.1')
    await once(this.server.server, 'listening')
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve))
  }

  to(address: string): Promise<Email> {
    return eventually(async () => this.mails.findLast((mail) => mail.to?.[0]?.address === address))
  }
}
