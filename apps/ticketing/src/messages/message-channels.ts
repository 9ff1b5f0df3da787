import { Inject, Injectable, Logger } from '@nestjs/common'
import { maskEmail, maskNumber, maskText } from '@app/persons-data'
import { dialable } from '@app/phone-number'
import { z } from 'zod'
import { SETTINGS, TicketingSettings } from '../settings.js'
import { mailChannel } from './mail-channel.js'
import type { MessageChannel, OutgoingMessage } from './message-channel.js'
import { smsChannel } from './sms-channel.js'

export type WrittenChannel = 'email' | 'sms'
export const WRITTEN_CHANNELS: readonly WrittenChannel[] = ['email', 'sms']

/** The ways of what is written, as the settings say. */
@Injectable()
export class MessageChannels {
  private readonly log = new Logger(MessageChannels.name)
  private readonly connected: Record<WrittenChannel, MessageChannel | null>

  constructor(@Inject(SETTINGS) { SMTP_URL, MAIL_FROM, SMS_URL, SMS_METHOD, SMS_HEADERS, SMS_BODY }: TicketingSettings) {
    this.connected = {
      email: SMTP_URL === undefined ? null : mailChannel({ url: SMTP_URL, from: MAIL_FROM }),
      sms: SMS_URL === undefined ? null : smsChannel({ url: SMS_URL, method: SMS_METHOD, headers: SMS_HEADERS, body: SMS_BODY }),
    }
  }

  isConnected(channel: WrittenChannel): boolean {
    return this.connected[channel] !== null
  }

  /** Whether it is an address of this channel at all. */
  takes(channel: WrittenChannel, recipient: string): boolean {
    return channel === 'email' ? z.email().safeParse(recipient).success : dialable(recipient) !== null
  }

  /** As {@link MessageChannel.send}; without a provider, for trying out, it is written into the log. */
  async send(channel: WrittenChannel, message: OutgoingMessage): Promise<void> {
    const connected = this.connected[channel]
    if (connected) return connected.send(message)
    this.log.warn(`${channel === 'email' ? 'SMTP_URL' : 'SMS_URL'} is not set, so this is only written here; to ${message.recipient.includes('@') ? maskEmail(message.recipient) : maskNumber(message.recipient)}: ${message.subject}\n${maskText(message.text)}`)
  }
}
