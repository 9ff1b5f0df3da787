import type { OperatorState } from '@app/contracts'

/** Colour of each state, the same on every screen; the order is the order of lists: the busy first, the absent last. */
export const OPERATOR_STATE_COLORS: Record<OperatorState, string> = {
  talking: 'civic',
  offered: 'cyan',
  available: 'teal',
  'wrap-up': 'violet',
  paused: 'yellow',
  unreachable: 'red',
  offline: 'gray',
}

export const OPERATOR_STATE_ORDER = Object.keys(OPERATOR_STATE_COLORS) as OperatorState[]
