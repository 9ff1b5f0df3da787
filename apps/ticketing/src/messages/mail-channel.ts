import { createTransport } from 'nodemailer'
import { MessageRefused, type MessageChannel } from './message-channel.js'

const TIMEOUT_MS = 10_000

/** Mail by SMTP (RFC 5321): 5xx is for ever, all else is tried again. */
export function mailChannel({ url, from }: { url: string; from: string }): MessageChannel {
  const transport = createTransport({ url, connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS })
  const { host } = new URL(url)
  return {
    async send({ id, recipient, subject, text }) {
      try {
        // The address is a parsed one: no header can be put in by it. The id lets a mail server drop what comes twice.
        await transport.sendMail({ from, to: { name: '', address: recipient }, subject, text, messageId: `<hotline-1022-${id}@${host}>`, headers: { 'Auto-Submitted': 'auto-generated' } })
      } catch (error) {
        throw isForEver(error) ? new MessageRefused(error.message, { cause: error }) : error
      }
    },
  }
}

const isForEver = (error: unknown): error is Error => error instanceof Error && 'responseCode' in error && typeof error.responseCode === 'number' && error.responseCode >= 500
