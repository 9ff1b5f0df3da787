import type { FlowLanguage, PromptText } from '@app/flow'

/** A piece of a prompt that one voice reads. */
export interface PromptPart {
  language: FlowLanguage
  text: string
}

/** The pieces of a prompt in `language`; there is always one. */
export function partsOf(text: PromptText, language: FlowLanguage): PromptPart[] {
  return (Array.isArray(text) ? text : [text]).map((part): PromptPart => {
    if (typeof part === 'string') return { language, text: part }
    return 'vi' in part ? { language: 'vi', text: part.vi } : { language: 'en', text: part.en }
  })
}

/** The pieces as a prompt's text: one in the prompt's own language is a plain text. */
export function textOf(parts: readonly PromptPart[], language: FlowLanguage): PromptText {
  const [first, ...rest] = parts
  if (!first) return ''
  if (rest.length === 0 && first.language === language) return first.text
  return parts.map((part) => (part.language === language ? part.text : part.language === 'vi' ? { vi: part.text } : { en: part.text }))
}

export const otherLanguage = (language: FlowLanguage): FlowLanguage => (language === 'vi' ? 'en' : 'vi')
