import type { TellBy, TemplateWords } from '@app/contracts'
import { fillRequestTemplate } from '@app/request-template'
import { spokenGroups } from '@app/ticket-code'
import { spokenAnswer } from './spoken-answer.js'

export interface MessageWords {
  code: string
  /** Of an article. */
  title?: string
  category: string
  department: string
  deadline: string
  link: string
  /** The question, the progress, the answer. */
  text: string
  /** Why it is late; null: it is not. */
  lateReason: string | null
}

/** Longest text of an SMS that is sent in three parts at most. */
const SMS_LENGTH = 459
const SMS_NAME_LENGTH = 60
/** About a minute and a half. */
const SPOKEN_LENGTH = 900

/**
 * What a citizen reads or hears. Words are put in as they are; nothing in them is taken for a name of a word.
 * @param parts the sentences of the same channel and language that may stand in it
 */
export function fillMessage(template: TemplateWords, channel: TellBy, words: MessageWords, parts: { apology: string; cut: string }): TemplateWords {
  const filled = fillUncut(template, channel, words, parts)
  return channel === 'sms' ? { ...filled, text: filled.text.slice(0, SMS_LENGTH) } : filled
}

/** The same, however long an SMS gets. */
export function fillUncut(template: TemplateWords, channel: TellBy, words: MessageWords, parts: { apology: string; cut: string }): TemplateWords {
  const { deadline, link, lateReason } = words
  const spoken = channel === 'phone'
  // A long name must not push the link out of an SMS.
  const [category, department, articleTitle] = [words.category, words.department, words.title ?? ''].map((name) => (channel === 'sms' ? name.slice(0, SMS_NAME_LENGTH) : name))
  const values = {
    title: articleTitle ?? '',
    category: category ?? '',
    department: department ?? '',
    deadline,
    link,
    text: spoken ? spokenAnswer(words.text, SPOKEN_LENGTH, parts.cut) : words.text,
    code: spoken ? inDigits(words.code) : spokenGroups(words.code).join(' '),
    apology: lateReason === null ? '' : fill(parts.apology, { reason: lateReason }),
  }
  const text = fill(template.text, values)
  const title = fill(template.title, values)
  if (channel === 'email') return { title, text }
  return { title, text: spoken ? text.replace(/\s+/g, ' ').trim() : plainLetters(text) }
}

/** As a voice reads it digit by digit, with a breath after three. */
const inDigits = (code: string) => spokenGroups(code).map((group) => [...group].join(' ')).join(', ')

const fill = (template: string, values: Record<string, string>) => fillRequestTemplate(template, values, 'plain')

/** Letters with marks make an SMS cost twice as much, and old telephones show them as squares. */
export const plainLetters = (text: string): string => text.normalize('NFD').replace(/\p{Diacritic}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D')
