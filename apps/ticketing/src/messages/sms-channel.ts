import { fillRequestTemplate, placeOf } from '@app/request-template'
import { MessageRefused, type MessageChannel } from './message-channel.js'

export interface SmsProvider {
  url: string
  method: 'GET' | 'POST'
  headers: Readonly<Record<string, string>>
  body: string | undefined
}

const TIMEOUT_MS = 10_000
/** A provider's "not now" among the answers 4xx. */
const TRY_AGAIN = new Set([401, 403, 408, 409, 425, 429])

/** An SMS by a provider's HTTP interface: 2xx is taken, most of 4xx is for ever, all else is tried again. */
export function smsChannel({ url, method, headers, body }: SmsProvider): MessageChannel {
  const all = new Headers(headers)
  if (body !== undefined && !all.has('content-type')) all.set('content-type', 'application/json')
  const { origin, pathname } = new URL(url)
  return {
    async send({ recipient, text }) {
      const words = { number: recipient, text }
      // A redirect would carry the key elsewhere.
      const answer = await fetch(fillRequestTemplate(url, words, 'url'), {
        method,
        headers: all,
        ...(body === undefined ? {} : { body: fillRequestTemplate(body, words, placeOf(all.get('content-type') ?? '')) }),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      await answer.body?.cancel()
      if (answer.ok) return
      // Never the address's query or a header: keys stand there.
      const trouble = `${origin}${pathname} answered ${answer.status}`
      throw answer.status >= 400 && answer.status < 500 && !TRY_AGAIN.has(answer.status) ? new MessageRefused(trouble) : new Error(trouble)
    },
  }
}
