import type { Language } from '@app/contracts'
import { spokenGroups } from '@app/ticket-code'
import { DateTime } from 'luxon'
import { z } from 'zod'
import { html, type Html } from '../follow/html.js'
import { ZONE } from '../settings.js'
import type { PersonRecord } from './person-record.js'
import textsJson from './person-page-texts.json' with { type: 'json' }

const Words = z.record(z.string(), z.string())
const LABELS = ['title', 'intro', 'madeAt', 'number', 'name', 'email', 'calls', 'voicemails', 'tickets', 'callBacks', 'card', 'notes', 'drafts', 'looks', 'none', 'language', 'wait', 'talk', 'hold', 'outcome', 'recording', 'rating', 'remark', 'length', 'category', 'department', 'received', 'deadline', 'description', 'place', 'state', 'changes', 'messages', 'files', 'forTheHouse'] as const
const labels = z.object(Object.fromEntries(LABELS.map((label) => [label, z.string()])) as Record<(typeof LABELS)[number], z.ZodString>)
const Texts = labels.extend({ states: Words, outcomes: Words, callBackStates: Words, deeds: Words, roles: Words, lookedAt: Words, purposes: Words })
type Texts = z.infer<typeof Texts>
/** For the test that each word of the contracts has one here. */
export const PERSON_PAGE_TEXTS: Record<Language, Texts> = z.object({ vi: Texts, en: Texts }).parse(textsJson)

const STYLE = 'body{font:16px/1.5 system-ui,sans-serif;max-width:820px;margin:2rem auto;padding:0 1rem;color:#1c2530}h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid #ccd}article{border:1px solid #dde;border-radius:8px;padding:.5rem 1rem;margin:.75rem 0}dl{display:grid;grid-template-columns:11rem 1fr;gap:.2rem 1rem;margin:0}dt{color:#566}dd{margin:0;overflow-wrap:anywhere;white-space:pre-line}'

/** A person's data for reading, in one language; sounds and files lie beside the page. */
export function personPage(record: PersonRecord, language: Language): string {
  const texts = PERSON_PAGE_TEXTS[language]
  const when = (at: string | null) => at && DateTime.fromISO(at, { zone: ZONE }).toFormat('HH:mm dd/MM/yyyy')
  const word = (words: Record<string, string>, key: string | null) => key && (words[key] ?? key)
  const sound = (path: string | null) => path && html`<a href="${path}">${path.replace('sounds/', '')}</a>`
  const { calls, voicemails, tickets, callBacks, card, drafts, looks } = record
  const page = html`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${texts.title}</title><style>${{ markup: STYLE }}</style></head><body>
<h1>${texts.title}</h1><p>${texts.intro}</p>${facts([[texts.madeAt, when(record.madeAt)], [texts.number, record.number], [texts.name, record.name]])}
${section(texts, texts.calls, calls.map((call) => facts([[texts.received, when(call.arrivedAt)], [texts.number, call.number], [texts.language, call.language], [texts.wait, call.waitSeconds], [texts.talk, call.talkSeconds], [texts.hold, call.holdSeconds], [texts.outcome, word(texts.outcomes, call.outcome)], [texts.recording, sound(call.recording)], [texts.rating, call.rating], [texts.remark, sound(call.remark)]])))}
${section(texts, texts.voicemails, voicemails.map((voicemail) => facts([[texts.received, when(voicemail.leftAt)], [texts.length, voicemail.seconds], [texts.recording, sound(voicemail.sound)]])))}
${section(texts, texts.tickets, tickets.map((ticket) => html`<h3>${spokenGroups(ticket.code).join(' ')}</h3>${facts([[texts.category, ticket.category?.[language] ?? null], [texts.department, ticket.department?.[language] ?? null], [texts.received, when(ticket.createdAt)], [texts.deadline, when(ticket.deadlineAt)], [texts.state, word(texts.states, ticket.state)], [texts.name, ticket.name], [texts.number, ticket.number], [texts.email, ticket.email], [texts.description, ticket.description], [texts.place, ticket.place], [texts.rating, ticket.rating]])}<h4>${texts.changes}</h4>${facts(ticket.changes.map(({ at, deed, text }) => [when(at) ?? '', [word(texts.deeds, deed), text].filter(Boolean).join(': ')]))}${ticket.files.length > 0 && html`<h4>${texts.files}</h4>`}${facts(ticket.files.map(({ addedAt, name, file }) => [when(addedAt) ?? '', file ? html`<a href="${file}">${name}</a>` : `${name} (${texts.forTheHouse})`]))}${ticket.messages.length > 0 && html`<h4>${texts.messages}</h4>`}${facts(ticket.messages.map(({ createdAt, recipient, subject, text }) => [when(createdAt) ?? '', `${recipient}\n${subject}\n${text}`]))}`))}
${section(texts, texts.callBacks, callBacks.map((callBack) => facts([[texts.received, when(callBack.promisedAt)], [texts.number, callBack.number], [texts.state, word(texts.callBackStates, callBack.state)]])))}
${section(texts, texts.card, card.names.length + card.numbers.length === 0 ? [] : [html`${facts([[texts.name, card.names.join(' · ')], [texts.language, card.languages.join(' · ')], [texts.number, card.numbers.join(' · ')]])}${card.notes.length > 0 && html`<h4>${texts.notes}</h4>`}${facts(card.notes.map(({ at, text }) => [when(at) ?? '', text]))}`])}
${section(texts, texts.drafts, drafts.map(({ writtenAt, draft }) => facts([[texts.received, when(writtenAt)], ...Object.entries(draft).flatMap(([term, value]): Fact[] => (typeof value === 'string' && term !== 'requestId' ? [[term, value]] : []))])))}
${section(texts, texts.looks, looks.length === 0 ? [] : [facts(looks.map(({ at, role, what, purpose }) => [when(at) ?? '', [word(texts.roles, role), word(texts.lookedAt, what), word(texts.purposes, purpose)].filter(Boolean).join(' · ')]))])}
</body></html>`
  return page.markup
}

type Fact = readonly [term: string, value: Html | string | number | null]

const facts = (all: readonly Fact[]): Html => html`<dl>${all.filter(([, value]) => value !== null && value !== '').map(([term, value]) => html`<dt>${term}</dt><dd>${value}</dd>`)}</dl>`
const section = (texts: Texts, title: string, articles: readonly Html[]): Html => html`<h2>${title}</h2>${articles.length === 0 ? html`<p>${texts.none}</p>` : articles.map((article) => html`<article>${article}</article>`)}`
