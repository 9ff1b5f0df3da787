import type { Draws } from './seeded-random.js'

/** A caller's way through the flow of 1022 (flows/1022.yaml), until the flow lets the call go or the caller hangs up. */
export interface FlowWay {
  share: number
  /** Node, and how long a caller stays: least and most seconds. */
  nodes: readonly (readonly [node: string, least: number, most: number])[]
  /** Null: self-served. */
  queue: string | null
  language?: 'en'
}

const WELCOME = [['callers', 0, 0], ['welcome', 8, 9], ['notice', 0, 0]] as const
const MENU = ['main-menu', 3, 19] as const
const CODE = [...WELCOME, MENU, ['services', 3, 12], ['key-in-code', 6, 16], ['ticket-status', 0, 1]] as const

export const FLOW_WAYS: readonly FlowWay[] = [
  { share: 37, nodes: [...WELCOME, MENU, ['procedures-state', 0, 0], ['procedures', 4, 5]], queue: 'procedures' },
  { share: 27, nodes: [...WELCOME, MENU, ['reports-state', 0, 0], ['reports', 4, 5]], queue: 'reports' },
  { share: 8, nodes: [...WELCOME, ['main-menu', 12, 40], ['operator', 3, 4]], queue: 'procedures' },
  { share: 2.5, nodes: [...WELCOME, MENU, ['services', 5, 14], ['appointment', 7, 8]], queue: 'procedures' },
  { share: 1.5, nodes: [...WELCOME, MENU, ['services', 5, 14], ['enterprises', 4, 5]], queue: 'procedures' },
  { share: 0.7, nodes: [...WELCOME, ['main-menu', 2, 8], ['emergency', 12, 14]], queue: 'reports' },
  { share: 1.3, nodes: [...WELCOME, ['main-menu', 10, 18], ['english', 0, 0], ['main-menu', 4, 14], ['procedures-state', 0, 0], ['procedures', 3, 4]], queue: 'procedures', language: 'en' },
  { share: 6.5, nodes: [...CODE, ['ticket-in-progress', 12, 16], ['after-status', 2, 14]], queue: null },
  { share: 5.5, nodes: [...CODE, ['ticket-answered', 9, 12], ['after-status', 2, 14]], queue: null },
  { share: 0.8, nodes: [...CODE, ['ticket-unknown', 5, 7], ['after-status', 2, 12]], queue: null },
  { share: 1.2, nodes: [...CODE, ['ticket-answered', 9, 12], ['after-status', 4, 9], ['operator', 3, 4]], queue: 'procedures' },
  { share: 3, nodes: [['callers', 0, 0], ['welcome', 1, 8]], queue: null },
  { share: 5, nodes: [...WELCOME, ['main-menu', 2, 24]], queue: null },
]

/** Before a queue in which it would take very long: the promise of a call-back without waiting. */
export const busyWay = (queue: string): FlowWay['nodes'] => [...WELCOME, MENU, [`${queue}-state`, 0, 0], [`${queue}-busy`, 14, 22], [`to-call-back-${queue}`, 0, 0], ...CALL_BACK]

/** What follows when the flow has the call again. */
export const CALL_BACK = [['call-back', 0, 0], ['call-back-offer', 9, 16], ['promise-caller', 0, 1], ['call-back-promised', 6, 8]] as const
export const TOO_LONG = [['too-long', 6, 12]] as const
export const toVoicemail = (queue: string) => [['too-long', 9, 12], ['too-long-queue', 0, 0], [`${queue}-voicemail`, 14, 70]] as const
export const NOT_ASKED = [['survey', 0, 0], ['goodbye', 3, 4]] as const
export const ASKED_IN_VAIN = [['survey', 0, 0], ['ask-rating', 3, 16]] as const
export const RATED = [['survey', 0, 0], ['ask-rating', 7, 13], ['keep-rating', 0, 0], ['remark-offer', 3, 9], ['goodbye', 3, 4]] as const

const SHARES = FLOW_WAYS.reduce<number[]>((sums, { share }) => [...sums, (sums.at(-1) ?? 0) + share], [])

export function drawWay(draws: Draws): FlowWay {
  const drawn = draws.next() * (SHARES.at(-1) ?? 0)
  return FLOW_WAYS[SHARES.findIndex((sum) => drawn < sum)] as FlowWay
}
