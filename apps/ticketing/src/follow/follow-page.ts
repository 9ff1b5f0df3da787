import { ATTACHMENT_TYPES, CITIZEN_LIMITS, type Language, MOST_AT_ONCE, TELL_BY, type TellBy, TICKET_STATES, type TicketState } from '@app/contracts'
import { fillRequestTemplate } from '@app/request-template'
import { spokenGroups } from '@app/ticket-code'
import { z } from 'zod'
import textsJson from './follow-texts.json' with { type: 'json' }
import { html, type Html } from './html.js'

const s = z.string()
const Texts = z.strictObject({
  title: s, service: s, intro: s, code: s, digits: s, find: s, notFound: s, tooMany: s, away: s, badLink: s, ticket: s, category: s, received: s, department: s, deadline: s,
  state: z.record(z.enum(TICKET_STATES), s),
  extended: s, reopened: s, question: s, reply: s, sendReply: s, answer: s, apology: s, rate: s, ratings: z.array(s).length(5), remark: s, sendRating: s, rated: s,
  addFiles: s, addFilesHint: s, answerFiles: s, ownFiles: s, photo: s, tooManyUploads: s,
  reopen: s, reason: s, sendReopen: s, optOut: s, optIn: s, optedOut: s, optedIn: s, ways: z.record(z.enum(TELL_BY), s), done: s, tooShort: s, notNow: s, another: s, language: s,
})
type Texts = z.infer<typeof Texts>
const TEXTS: Record<Language, Texts> = z.object({ vi: Texts, en: Texts }).parse(textsJson)

/** What the citizen sees of a ticket: nothing of who wrote it, and not what was written, for a code and four digits are no proof. */
export interface FollowedTicket {
  code: string
  state: TicketState
  category: string
  department: string
  receivedAt: string
  deadlineAt: string
  extensions: number
  reopenings: number
  /** While the citizen is asked. */
  question: string | null
  /** Once it is approved. */
  answer: string | null
  lateReason: string | null
  rating: number | null
  mayReply: boolean
  mayRate: boolean
  mayReopen: boolean
  /** By which way they are told, and whether they do not want it; null: nothing is sent. */
  told: { by: TellBy; optedOut: boolean } | null
  files: FollowedFile[]
}

/** `isOwn`: the citizen sent it. */
export interface FollowedFile {
  id: number
  name: string
  isPhoto: boolean
  isOwn: boolean
  width: number | null
  height: number | null
}

/** What the page says at its top about what was just tried. */
export type FollowNotice = Extract<keyof Texts, 'notFound' | 'badLink' | 'done' | 'tooShort' | 'notNow' | 'away'> | { tooManyForMinutes: number } | { tooManyUploadsForMinutes: number } | { refused: string }

export const FOLLOW_PATHS: Record<Language, string> = { vi: '/theo-doi', en: '/follow' }

/** Where somebody asks for a ticket. */
export function askPage(language: Language, notice: FollowNotice | null, code = ''): string {
  const t = TEXTS[language]
  return page(language, FOLLOW_PATHS[language === 'vi' ? 'en' : 'vi'], t.title, [
    noticeBox(t, notice),
    html`<p>${t.intro}</p>
      <form method="post" action="${FOLLOW_PATHS[language]}">
        <label>${t.code}<input name="code" value="${code}" inputmode="numeric" autocomplete="off" maxlength="15" required /></label>
        <label>${t.digits}<input name="digits" inputmode="numeric" autocomplete="off" maxlength="4" required /></label>
        <button>${t.find}</button>
      </form>`,
  ])
}

