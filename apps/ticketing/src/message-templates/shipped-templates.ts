import { Language, TELL_BY, TemplateSubject, TemplateWords, type TemplateAddress } from '@app/contracts'
import { TEMPLATE_PLACES } from '@app/message-template'
import { z } from 'zod'
import templatesJson from './shipped-templates.json' with { type: 'json' }

const SHIPPED = z.record(Language, z.record(TemplateSubject, z.partialRecord(z.enum(TELL_BY), TemplateWords))).parse(templatesJson)

/** The text of before anybody wrote another. @throws Error for a place that no template has */
export function shippedTemplate({ subject, channel, language }: TemplateAddress): TemplateWords {
  const words = SHIPPED[language][subject][channel]
  if (!words) throw new Error(`There is no template of ${subject} for ${channel}`)
  return words
}

/** Every template there is, in the order in which it is shown. */
export const TEMPLATE_ADDRESSES: readonly TemplateAddress[] = (['vi', 'en'] as const).flatMap((language) => TEMPLATE_PLACES.map((place) => ({ ...place, language })))
