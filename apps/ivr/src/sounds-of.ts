import type { FlowLanguage, Speech } from '@app/flow'
import { speak, type SpokenValue } from '@app/spoken-values'
import type { ShelvedFlow } from './flow-shelf.service.js'

/**
 * What Asterisk plays, as sound names below the language's folder. Nothing is made here: prompts were made when the flow was published, values
 * are put together from recorded parts.
 * @throws Error for a prompt without a sound, or a value that is not what it is said to be
 */
export function soundsOf(speech: readonly Speech[], language: FlowLanguage, { sounds }: Pick<ShelvedFlow, 'sounds'>): string[] {
  return speech.flatMap((item) => {
    if ('as' in item) return item.as === 'department' ? [`departments/${item.value}`] : speak(valueOf(item), language).map((part) => `parts/${part}`)
    const sound = sounds[language][item.prompt]
    if (sound === undefined) throw new Error(`prompt ${item.prompt} has no sound in ${language}`)
    return [sound]
  })
}

function valueOf({ as, value }: Exclude<Speech, { prompt: string }>): SpokenValue {
  switch (as) {
    case 'number':
      return { kind: 'number', n: Number(value) }
    case 'code':
      return { kind: 'code', digits: value }
    case 'phone':
      return { kind: 'phone', digits: value }
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
