import { rm, writeFile } from 'node:fs/promises'
import { fillRequestTemplate, placeOf } from '@app/request-template'
import type { SpeechProvider } from './speech-provider.js'
import type { SpokenLanguage } from './spoken-part.js'
import { soundKind } from './sound-kind.js'
import { plainSound } from './telephone-sound.js'

export interface HttpSpeech {
  url: string
  method: 'GET' | 'POST'
  headers: Readonly<Record<string, string>>
  body: string | undefined
  voices: Readonly<Record<SpokenLanguage, string | undefined>>
  timeoutSeconds: number
}

/** More than any prompt; an answer without end must not fill the memory. */
const LARGEST_ANSWER = 20_000_000
const MOST_OF_AN_ANSWER_TOLD = 200
/** A new key is no new voice: sounds made with the old one stay good. */
const SECRET_HEADER = /auth|key|token|secret|cookie/i

/**
 * A voice behind HTTP that answers a text with a sound: WAV, MP3 or Ogg. What it cannot: answers that only say where the sound will be.
 * Errors say what the provider answered, and never the address's query or a header, for keys stand there.
 */
export function httpSpeech(settings: HttpSpeech): SpeechProvider {
  const { url, method, headers, body, voices, timeoutSeconds } = settings
  const address = new URL(fillRequestTemplate(url, { text: '', voice: '', language: '' }, 'url'))
  const who = `${address.origin}${address.pathname}`
  const told = Object.entries(headers).filter(([name]) => !SECRET_HEADER.test(name))
  return {
    name: JSON.stringify(['http', url, method, told, body, voices]),
    async speak({ voice: language, text }, target) {
      const voice = voices[language]
      if (voice === undefined) throw new Error(`${who} has no voice for ${language}`)
      const sound = await ask(requestFor(settings, { text, voice, language }), { method, who, timeoutSeconds })
      const kind = soundKind(sound)
      if (!kind) throw new Error(`${who} answered with something that is no WAV, MP3 or Ogg: ${beginningOf(sound)}`)
      const answered = `${target}.answer`
      try {
        await writeFile(answered, sound)
        await plainSound(answered, kind, target)
      } catch (error) {
        throw new Error(`${who} answered with a sound that cannot be read: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
      } finally {
        await rm(answered, { force: true })
      }
    },
  }
}

type SpeechWords = Record<'text' | 'voice' | 'language', string>

interface SpeechRequest {
  url: string
  headers: Headers
  body: string | undefined
}

function requestFor(settings: HttpSpeech, words: SpeechWords): SpeechRequest {
  // A text has no place in a header, where it would have to be ASCII.
  const headers = new Headers(Object.entries(settings.headers).map(([name, value]): [string, string] => [name, fillRequestTemplate(value, { ...words, text: '' }, 'plain')]))
  if (settings.body !== undefined && !headers.has('content-type')) headers.set('content-type', 'application/json')
  const body = settings.body === undefined ? undefined : fillRequestTemplate(settings.body, words, placeOf(headers.get('content-type') ?? ''))
  return { url: fillRequestTemplate(settings.url, words, 'url'), headers, body }
}

/** @throws Error with the reason in words when there is no whole answer of status 2xx in time */
async function ask({ url, headers, body }: SpeechRequest, { method, who, timeoutSeconds }: { method: string; who: string; timeoutSeconds: number }): Promise<Buffer> {
  try {
    // A redirect would carry the key elsewhere.
    const answer = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }), redirect: 'error', signal: AbortSignal.timeout(timeoutSeconds * 1000) })
    const bytes = await wholeOf(answer)
    if (answer.ok) return bytes
    throw new Error(`it answered ${answer.status}: ${beginningOf(bytes)}`)
  } catch (error) {
    throw new Error(`${who}: ${whyOf(error, timeoutSeconds)}`, { cause: error })
  }
}

async function wholeOf(answer: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of answer.body ?? []) {
    size += chunk.length
    if (size > LARGEST_ANSWER) throw new Error(`its answer is over ${LARGEST_ANSWER / 1_000_000} MB`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function whyOf(error: unknown, timeoutSeconds: number): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `no whole answer within ${timeoutSeconds} s`
  // fetch says "fetch failed"; the reason stands beneath.
  return error.cause instanceof Error ? error.cause.message || error.cause.name : error.message
}

const beginningOf = (bytes: Buffer) => (bytes.length === 0 ? 'nothing' : JSON.stringify(bytes.toString('utf8', 0, MOST_OF_AN_ANSWER_TOLD)))
