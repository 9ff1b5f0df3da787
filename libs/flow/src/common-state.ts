import type { FlowState } from './flow-state.js'

/** What every state of a call has, wherever it stands. */
export type Common = Pick<FlowState, 'flow' | 'language' | 'path' | 'lastId' | 'variables'>

/** The state is kept on a channel and travels in a URL: a caller who plays with the keys must not make it grow without end. */
const LONGEST_PATH = 60

export const common = ({ flow, language, path, lastId, variables }: FlowState): Common => ({ flow, language, path, lastId, variables })

export const visited = (path: string[], name: string) => (path.length < LONGEST_PATH ? [...path, name] : path)

/** A variable may be called like something that every object has. */
export const valueIn = ({ variables }: Common, name: string): string => (Object.hasOwn(variables, name) ? (variables[name] ?? '') : '')

export const withVariables = (call: Common, variables: Record<string, string>): Common => ({ ...call, variables: { ...call.variables, ...variables } })

/** An address with its variables filled in, each escaped. */
export const filled = (call: Common, url: string) => url.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(valueIn(call, name)))

export function nextId(call: Pick<FlowState, 'lastId'>, letter: 'p' | 't' | 'q'): [string, number] {
  const lastId = call.lastId + 1
  return [`${letter}${lastId}`, lastId]
}
