import { MESSAGE_SUBJECTS, type Language, type MessageSubject } from '@app/contracts'
import { fillRequestTemplate } from '@app/request-template'
import { z } from 'zod'
import textsJson from './message-texts.json' with { type: 'json' }

const Text = z.object({ subject: z.string(), mail: z.string(), sms: z.string() })
const Texts = z.object({ made: Text, asked: Text, extended: Text, answered: Text.extend({ apology: z.string() }) })
const TEXTS: Record<Language, z.infer<typeof Texts>> = z.object({ vi: Texts, en: Texts }).parse(textsJson)

export interface MessageWords {
  code: string
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

/** What a citizen reads: a mail with its subject, or a short one. Words are put in as they are; nothing in them is taken for a name of a word. */
export function messageOf(about: MessageSubject, language: Language, channel: 'email' | 'sms', words: MessageWords): { subject: string; text: string } {
  const texts = TEXTS[language]
  const { subject, mail, sms } = texts[about]
  const apology = words.lateReason === null ? '' : fill(texts.answered.apology, { reason: words.lateReason })
  const { category, department, deadline, link, text } = words
  const values = { category, department, deadline, link, text, code: inGroups(words.code), apology }
  return { subject: fill(subject, values), text: channel === 'email' ? fill(mail, values) : withoutDiacritics(fill(sms, values)).slice(0, SMS_LENGTH) }
}

/** As it is read aloud. */
const inGroups = (code: string) => code.replace(/(\d{3})(?=\d)/g, '$1 ')

const fill = (template: string, values: Record<string, string>) => fillRequestTemplate(template, values, 'plain')

/** Letters with marks make an SMS cost twice as much, and old telephones show them as squares. */
const withoutDiacritics = (text: string) => text.normalize('NFD').replace(/\p{Diacritic}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D')

/** Names in `{}` of every text, for the test that each is known. */
export const namesIn = (language: Language): string[] => MESSAGE_SUBJECTS.flatMap((about) => Object.values(TEXTS[language][about]).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string)))
