import { ARTICLE_LINES, type Article, type ArticleHit, type Language } from '@app/contracts'
import { html, type Html } from '../follow/html.js'
import { PROCEDURE_PATHS, PROCEDURE_TEXTS } from './article-labels.js'

const other = (language: Language): Language => (language === 'vi' ? 'en' : 'vi')
const said = (text: { vi: string; en: string }, language: Language) => (language === 'en' && text.en !== '' ? text.en : text.vi)

/** What a citizen looks through, without a script. */
export function proceduresPage(language: Language, words: string, hits: readonly ArticleHit[]): string {
  const t = PROCEDURE_TEXTS[language]
  const items = hits.map((hit) => html`<li><a href="${PROCEDURE_PATHS[language]}/${hit.key}"><strong>${said(hit.title, language)}</strong></a><br />${said(hit.summary, language)}</li>`)
  return page(language, PROCEDURE_PATHS[other(language)], t.title, [
    html`<p>${t.intro}</p>
      <form method="get" action="${PROCEDURE_PATHS[language]}">
        <label>${t.search}<input name="q" value="${words}" maxlength="200" /></label>
        <button>${t.find}</button>
      </form>`,
    hits.length === 0 ? html`<p>${t.none}</p>` : html`<ul>${items}</ul>`,
    words !== '' && html`<p><a href="${PROCEDURE_PATHS[language]}">${t.all}</a></p>`,
  ])
}

/** One procedure. @param article null: there is none of this name */
export function procedurePage(language: Language, key: string, article: Article | null): string {
  const t = PROCEDURE_TEXTS[language]
  const back = html`<p><a href="${PROCEDURE_PATHS[language]}">${t.back}</a></p>`
  if (article === null) return page(language, PROCEDURE_PATHS[other(language)], t.title, [html`<p>${t.gone}</p>`, back])
  const { content } = article
  const text = (field: 'fee' | 'time' | 'place' | 'online') => section(t.labels[field], said(content[field], language) === '' ? null : html`<p>${said(content[field], language)}</p>`)
  const lines = (field: (typeof ARTICLE_LINES)[number]) => {
    const items = content[field].map((line) => html`<li>${said(line, language)}</li>`)
    return section(t.labels[field], items.length === 0 ? null : field === 'steps' ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`)
  }
  return page(language, `${PROCEDURE_PATHS[other(language)]}/${key}`, said(content.title, language), [
    content.isExample && html`<p role="note"><strong>${t.example}</strong></p>`,
    html`<p>${said(content.summary, language)}</p>`,
    lines('documents'),
    lines('steps'),
    text('fee'),
    text('time'),
    text('place'),
    text('online'),
    lines('legalBase'),
    html`<p>${t.checked} ${article.publishedAt.slice(0, 10).split('-').reverse().join('/')}</p>`,
    back,
  ])
}

const section = (label: string, body: Html | null): Html | null => body && html`<section><h2>${label}</h2>${body}</section>`

function page(language: Language, otherPath: string, title: string, parts: readonly (Html | false | null)[]): string {
  const t = PROCEDURE_TEXTS[language]
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · 1022</title>
        <link rel="stylesheet" href="/follow.css" />
      </head>
      <body>
        <header><strong>1022</strong><span>${t.service}</span><a href="${otherPath}" lang="${other(language)}">${t.language}</a></header>
        <main><h1>${title}</h1>${parts}</main>
      </body>
    </html>`.markup
}
