import type { TellBy, TemplateSubject } from '@app/contracts'

interface TemplatePlace {
  subject: TemplateSubject
  channel: TellBy
}

/** Every template there is. Who asks for calls was told the code in the call that made the ticket, so `made` is not spoken. */
export const TEMPLATE_PLACES: readonly TemplatePlace[] = [
  { subject: 'made', channel: 'email' },
  { subject: 'made', channel: 'sms' },
  ...(['asked', 'extended', 'answered'] as const).flatMap((subject) => (['email', 'sms', 'phone'] as const).map((channel) => ({ subject, channel }))),
  { subject: 'article', channel: 'email' },
  { subject: 'article', channel: 'sms' },
  { subject: 'apology', channel: 'email' },
  { subject: 'apology', channel: 'phone' },
  { subject: 'cut', channel: 'phone' },
]

export const isTemplatePlace = (subject: TemplateSubject, channel: TellBy): boolean => TEMPLATE_PLACES.some((place) => place.subject === subject && place.channel === channel)

/** Names that a template may have in braces. */
export function variablesOf(subject: TemplateSubject, channel: TellBy): readonly string[] {
  if (subject === 'apology') return ['reason']
  if (subject === 'cut') return []
  if (subject === 'article') return channel === 'sms' ? ['title', 'link'] : ['title', 'text', 'link']
  return [
    'code',
    'category',
    'department',
    'deadline',
    // Nobody can hear an address.
    ...(channel === 'phone' ? [] : ['link']),
    // What was written is not for an SMS: it is long, and costs.
    ...(channel === 'sms' || subject === 'made' ? [] : ['text']),
    ...(subject === 'answered' && channel !== 'sms' ? ['apology'] : []),
  ]
}
