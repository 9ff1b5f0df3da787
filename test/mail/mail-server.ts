import { once } from 'node:events'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { expectEventually } from '../stack/expect-eventually.js'

/** A mail server in the test's own process, to which Hotline gives its mails by SMTP. */
export class MailServer {
  private constructor(
    private readonly server: SMTPServer,
    readonly mails: readonly Email[],
  ) {}

  /** @param at `host:port` */
  static async listen(at: string): Promise<MailServer> {
    const [host = '', port = ''] = at.split(':')
    const taken: Email[] = []
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, _session, done) => {
        const parts: Buffer[] = []
        stream.on('data', (part: Buffer) => parts.push(part))
        stream.on('end', () => {
          PostalMime.parse(Buffer.concat(parts)).then((mail) => {
            taken.push(mail)
            done()
          }, done)
        })
      },
    })
    server.listen(Number(port), host)
    await once(server.server, 'listening')
    return new MailServer(server, taken)
  }

  /** The mail to this address whose subject has these words, once it is there. */
  async mailTo(address: string, words: string, timeout = 60_000): Promise<Email> {
    let found: Email | undefined
    await expectEventually(() => {
      found = this.mails.find(({ to, subject }) => to?.[0]?.address === address && subject?.includes(words))
      if (!found) throw new Error(`no mail "${words}" to ${address}; there are: ${this.mails.map(({ subject }) => subject).join(', ')}`)
    }, timeout)
    return found as Email
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve))
  }
}
