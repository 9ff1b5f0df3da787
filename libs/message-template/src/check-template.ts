import type { Language, TellBy, TemplateSubject, TemplateWords } from '@app/contracts'
import { fillUncut, plainLetters } from './fill-message.js'
import { SAMPLE_WORDS } from './sample-words.js'
import { smsSize } from './sms-size.js'
import { variablesOf } from './template-places.js'

/** What is wrong with a template; with an `error` it is not saved. */
export interface TemplateFinding {
  severity: 'error' | 'warning'
  kind: 'empty' | 'no-title' | 'unknown-variable' | 'stray-brace' | 'no-code' | 'no-link' | 'no-text' | 'address-spoken' | 'foreign-letters' | 'many-parts' | 'too-long'
  /** What it is about: the variable's name, the letters, the number of parts. */
  detail?: string
}

/** An SMS of more parts costs more than a letter. */
const MOST_PARTS = 3

/** Everything that is wrong with a template, in the order in which it is read. Total. */
export function checkTemplate({ subject, channel, language }: { subject: TemplateSubject; channel: TellBy; language: Language }, { title, text }: TemplateWords): TemplateFinding[] {
  const known = variablesOf(subject, channel)
  const whole = `${title}\n${text}`
  const named = [...new Set([...whole.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))]
  const needed = (name: string, kind: TemplateFinding['kind']): TemplateFinding[] => (known.includes(name) && !text.includes(`{${name}}`) ? [{ severity: 'error', kind }] : [])
  const findings: TemplateFinding[] = [
    ...(text.trim() === '' ? [{ severity: 'error' as const, kind: 'empty' as const }] : []),
    ...(channel === 'email' && subject !== 'apology' && title.trim() === '' ? [{ severity: 'error' as const, kind: 'no-title' as const }] : []),
    ...named.filter((name) => !known.includes(name)).map((detail) => ({ severity: 'error' as const, kind: 'unknown-variable' as const, detail })),
    ...(/[{}]/.test(whole.replace(/\{\w+\}/g, '')) ? [{ severity: 'error' as const, kind: 'stray-brace' as const }] : []),
    ...needed('code', 'no-code'),
    ...needed('link', 'no-link'),
    ...needed('text', 'no-text'),
    ...(channel === 'phone' && /https?:|www\.|\w@\w/i.test(whole) ? [{ severity: 'warning' as const, kind: 'address-spoken' as const }] : []),
  ]
  return channel === 'sms' ? [...findings, ...smsFindings({ title, text }, language)] : findings
}

function smsFindings(words: TemplateWords, language: Language): TemplateFinding[] {
  const filled = fillUncut(words, 'sms', SAMPLE_WORDS[language], { apology: '', cut: '' }).text
  const { parts } = smsSize(filled)
  const foreign = smsSize(plainLetters(words.text)).foreign
  return [
    ...(foreign.length > 0 ? [{ severity: 'warning' as const, kind: 'foreign-letters' as const, detail: foreign.join(' ') }] : []),
    ...(parts > MOST_PARTS ? [{ severity: 'error' as const, kind: 'too-long' as const, detail: String(parts) }] : parts > 1 ? [{ severity: 'warning' as const, kind: 'many-parts' as const, detail: String(parts) }] : []),
  ]
}
