import { z } from 'zod'
import { MESSAGE_SUBJECTS, TellBy } from './tickets.js'
import { Language, Moment } from './words.js'

/** What a template is for; `article`: of the knowledge base; `apology` and `cut` are sentences within others: that an answer is late, and that a spoken one was too long. */
export const TEMPLATE_SUBJECTS = [...MESSAGE_SUBJECTS, 'article', 'apology', 'cut'] as const
export const TemplateSubject = z.enum(TEMPLATE_SUBJECTS)
export type TemplateSubject = z.infer<typeof TemplateSubject>

/** The title is a mail's only. */
export const TemplateWords = z.object({ title: z.string().trim().max(200), text: z.string().max(5000) })
export type TemplateWords = z.infer<typeof TemplateWords>

export const TemplateAddress = z.object({ subject: TemplateSubject, channel: TellBy, language: Language })
export type TemplateAddress = z.infer<typeof TemplateAddress>

export const MessageTemplate = TemplateAddress.extend({
  words: TemplateWords,
  /** As it was shipped. */
  shipped: TemplateWords,
  /** 0: the shipped one; another with each save. */
  version: z.number().int().nonnegative(),
  changedBy: z.string().nullable(),
  changedAt: Moment.nullable(),
})
export type MessageTemplate = z.infer<typeof MessageTemplate>

/** `version`: the one that was edited, so that two people notice each other. */
export const SaveTemplate = TemplateAddress.extend({ words: TemplateWords, version: z.number().int().nonnegative() })
export type SaveTemplate = z.infer<typeof SaveTemplate>

/** A message with the words of the sample ticket, to an address typed in. A call is heard in the browser instead. */
export const TryTemplate = TemplateAddress.extend({ channel: z.enum(['email', 'sms']), words: TemplateWords, to: z.string().trim().min(3).max(254) })
export type TryTemplate = z.infer<typeof TryTemplate>

/** `logged`: nobody is set up to take it, so it stands in the server's log only. */
export const TriedTemplate = z.object({ outcome: z.enum(['sent', 'logged']) })
export type TriedTemplate = z.infer<typeof TriedTemplate>

export const HearTemplate = TemplateAddress.extend({ channel: z.literal('phone'), words: TemplateWords })
export type HearTemplate = z.infer<typeof HearTemplate>
