import type { TFunction } from 'i18next'
import { formatPhone, formatTicketCode } from '../format/numbers.js'
import type { PaletteCommand } from './palette-commands.js'

/** What a command is called: by this it is found. */
export function labelOf(command: PaletteCommand, t: TFunction): string {
  switch (command.kind) {
    case 'screen':
      return t(`screen.${command.screen}`)
    case 'state':
      return t(`palette.${command.state}`)
    case 'sound-check':
      return t('soundCheck.open')
    case 'appearance':
      return t(`appearance.${command.scheme}`)
    case 'contrast':
      return t('appearance.contrast')
    case 'language':
      return t(`palette.${command.language}`)
    case 'report':
      return t('palette.report', { name: t(`reports.name.${command.report}`) })
    case 'ticket':
      return t('palette.ticket', { code: formatTicketCode(command.code) })
    case 'dial':
      return t('operatorCalls.call', { number: formatPhone(command.number) })
    case 'search':
      return t('palette.search', { text: command.text })
    default:
      return command satisfies never
  }
}