/** One ticket, and what its citizen may do with it now. `path`: of this page, with its key; `written`: what was refused, to be sent again. */
export function ticketPage(language: Language, ticket: FollowedTicket, { path, otherPath, notice, written }: { path: string; otherPath: string; notice: FollowNotice | null; written: string }): string {
  const t = TEXTS[language]
  const say = (text: string, values: Record<string, string>) => fillRequestTemplate(text, values, 'plain')
  const fact = (name: string, value: string) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`
  const words = (name: string, label: string, required: boolean) => html`<label>${label}<textarea name="${name}" rows="4" maxlength="5000" ${required ? html`required` : ''}>${written}</textarea></label>`
  const addFiles = html`<label>${t.addFiles}<input type="file" name="files" accept="${ACCEPTED}" multiple /></label><p class="small">${say(t.addFilesHint, { count: String(MOST_AT_ONCE), megabytes: String(CITIZEN_LIMITS.photo / 1024 / 1024) })}</p>`
  const files = (own: boolean) => fileList(t, path, ticket.files.filter(({ isOwn }) => isOwn === own))
  return page(language, otherPath, say(t.ticket, { code: spokenGroups(ticket.code).join(' ') }), [
    noticeBox(t, notice),
    html`<p class="state ${ticket.answer === null ? 'open' : 'answered'}">${t.state[ticket.state]}</p>
      <dl>
        ${[fact(t.category, ticket.category), fact(t.received, ticket.receivedAt), fact(t.department, ticket.department), fact(t.deadline, ticket.deadlineAt)]}
      </dl>
      ${ticket.extensions > 0 && html`<p class="small">${say(t.extended, { count: String(ticket.extensions) })}</p>`}
      ${ticket.reopenings > 0 && html`<p class="small">${say(t.reopened, { count: String(ticket.reopenings) })}</p>`}`,
    ticket.question !== null && html`<section><h2>${t.question}</h2><p class="words">${ticket.question}</p></section>`,
    ticket.mayReply && html`<form method="post" action="${path}/replied" enctype="multipart/form-data">${words('text', t.reply, true)}${addFiles}<button>${t.sendReply}</button></form>`,
    ticket.answer !== null &&
      html`<section class="answer">
        <h2>${t.answer}</h2>
        <p class="words">${ticket.answer}</p>
        ${ticket.lateReason !== null && html`<p>${say(t.apology, { reason: ticket.lateReason })}</p>`}
      </section>`,
    ticket.files.some(({ isOwn }) => !isOwn) && html`<section><h2>${t.answerFiles}</h2>${files(false)}</section>`,
    ticket.files.some(({ isOwn }) => isOwn) && html`<section><h2>${t.ownFiles}</h2>${files(true)}</section>`,
    ticket.rating !== null && html`<p class="notice">${say(t.rated, { rating: String(ticket.rating) })}</p>`,
    ticket.mayRate &&
      ticket.rating === null &&
      html`<form method="post" action="${path}/rated">
        <fieldset>
          <legend>${t.rate}</legend>
          ${t.ratings.map((label, index) => html`<label class="choice"><input type="radio" name="rating" value="${index + 1}" required /> ${label}</label>`)}
        </fieldset>
        ${words('text', t.remark, false)}<button>${t.sendRating}</button>
      </form>`,
    ticket.mayReopen && html`<details ${written !== '' && html`open`}><summary>${t.reopen}</summary><form method="post" action="${path}/reopened" enctype="multipart/form-data">${words('text', t.reason, true)}${addFiles}<button>${t.sendReopen}</button></form></details>`,
    ticket.told !== null && toldBox(t, ticket.told, path),
    html`<p class="small"><a href="${FOLLOW_PATHS[language]}">${t.another}</a></p>`,
  ])
}

function toldBox(t: Texts, { by, optedOut }: NonNullable<FollowedTicket['told']>, path: string): Html {
  const say = (text: string) => fillRequestTemplate(text, { way: t.ways[by] }, 'plain')
  return html`<p class="small">${say(optedOut ? t.optedOut : t.optedIn)}</p><form method="post" action="${path}/${optedOut ? 'opted-in' : 'opted-out'}"><button class="plain">${say(optedOut ? t.optIn : t.optOut)}</button></form>`
}

function noticeBox(t: Texts, notice: FollowNotice | null): Html | false {
  if (notice === null) return false
  const good = notice === 'done'
  const text = noticeText(t, notice)
  return html`<p class="${good ? 'notice' : 'trouble'}" role="${good ? 'status' : 'alert'}">${text}</p>`
}

function noticeText(t: Texts, notice: FollowNotice): string {
  if (typeof notice === 'string') return t[notice]
  if ('refused' in notice) return notice.refused
  if ('tooManyForMinutes' in notice) return fillRequestTemplate(t.tooMany, { minutes: String(notice.tooManyForMinutes) }, 'plain')
  return fillRequestTemplate(t.tooManyUploads, { minutes: String(notice.tooManyUploadsForMinutes) }, 'plain')
}

/** Types rather than `image/*`: then a telephone sends JPEG where it keeps another form. */
const ACCEPTED = Object.entries(ATTACHMENT_TYPES).flatMap(([type, { kind }]) => (kind in CITIZEN_LIMITS ? [type] : [])).join(',')

function fileList(t: Texts, path: string, files: readonly FollowedFile[]): Html {
  return html`<ul class="files">
    ${files.map(({ id, name, isPhoto, width, height }, index) =>
      isPhoto
        ? html`<li><a href="${path}/files/${id}"><img src="${path}/files/${id}/thumb" width="160" height="160" alt="${fillRequestTemplate(t.photo, { number: String(index + 1) }, 'plain')}" title="${name}${width !== null && height !== null && ` (${width} × ${height})`}" loading="lazy" /></a></li>`
        : html`<li class="document"><a href="${path}/files/${id}" download>${name}</a></li>`,
    )}
  </ul>`
}

function page(language: Language, otherPath: string, title: string, parts: (Html | false)[]): string {
  const t = TEXTS[language]
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · 1022</title>
        <link rel="stylesheet" href="/follow.css" />
      </head>
      <body>
        <header><strong>1022</strong><span>${t.service}</span><a href="${otherPath}" lang="${language === 'vi' ? 'en' : 'vi'}">${t.language}</a></header>
        <main><h1>${title}</h1>${parts}</main>
      </body>
    </html>`.markup
}
