import type { ArticleContent, Language } from '@app/contracts'

/** Headings of what is sent, in the language in which it is sent. */
export type ArticleLabels = Record<'documents' | 'steps' | 'fee' | 'time' | 'place' | 'online' | 'legalBase', string>

/** In the language asked for; in Vietnamese where there is no other. */
const inLanguage = (text: { vi: string; en: string }, language: Language): string => (language === 'en' && text.en !== '' ? text.en : text.vi)

const sentence = (text: string): string => (text === '' || /[.!?…]$/.test(text) ? text : `${text}.`)

/** What is said on the telephone: the sentence written for it, or title and summary. */
export function spokenArticle({ title, summary, spoken }: ArticleContent, language: Language): string {
  const own = spoken[language]
  if (own !== '') return own
  return [inLanguage(title, language), inLanguage(summary, language)].filter((text) => text !== '').map(sentence).join(' ')
}

/** The whole article as plain text for a mail. */
export function writtenArticle(content: ArticleContent, language: Language, labels: ArticleLabels): string {
  const text = (field: 'fee' | 'time' | 'place' | 'online') => inLanguage(content[field], language)
  const lines = (field: 'documents' | 'steps' | 'legalBase', numbered: boolean) => content[field].map((line, i) => `${numbered ? `${i + 1}.` : '-'} ${inLanguage(line, language)}`).join('\n')
  const parts = [
    ['', inLanguage(content.summary, language)],
    [labels.documents, lines('documents', false)],
    [labels.steps, lines('steps', true)],
    [labels.fee, text('fee')],
    [labels.time, text('time')],
    [labels.place, text('place')],
    [labels.online, text('online')],
    [labels.legalBase, lines('legalBase', false)],
  ] as const
  return parts
    .filter(([, body]) => body !== '')
    .map(([label, body]) => (label === '' ? body : `${label.toLocaleUpperCase(language)}\n${body}`))
    .join('\n\n')
}

/** What fits beside a link: the beginning of the summary, by whole words. */
export function shortArticle(content: ArticleContent, language: Language, longest: number): string {
  const text = inLanguage(content.summary, language).replace(/\s+/g, ' ').trim()
  if (text.length <= longest) return text
  const head = text.slice(0, longest - 3)
  const end = head.lastIndexOf(' ')
  // Three dots: the other sign costs an SMS half its letters.
  return `${end > 0 ? head.slice(0, end) : head}...`
}
