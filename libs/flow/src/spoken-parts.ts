import type { FlowLanguage, PromptText } from './flow-schema.js'

/** A prompt's text as sentences, each with the language whose voice speaks it. */
export function spokenParts(text: PromptText, language: FlowLanguage): { voice: FlowLanguage; text: string }[] {
  return (Array.isArray(text) ? text : [text])
    .map((part) => (typeof part === 'string' ? { voice: language, text: part } : 'vi' in part ? { voice: 'vi' as const, text: part.vi } : { voice: 'en' as const, text: part.en }))
    .filter((part) => part.text.trim() !== '')
}
