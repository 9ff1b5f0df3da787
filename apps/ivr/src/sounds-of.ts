import type { FlowLanguage, Speech } from '@app/flow'
import { dialable } from '@app/phone-number'
import { speak, type SpokenValue } from '@app/spoken-values'
import type { ShelvedFlow } from './flow-shelf.service.js'

export interface InForce {
  /** Sounds of the notices in force now. */
  notices(language: FlowLanguage): string[]
  /** Sounds of an article. @throws Error for one that is not there */
  article(key: string, language: FlowLanguage): string[]
}

/**
 * What Asterisk plays, as sound names below the language's folder. Nothing is made here: prompts were made when the flow was published, values
 * are put together from recorded parts.
 * @throws Error for a prompt without a sound, or a value that is not what it is said to be
 */
export function soundsOf(speech: readonly Speech[], language: FlowLanguage, { sounds }: Pick<ShelvedFlow, 'sounds'>, published: InForce): string[] {
  return speech.flatMap((item) => {
    if ('notices' in item) return published.notices(language)
    if ('article' in item) return published.article(item.article, language)
    if ('as' in item) return item.as === 'department' ? [`departments/${item.value}`] : speak(valueOf(item), language).map((part) => `parts/${part}`)
    const sound = sounds[language][item.prompt]
    if (sound === undefined) throw new Error(`prompt ${item.prompt} has no sound in ${language}`)
    return [sound]
  })
}

function valueOf({ as, value }: Extract<Speech, { as: string }>): SpokenValue {
  switch (as) {
    case 'number':
      return { kind: 'number', n: Number(value) }
    case 'code':
      return { kind: 'code', digits: value }
    case 'phone':
      return { kind: 'phone', digits: dialable(value) ?? value.replace(/\D/g, '') }
    case 'date':
      return { kind: 'date', date: value }
    case 'time':
      return { kind: 'time', time: value }
    case 'wait':
      return { kind: 'wait', seconds: Number(value) }
    case 'department':
      throw new Error('a department has a sound of its own')
    default:
      return as satisfies never
  }
}
