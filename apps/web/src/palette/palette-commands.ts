import { REPORTS, type ReportName } from '@app/contracts'
import { isTicketCode } from '@app/ticket-code'
import { matchesSearch } from '../format/fold-diacritics.js'
import type { Screen } from '../session/rights.js'

export const APPEARANCES = ['light', 'dark', 'auto'] as const
export type Appearance = (typeof APPEARANCES)[number]

/** What the palette can do. */
export type PaletteCommand =
  | { kind: 'screen'; screen: Screen }
  | { kind: 'state'; state: 'available' | 'offline' }
  | { kind: 'sound-check' }
  | { kind: 'appearance'; scheme: Appearance }
  | { kind: 'contrast' }
  | { kind: 'language'; language: 'vi' | 'en' }
  | { kind: 'report'; report: ReportName }
  | { kind: 'ticket'; code: string }
  | { kind: 'dial'; number: string }
  | { kind: 'search'; text: string }

/** What may be called the dial rules say; this only tells a number from words. */
const LIKE_A_NUMBER = /^\+?[\d().]{8,16}$/

export interface PaletteContext {
  screens: readonly Screen[]
  /** Whether this person answers calls. */
  softphone: boolean
  /** Whether a call can be made now. */
  dials: boolean
  language: 'vi' | 'en'
}

export const idOf = (command: PaletteCommand): string => {
  switch (command.kind) {
    case 'screen':
      return `screen-${command.screen}`
    case 'state':
      return `state-${command.state}`
    case 'appearance':
      return `appearance-${command.scheme}`
    case 'sound-check':
    case 'contrast':
      return command.kind
    case 'language':
      return `language-${command.language}`
    case 'report':
      return `report-${command.report}`
    case 'ticket':
      return `ticket-${command.code}`
    case 'dial':
      return `dial-${command.number}`
    case 'search':
      return 'search'
    default:
      return command satisfies never
  }
}

/** What is there before anything is typed, the most used first. */
export const standingCommands = ({ screens, softphone, language }: PaletteContext): PaletteCommand[] => [
  ...(softphone ? ([{ kind: 'state', state: 'available' }, { kind: 'state', state: 'offline' }] as const) : []),
  ...screens.map((screen) => ({ kind: 'screen', screen }) as const),
  ...(screens.includes('desk') ? ([{ kind: 'sound-check' }] as const) : []),
  ...APPEARANCES.map((scheme) => ({ kind: 'appearance', scheme }) as const),
  { kind: 'contrast' },
  { kind: 'language', language: language === 'vi' ? 'en' : 'vi' },
]

/** A ticket by its code goes first; whatever is typed can be looked for among the tickets. Marks and the order of words do not matter. */
export function paletteCommands(typed: string, context: PaletteContext, labelOf: (command: PaletteCommand) => string): PaletteCommand[] {
  const text = typed.trim()
  const standing = standingCommands(context)
  if (text === '') return standing
  const digits = text.replace(/[\s-]/g, '')
  const seesTickets = context.screens.includes('tickets') || context.screens.includes('inbox')
  const reports: PaletteCommand[] = context.screens.includes('reports') ? REPORTS.map((report) => ({ kind: 'report', report })) : []
  return [
    ...(seesTickets && isTicketCode(digits) ? [{ kind: 'ticket', code: digits } as const] : []),
    ...(context.dials && LIKE_A_NUMBER.test(digits) ? [{ kind: 'dial', number: digits } as const] : []),
    ...standing.filter((command) => matchesSearch(labelOf(command), text)),
    ...reports.filter((command) => matchesSearch(labelOf(command), text)),
    ...(context.screens.includes('tickets') ? [{ kind: 'search', text } as const] : []),
  ]
}
