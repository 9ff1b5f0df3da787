import type { Language } from '@app/contracts'
import { fillRequestTemplate } from '@app/request-template'
import { spokenGroups } from '@app/ticket-code'
import { DateTime } from 'luxon'
import { z } from 'zod'
import { ZONE } from '../settings.js'
import type { MailLine, NoticeMail } from './gather-mail.js'
import textsJson from './staff-notice-texts.json' with { type: 'json' }

const s = z.string()
const Texts = z.strictObject({
  subject: z.strictObject({ arrived: s, warned: s }),
  greeting: z.strictObject({ person: s, mailbox: s }),
  intro: s, arrived: s, warned: s, place: s, deadline: s, gone: s, late: s, unlisted: s, outro: s, signature: s,
})
export const STAFF_NOTICE_TEXTS: Record<Language, z.infer<typeof Texts>> = z.object({ vi: Texts, en: Texts }).parse(textsJson)

const IN_ORDER: readonly Language[] = ['vi', 'en']
/** What ends the Vietnamese part. */
const BETWEEN = '-'.repeat(60)

interface MailPlace {
  /** Whether a person reads it, or whoever looks into a department's mailbox. */
  reader: 'person' | 'mailbox'
  /** Where all of them stand. */
  list: string
  at: Date
}

/** The mail in plain text: Vietnamese, and the same in English beneath. */
export function noticeMail(mail: NoticeMail, place: MailPlace): { subject: string; text: string } {
  return { subject: `[1022] ${IN_ORDER.map((language) => subjectIn(language, mail)).join(' | ')}`, text: IN_ORDER.map((language) => textIn(language, mail, place)).join(`\n\n${BETWEEN}\n\n`) }
}

function subjectIn(language: Language, { counts }: NoticeMail): string {
  const { subject } = STAFF_NOTICE_TEXTS[language]
  const parts = (['warned', 'arrived'] as const).filter((part) => counts[part] > 0).map((part) => fill(subject[part], { count: String(counts[part]) })).join('; ')
  return parts.charAt(0).toLocaleUpperCase(language) + parts.slice(1)
}

function textIn(language: Language, mail: NoticeMail, { reader, list, at }: MailPlace): string {
  const texts = STAFF_NOTICE_TEXTS[language]
  const { counts } = mail
  const unlisted = counts.warned + counts.arrived - mail.warned.length - mail.arrived.length
  const section = (part: 'warned' | 'arrived') => (counts[part] === 0 ? [] : [[fill(texts[part], { count: String(counts[part]) }), ...mail[part].map((line) => lineIn(language, line, at))].join('\n\n')])
  return [
    texts.greeting[reader],
    texts.intro,
    ...section('warned'),
    ...section('arrived'),
    ...(unlisted > 0 ? [fill(texts.unlisted, { count: String(unlisted), link: list })] : []),
    texts.outro,
    texts.signature,
  ].join('\n\n')
}

function lineIn(language: Language, { code, category, ward, department, deadlineAt, percent, link }: MailLine, at: Date): string {
  const texts = STAFF_NOTICE_TEXTS[language]
  const where = ward === null ? category[language] : fill(texts.place, { category: category[language], ward: ward[language] })
  const deadline = fill(texts.deadline, { deadline: DateTime.fromJSDate(deadlineAt, { zone: ZONE }).toFormat('HH:mm dd/MM/yyyy') })
  const gone = deadlineAt <= at ? texts.late : percent === null ? null : fill(texts.gone, { percent: String(percent) })
  return [`${spokenGroups(code).join(' ')} – ${where}`, ...(department === null ? [] : [`  ${department[language]}`]), `  ${deadline}${gone === null ? '' : ` (${gone})`}`, `  ${link}`].join('\n')
}

const fill = (text: string, words: Record<string, string>): string => fillRequestTemplate(text, words, 'plain')
