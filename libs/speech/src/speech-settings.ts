import { fillRequestTemplate, RequestHeaders } from '@app/request-template'
import { z } from 'zod'
import { espeak, type SpeechProvider } from './speech-provider.js'
import { httpSpeech } from './http-speech.js'
import { SPOKEN_LANGUAGES } from './spoken-part.js'

/** Environment of whoever speaks; an app's settings take these in. Without `SPEECH_URL` espeak-ng speaks. */
export const SpeechSettings = z.object({
  /** `{text}`, `{voice}` and `{language}` are filled in, escaped as the place asks for; also in SPEECH_BODY and in headers (but no text there). */
  SPEECH_URL: z.string().optional(),
  SPEECH_METHOD: z.enum(['GET', 'POST']).default('POST'),
  /** JSON object. Without a content type the body is JSON. */
  SPEECH_HEADERS: RequestHeaders,
  SPEECH_BODY: z.string().optional(),
  /** The provider's names of its voices; a language without one is spoken by espeak-ng. */
  SPEECH_VOICE_VI: z.string().optional(),
  SPEECH_VOICE_EN: z.string().optional(),
  SPEECH_TIMEOUT_SECONDS: z.coerce.number().min(1).max(120).default(20),
})
export type SpeechSettings = z.infer<typeof SpeechSettings>

/** What no single setting can know; for zod's `superRefine`. */
export function checkSpeechSettings(settings: SpeechSettings, context: z.RefinementCtx<SpeechSettings>): void {
  const { SPEECH_URL: url, SPEECH_BODY: body, SPEECH_METHOD: method } = settings
  if (url === undefined) return
  const refuse = (path: keyof SpeechSettings, message: string) => context.addIssue({ code: 'custom', path: [path], message })
  if (!/^https?:\/\//.test(url) || !URL.canParse(fillRequestTemplate(url, { text: 'x', voice: 'x', language: 'vi' }, 'url'))) refuse('SPEECH_URL', 'must be an http(s) address')
  if (![url, body ?? ''].some((template) => template.includes('{text}'))) refuse('SPEECH_URL', 'neither SPEECH_URL nor SPEECH_BODY has {text} in it')
  if (method === 'GET' && body !== undefined) refuse('SPEECH_BODY', 'a GET has no body')
  if (settings.SPEECH_VOICE_VI === undefined && settings.SPEECH_VOICE_EN === undefined) refuse('SPEECH_VOICE_VI', 'SPEECH_URL needs a voice: set SPEECH_VOICE_VI or SPEECH_VOICE_EN')
}

/** The provider that the settings name. */
export function speechProvider(settings: SpeechSettings): SpeechProvider {
  const { SPEECH_URL: url, SPEECH_BODY: body } = settings
  if (url === undefined) return espeak
  const voices = { vi: settings.SPEECH_VOICE_VI, en: settings.SPEECH_VOICE_EN }
  const cloud = httpSpeech({ url, method: settings.SPEECH_METHOD, headers: settings.SPEECH_HEADERS, body, voices, timeoutSeconds: settings.SPEECH_TIMEOUT_SECONDS })
  const local = SPOKEN_LANGUAGES.filter((language) => voices[language] === undefined)
  if (local.length === 0) return cloud
  return {
    name: `${cloud.name}; ${local.join(' ')}: ${espeak.name}`,
    speak: (part, target) => (local.includes(part.voice) ? espeak : cloud).speak(part, target),
  }
}
