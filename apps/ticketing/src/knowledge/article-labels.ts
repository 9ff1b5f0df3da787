import type { Language } from '@app/contracts'
import type { ArticleLabels } from '@app/knowledge'
import { z } from 'zod'
import textsJson from './procedure-texts.json' with { type: 'json' }

const s = z.string()
const Texts = z.strictObject({
  service: s, language: s, title: s, intro: s, search: s, find: s, none: s, all: s, back: s, checked: s, example: s, gone: s,
  labels: z.strictObject({ documents: s, steps: s, fee: s, time: s, place: s, online: s, legalBase: s }) satisfies z.ZodType<ArticleLabels>,
})
export type ProcedureTexts = z.infer<typeof Texts>

/** Words of what citizens are sent and of the page that they read. */
export const PROCEDURE_TEXTS: Record<Language, ProcedureTexts> = z.object({ vi: Texts, en: Texts }).parse(textsJson)

export const PROCEDURE_PATHS: Record<Language, string> = { vi: '/thu-tuc', en: '/procedures' }
